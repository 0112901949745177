"""From page to page by keys: out of any page and back to the very place, and away at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from frontline.domain.identifiers import QuestionId
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.ui.widgets.answer_card import AnswerCard
from frontline.ui.widgets.question_card import QuestionCard
from tests.support.gui import CONCERNING, IN_PRIVATE, PAPERS, Gui, settle, surroundings
from tests.support.gui_desk import SignedIn
from tests.support.gui_words import texts_of

pytestmark = pytest.mark.slow

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ASIDE = [
    pytest.param(Key.Key_F9, None, "Immediate danger", id="F9"),
    pytest.param(Key.Key_F1, None, "Glossary", id="F1"),
    pytest.param(Key.Key_P, CONTROL, "A break", id="Ctrl+P"),
]
AWAY = [
    pytest.param(Key.Key_F12, None, "hide", id="F12"),
    pytest.param(Key.Key_L, CONTROL, "lock", id="Ctrl+L"),
]


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[SignedIn]:
    gui = Gui(surroundings())
    yield SignedIn(gui)
    gui.close()


def open_interview(desk: SignedIn, at: QuestionId = PAPERS) -> OpenScreening:
    table = desk.gui.table({**CONCERNING, **IN_PRIVATE}, language="ar")
    ScreeningService(desk.gui.desk).move_to(table, at)
    desk.navigator._open(table)
    settle()
    return table


def shown_question(desk: SignedIn) -> str:
    cards = [card for card in desk.page.findChildren(QuestionCard) if card.isVisible()]
    return str(cards[0].property("question")) if cards else ""


@pytest.mark.parametrize(("key", "modifiers", "title"), ASIDE)
def test_a_page_aside_leads_back_to_the_very_question(
    desk: SignedIn, key: Key, modifiers: Qt.KeyboardModifier | None, title: str
) -> None:
    open_interview(desk)
    # Pressed again and again, as somebody in a hurry does.
    for _ in range(3):
        desk.press(key, modifiers)
        assert desk.title() == title
    if isinstance(QApplication.focusWidget(), QLineEdit):
        desk.press(Key.Key_Tab)
    desk.press(Key.Key_Return)
    assert shown_question(desk) == PAPERS
    focus = QApplication.focusWidget()
    assert isinstance(focus, AnswerCard)
    assert focus.isChecked()


def test_pages_aside_lead_back_one_by_one(desk: SignedIn) -> None:
    open_interview(desk)
    desk.press(Key.Key_F)
    person = desk.title()
    for key in (Key.Key_F9, Key.Key_F1):
        desk.press(key)
    desk.click("back")
    assert desk.title() == "Immediate danger"
    desk.click("back-from-danger")
    assert desk.title() == person
    desk.press(Key.Key_Escape)
    assert shown_question(desk) == PAPERS


@pytest.mark.parametrize(("key", "modifiers", "how"), AWAY)
def test_the_keys_that_hide_and_lock_work_everywhere(
    desk: SignedIn, key: Key, modifiers: Qt.KeyboardModifier | None, how: str
) -> None:
    desk.press(key, modifiers)
    open_interview(desk)
    desk.press(key, modifiers)
    desk.press(Key.Key_F)
    desk.press(key, modifiers)
    assert desk.left == [how] * 3


@pytest.mark.parametrize(("key", "modifiers", "how"), AWAY)
def test_they_work_while_something_is_typed(
    desk: SignedIn, key: Key, modifiers: Qt.KeyboardModifier | None, how: str
) -> None:
    open_interview(desk, QuestionId("age_years"))
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "1")
    desk.press(key, modifiers)
    assert desk.left == [how]


def test_switching_the_language_in_mid_interview_keeps_everything(desk: SignedIn) -> None:
    table = open_interview(desk)
    recorded, texts = desk.gui.recorded(table), desk.gui.definition.texts
    for code in ("es", "pt", "fr", "en"):
        desk.choose(language=code)
        assert shown_question(desk) == PAPERS
        shown = texts_of(desk.page)
        assert texts.get(f"question.{PAPERS}.text", code).value in shown
        # The person goes on being asked in theirs.
        assert texts.get(f"question.{PAPERS}.say", "ar").value in shown
        checked = [card for card in desk.page.findChildren(AnswerCard) if card.isChecked()]
        assert [card.property("role") for card in checked] == [f"{PAPERS}=other_person"]
        assert checked[0].hasFocus()
    assert desk.gui.recorded(table) == recorded
    desk.press(Key.Key_1)
    assert desk.gui.recorded(table)[len(recorded) :] == [(PAPERS, "self")]


def test_switching_look_and_size_in_mid_interview_keeps_everything(desk: SignedIn) -> None:
    table = open_interview(desk)
    recorded = desk.gui.recorded(table)
    desk.choose(theme="sunlight", scale=200)
    assert shown_question(desk) == PAPERS
    assert desk.gui.recorded(table) == recorded


def test_the_settings_page_switches_at_once_and_goes_back_to_the_question(desk: SignedIn) -> None:
    open_interview(desk)
    desk.click("bar-gear")
    assert desk.title() == "Settings"
    desk.choose(language="fr")
    assert desk.title() == desk.gui.around.language.gettext("Settings") != "Settings"
    desk.click("back")
    assert shown_question(desk) == PAPERS
    assert desk.gui.definition.texts.get(f"question.{PAPERS}.text", "fr").value in texts_of(
        desk.page
    )


def test_from_home_to_the_finding_and_the_plan_by_enter_alone(desk: SignedIn) -> None:
    """Enter is the way on of every page: start, first look, finding, help and plan."""
    titles = []
    for _ in range(4):
        titles.append(desk.title())
        desk.press(Key.Key_Return)
    assert titles == ["Today", "First look", "Finding", "Help and plan"]


def test_a_case_that_was_begun_is_the_first_thing_at_home(desk: SignedIn) -> None:
    table = open_interview(desk)
    desk.navigator.show_home()
    settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.property("role") == f"resume-{table.case.code}"
    desk.press(Key.Key_Return)
    assert shown_question(desk) == PAPERS


def test_news_from_the_hub_reach_the_bar_and_no_bar_that_is_gone(desk: SignedIn) -> None:
    desk.workplace.sending.note_connection(True)
    assert any("Connected" in text for text in texts_of(desk.gui.window))
    desk.press(Key.Key_F9)
    desk.gui.window.show_page(QLineEdit(), None)
    settle()
    desk.workplace.sending.note_connection(False)
    desk.navigator.show_home()
    settle()
    assert any("No connection" in text for text in texts_of(desk.gui.window))
