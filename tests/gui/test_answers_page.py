"""The list of all answers: nothing is left out, everything can be changed, nothing is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from frontline.domain.answers import AnswerValue
from frontline.services.screenings import ScreeningService
from frontline.ui.views.change_answer import ChangeAnswerView
from tests.support.gui import CONCERNING, IN_PRIVATE, PAPERS, Gui
from tests.support.gui_paper import answers, answers_of
from tests.support.gui_words import texts_of
from tests.support.rights import give_rights


def roles(page: QWidget) -> dict[str, QPushButton]:
    return {str(each.property("role")): each for each in page.findChildren(QPushButton)}


def test_every_question_that_applies_is_listed_with_its_answer_or_without(gui: Gui) -> None:
    table = gui.table(IN_PRIVATE)
    view = answers_of(gui, table)
    gui.show(view)
    visible = {
        item.question
        for item in table.interview.instrument.items
        if table.interview.is_visible(item.question)
    }
    assert {role for role in roles(view) if role.startswith("change-")} == {
        f"change-{question}" for question in visible
    }
    texts = texts_of(view)
    unanswered = len(visible - {event.question for event in table.log})
    assert texts.count("Not put yet") == unanswered
    assert f"{unanswered} questions were not put." in texts


def test_what_waits_for_privacy_is_named_and_cannot_be_answered_from_the_list(gui: Gui) -> None:
    overheard: dict[str, AnswerValue] = {**IN_PRIVATE, "private_now": "no"}
    table = gui.table(overheard)
    view = answers_of(gui, table)
    gui.show(view)
    withheld = [
        item.question
        for item in table.interview.instrument.items
        if table.interview.is_withheld(item.question)
    ]
    assert withheld
    assert texts_of(view).count("Kept for a talk in private") == len(withheld)
    assert not {f"change-{question}" for question in withheld} & set(roles(view))


def test_a_corrected_answer_keeps_what_stood_before_with_name_and_time(gui: Gui) -> None:
    view = answers(gui)
    gui.show(view)
    texts = texts_of(view)
    assert "The person, or a place they can reach" in texts
    (earlier,) = [text for text in texts if text.startswith("Before:")]
    assert "Somebody else, and the person cannot have them" in earlier
    assert gui.session.user.name in earlier


def test_change_leads_to_the_question(gui: Gui) -> None:
    view = answers(gui)
    gui.show(view)
    roles(view)[f"change-{PAPERS}"].click()
    assert gui.told == [f"change {PAPERS}"]


def test_a_closed_screening_shows_its_answers_and_changes_none(gui: Gui) -> None:
    table = gui.table(CONCERNING)
    give_rights(gui.desk, table)
    ScreeningService(gui.desk).close(table)
    view = answers_of(gui, table)
    gui.show(view)
    assert not [role for role in roles(view) if role.startswith("change-")]


def test_one_answer_is_changed_by_keys_alone(gui: Gui) -> None:
    table = gui.table(CONCERNING)
    view = ChangeAnswerView(gui.screening(table), gui.around, PAPERS, gui.tell("list"))
    gui.show(view)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_1)
    assert gui.recorded(table)[-1] == (PAPERS, "self")
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert gui.told == ["list"]
