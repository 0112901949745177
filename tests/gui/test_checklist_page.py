"""The checklist: everything on one page, one stroke each, and nothing that moves."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton

from frontline.domain.answers import AnswerValue
from frontline.domain.identifiers import InstrumentId
from frontline.errors import DiskFullError
from frontline.ui.views.checklist import ChecklistView
from frontline.ui.widgets.answer_buttons import AnswerButtons
from frontline.ui.widgets.answer_card import AnswerBox, AnswerCard
from tests.support.gui import IN_PRIVATE, RAPID, TALK, Gui, Held, settle, surroundings
from tests.support.gui_words import texts_of

Key = Qt.Key


class Checklist:
    def __init__(
        self,
        gui: Gui,
        answers: Mapping[str, AnswerValue] | None = None,
        instrument: InstrumentId = RAPID,
        only: str | None = None,
    ) -> None:
        self.gui = gui
        self.table = gui.table(answers, instrument=instrument)
        self.model = gui.screening(self.table)
        self.before = len(gui.recorded(self.table))
        self.view = ChecklistView(self.model, gui.around, gui.tell("done"), only)
        gui.show(self.view)

    def cards(self) -> dict[str, AnswerCard | AnswerBox]:
        groups = [group for group in self.view.findChildren(AnswerButtons) if group.isVisible()]
        return {str(c.property("role")): c for group in groups for c in group.cards.values()}

    def click(self, role: str) -> None:
        self.cards()[role].click()
        settle()

    def press(self, key: Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        settle()

    def given(self) -> list[tuple[str, object]]:
        return list(self.gui.recorded(self.table)[self.before :])

    def button(self, role: str) -> QPushButton:
        found = [b for b in self.view.findChildren(QPushButton) if b.property("role") == role]
        return next(b for b in found if b.isVisible())


def test_every_mark_is_kept_at_once_and_as_given(gui: Gui) -> None:
    page = Checklist(gui)
    wanted = []
    for role in list(page.cards()):
        question, code = role.split("=")
        if question.startswith("obs_"):
            page.click(role)
            wanted.append((question, code))
            assert page.given() == wanted
    assert len(wanted) == 24


def test_a_row_is_marked_by_keys_alone(gui: Gui) -> None:
    page = Checklist(gui)
    first, second = list(dict.fromkeys(role.split("=")[0] for role in page.cards()))[:2]
    assert page.cards()[f"{first}=seen"].hasFocus()
    page.press(Key.Key_Right)
    assert page.given() == []
    page.press(Key.Key_Space)
    page.press(Key.Key_Tab)
    assert page.cards()[f"{second}=seen"].hasFocus()
    page.press(Key.Key_Space)
    page.press(Key.Key_Return)
    assert page.given() == [(first, "not_seen"), (second, "seen")]
    assert gui.told == ["done"]


def focus_row() -> str:
    focus = QApplication.focusWidget()
    assert focus is not None
    return str(focus.property("role")).split("=")[0]


def test_a_number_answers_the_row_and_leads_to_the_next(gui: Gui) -> None:
    page = Checklist(gui)
    first, second, third = list(dict.fromkeys(role.split("=")[0] for role in page.cards()))[:3]
    page.press(Key.Key_2)
    assert focus_row() == second
    page.press(Key.Key_1)
    assert page.given() == [(first, "not_seen"), (second, "seen")]
    assert focus_row() == third
    page.press(Key.Key_9)
    assert focus_row() == third


def test_zero_marks_the_rest_and_leads_to_what_is_asked(gui: Gui) -> None:
    page = Checklist(gui)
    page.press(Key.Key_1)
    page.press(Key.Key_0)
    assert sorted(str(value) for _question, value in page.given()) == ["not_seen"] * 7 + ["seen"]
    assert focus_row() == "age_group"
    # Nothing is seen here, and nothing is marked.
    page.press(Key.Key_0)
    assert focus_row() == "age_group"
    assert len(page.given()) == 8


def test_what_is_typed_while_an_answer_is_stored_is_meant_for_the_row_that_follows(
    qapp: QApplication,
) -> None:
    """`knows_plans` is only there once the age is known."""
    held = Held()
    gui = Gui(surroundings(), executor=held)
    page = Checklist(gui)
    page.cards()["age_group=adult"].setFocus()
    for key in "142":
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, key)
    while held.waiting:
        held.let_go()
    given = [question for question, _value in page.given()]
    assert given == ["age_group", "journey_arranged_by", "knows_plans"]
    gui.close()


def test_a_number_the_disk_refused_leaves_the_row_where_it_is(gui: Gui) -> None:
    page = Checklist(gui)
    first = focus_row()

    def refuse(*_everything: object) -> None:
        raise DiskFullError

    gui.vault.cases.append_answers = refuse  # type: ignore[method-assign,assignment]
    page.press(Key.Key_1)
    assert (focus_row(), page.given()) == (first, [])


def test_several_answers_are_chosen_by_numbers_without_leaving_the_row(gui: Gui) -> None:
    page = Checklist(gui, IN_PRIVATE, TALK, "conditions")
    page.cards()["care_offered=water_food"].setFocus()
    page.press(Key.Key_1)
    page.press(Key.Key_2)
    assert focus_row() == "care_offered"
    ((_first, one), (_second, two)) = page.given()
    assert isinstance(one, tuple)
    assert isinstance(two, tuple)
    assert (len(one), len(two)) == (1, 2)


def test_nothing_moves_while_it_is_filled_in(gui: Gui) -> None:
    page = Checklist(gui)
    places = {role: card.geometry() for role, card in page.cards().items()}
    bar = page.view.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    for role in list(places)[:6]:
        page.click(role)
        assert {role: card.geometry() for role, card in page.cards().items()} == places
        assert bar.value() == bar.maximum()


def test_one_stroke_marks_the_rest_as_not_seen(gui: Gui) -> None:
    page = Checklist(gui, {"obs_watched": "seen"})
    page.button("rest-seen").click()
    settle()
    given = dict(page.given())
    assert "obs_watched" not in given
    assert set(given.values()) == {"not_seen"}
    assert len(given) == 7


def test_a_checklist_that_was_begun_opens_at_the_first_row_that_is_left(gui: Gui) -> None:
    rows = list(dict.fromkeys(role.split("=")[0] for role in Checklist(gui).cards()))
    page = Checklist(gui, dict.fromkeys(rows[:5], "not_seen"))
    focus = QApplication.focusWidget()
    assert focus is not None
    assert str(focus.property("role")).startswith(f"{rows[5]}=")
    view = page.view.area.viewport()
    assert view.rect().contains(focus.mapTo(view, focus.rect().center()))


def test_the_conditions_show_one_section_and_the_way_to_stop(gui: Gui) -> None:
    page = Checklist(gui, None, TALK, "conditions")
    questions = {role.split("=")[0] for role in page.cards()}
    assert "private_now" in questions
    assert "papers_with" not in questions
    stopped: list[bool] = []
    page.model.finished.connect(lambda: stopped.append(True))
    page.button("stop").click()
    page.button("finish").click()
    assert (stopped, gui.told) == ([True], ["done"])


def test_a_mark_the_disk_refused_is_taken_back_and_said(gui: Gui) -> None:
    page = Checklist(gui)

    def refuse(*_everything: object) -> None:
        raise DiskFullError

    gui.vault.cases.append_answers = refuse  # type: ignore[method-assign,assignment]
    page.click("obs_watched=seen")
    assert not page.cards()["obs_watched=seen"].isChecked()
    assert any("The disk is full" in text for text in texts_of(page.view))
    del gui.vault.cases.append_answers
    page.click("obs_watched=seen")
    assert page.given() == [("obs_watched", "seen")]
    assert not any("The disk is full" in text for text in texts_of(page.view))


@pytest.mark.parametrize("kind", [QLineEdit, QComboBox])
def test_what_is_typed_or_chosen_in_a_row_is_kept_and_gives_way_to_another_answer(
    gui: Gui, kind: type[QLineEdit | QComboBox]
) -> None:
    page = Checklist(gui, IN_PRIVATE, TALK, "person")
    field = page.view.findChild(kind, "number" if kind is QLineEdit else "country")
    assert field is not None
    field.setFocus()
    if isinstance(field, QLineEdit):
        QTest.keyClicks(field, "23")
        QTest.keyClick(field, Qt.Key.Key_Tab)
    else:
        at = field.findData("XA")
        field.setCurrentIndex(at)
        field.activated.emit(at)
    settle()
    ((question, value),) = page.given()
    assert value == (23 if isinstance(field, QLineEdit) else "XA")
    page.click(f"{question}=unknown")
    assert page.given()[-1] == (question, "unknown")
    assert not (field.text() if isinstance(field, QLineEdit) else field.currentData())
