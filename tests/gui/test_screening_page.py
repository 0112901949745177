"""The guided page: by keys alone, answer by answer, and never a number that weighs a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from frontline.domain.identifiers import QuestionId
from frontline.errors import DiskFullError
from frontline.ui.tasks import TaskRunner
from frontline.ui.widgets.answer_card import AnswerCard
from frontline.ui.widgets.saved_note import SavedNote
from tests.support.gui import CONCERNING, DEBT, PAPERS, Gui, Held, settle, surroundings
from tests.support.gui_interview import Interview, pane_of
from tests.support.gui_words import texts_of

AGE = QuestionId("age_years")
Key = Qt.Key
# What may be counted on the page: questions, the keys of answers, and when it was saved.
_COUNTED = re.compile(
    r"question \d+ of \d+|\d+ of about \d+ questions|\d+ of \d+|\d+ in private only"
    r"|Saved \d\d:\d\d:\d\d|Case \w{4}-\w{4}|F\d+|ISO \d+(-\d)?"
)
_WEIGHING = re.compile(
    r"\d|%|\b(score|points?|strong|medium|weak|risk|level|D[1-6])\b", re.IGNORECASE
)


def test_each_number_gives_the_answer_that_carries_it(gui: Gui) -> None:
    page = Interview(gui)
    answers = gui.definition.questions[PAPERS].answers
    assert len(answers) == 9
    for number, code in enumerate(answers, start=1):
        page.press(Key(Key.Key_0 + number))
        assert page.given()[-1] == (PAPERS, code)
        assert page.card(code).isChecked()
        assert page.card(code).content.key == str(number)
        assert page.position == PAPERS
    assert len(page.given()) == 9


def test_a_number_on_the_keypad_does_the_same_and_zero_nothing(gui: Gui) -> None:
    page = Interview(gui)
    page.press(Key.Key_0)
    page.press(Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert page.given() == []
    page.press(Key.Key_2, Qt.KeyboardModifier.KeypadModifier)
    assert page.given() == [(PAPERS, gui.definition.questions[PAPERS].answers[1])]


def test_numbers_mark_and_take_back_one_of_several_answers(gui: Gui) -> None:
    page = Interview(gui, DEBT)
    first, second = gui.definition.questions[DEBT].answers[:2]
    for key in (Key.Key_1, Key.Key_2, Key.Key_1):
        page.press(key)
    assert page.given() == [(DEBT, (first,)), (DEBT, (first, second)), (DEBT, (second,))]


def test_taking_back_the_only_mark_leaves_the_question_open(gui: Gui) -> None:
    page = Interview(gui, DEBT)
    page.press(Key.Key_1)
    page.press(Key.Key_1)
    assert page.given()[-1] == (DEBT, "not_asked")


def test_enter_goes_on_and_alt_left_comes_back(gui: Gui) -> None:
    page = Interview(gui)
    page.press(Key.Key_Return)
    assert page.position == DEBT
    page.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.position == PAPERS
    # Going on without an answer is allowed, and nothing is recorded for it.
    assert page.given() == []


def test_arrows_move_among_the_answers_and_record_nothing(gui: Gui) -> None:
    page = Interview(gui)
    page.press(Key.Key_1)
    given = page.given()
    codes = gui.definition.questions[PAPERS].answers
    for key, at in ((Key.Key_Right, 1), (Key.Key_Down, 3), (Key.Key_Left, 2), (Key.Key_Up, 0)):
        page.press(key)
        assert page.card(codes[at]).hasFocus()
    assert page.given() == given
    page.press(Key.Key_Right)
    page.press(Key.Key_Space)
    assert page.given()[-1] == (PAPERS, codes[1])


def test_letters_show_and_hide_the_panels_and_open_the_persons_screen(gui: Gui) -> None:
    page = Interview(gui, answers=CONCERNING)
    for key, heading in ((Key.Key_I, "Indicators so far"), (Key.Key_S, "Sections")):
        headings = [found for found in page.view.findChildren(QLabel) if found.text() == heading]
        was = headings[0].isVisible()
        page.press(key)
        assert headings[0].isVisible() is not was
    page.press(Key.Key_F)
    assert gui.told == ["person"]


def test_digits_and_letters_belong_to_the_field_that_is_typed_in(gui: Gui) -> None:
    page = Interview(gui, AGE)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "23")
    page.press(Key.Key_F)
    assert gui.told == []
    assert page.given() == []
    page.press(Key.Key_Return)
    assert page.given() == [(AGE, 23)]
    assert page.position != AGE


def test_a_number_is_recorded_once_however_it_is_kept(gui: Gui) -> None:
    page = Interview(gui, AGE)
    line = page.view.findChild(QLineEdit, "number")
    assert line is not None
    QTest.keyClicks(line, "31")
    QTest.mouseClick(page.button("keep-value"), Qt.MouseButton.LeftButton)
    settle()
    page.press(Key.Key_Tab)
    assert page.given() == [(AGE, 31)]


def test_an_answer_that_is_no_number_empties_the_field(gui: Gui) -> None:
    page = Interview(gui, AGE, {"age_years": 23})
    line = page.view.findChild(QLineEdit, "number")
    assert line is not None
    assert line.text() == "23"
    page.card("unknown").click()
    settle()
    assert page.given() == [(AGE, "unknown")]
    assert line.text() == ""


def test_back_skip_and_stop_are_always_there_and_lose_nothing(gui: Gui) -> None:
    page = Interview(gui)
    page.press(Key.Key_3)
    for role, position in (("continue", DEBT), ("back", PAPERS)):
        page.button(role).click()
        settle()
        assert page.position == position
    assert page.card("other_person").isChecked()
    page.button("stop").click()
    settle()
    assert page.finished == [True]
    assert page.given() == [(PAPERS, "other_person")]


def test_a_section_is_a_click_away(gui: Gui) -> None:
    page = Interview(gui)
    gui.window.resize(1366, 768)
    settle()
    page.button("section-person").click()
    settle()
    assert page.position == "age_years"


@pytest.fixture
def cramped(qapp: QApplication) -> Iterator[Interview]:
    """Large text in a small window: the answers have to be scrolled to."""
    gui = Gui(surroundings(scale=200))
    page = Interview(gui)
    gui.window.resize(800, 600)
    settle()
    yield page
    gui.close()


def test_a_new_question_comes_with_its_top_in_sight(cramped: Interview) -> None:
    bar = pane_of(cramped).area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    cramped.press(Key.Key_Return)
    assert (cramped.position, bar.value()) == (DEBT, 0)


def test_an_answer_far_down_stays_where_it_was_pressed(cramped: Interview) -> None:
    bar = pane_of(cramped).area.verticalScrollBar()
    bar.setValue(bar.maximum())
    before, card = bar.value(), cramped.card("declined")
    card.click()
    settle()
    assert cramped.card("declined") is card
    assert (bar.value(), card.isChecked()) == (before, True)


def test_a_number_key_brings_its_answer_into_sight(cramped: Interview) -> None:
    view = pane_of(cramped).area.viewport()
    card = cramped.card("declined")
    assert not view.rect().contains(card.mapTo(view, card.rect().center()))
    cramped.press(Key.Key_8)
    assert cramped.given() == [(PAPERS, "declined")]
    assert view.rect().contains(card.mapTo(view, card.rect().center()))


def test_nothing_moves_when_an_answer_is_saved(gui: Gui) -> None:
    held = Held()
    gui.runner = TaskRunner(held)
    page = Interview(gui)
    watched = [w for w in gui.window.findChildren(QWidget) if w.isVisible()]
    page.press(Key.Key_3)
    places = [w.geometry() for w in watched]
    note = page.view.findChild(SavedNote)
    assert note is not None
    note._slow.timeout.emit()
    settle()
    assert note.text() == "Saving …"
    assert [w.geometry() for w in watched] == places
    held.let_go()
    assert re.fullmatch(r"Saved \d\d:\d\d:\d\d", note.text())
    # What an answer adds (a note, an indicator) is added below and beside what is there.
    assert page.card("other_person").geometry() in places


def test_an_answer_that_was_not_stored_is_not_shown_as_given(gui: Gui) -> None:
    page = Interview(gui)
    page.press(Key.Key_1)

    def refuse(*_everything: object) -> None:
        raise DiskFullError

    store = gui.vault.cases
    store.append_answers = refuse  # type: ignore[method-assign,assignment]
    page.press(Key.Key_3)
    assert page.card("self").isChecked()
    assert not page.card("other_person").isChecked()
    assert any("The disk is full" in text for text in texts_of(page.view))
    del store.append_answers
    page.press(Key.Key_3)
    assert page.given() == [(PAPERS, "self"), (PAPERS, "other_person")]
    assert not any("The disk is full" in text for text in texts_of(page.view))


def weighing(texts: list[str]) -> list[str]:
    """Texts with numbers or words that put a weight on a person."""
    return [text for text in texts if _WEIGHING.search(_COUNTED.sub("", text))]


@pytest.mark.parametrize("at", [PAPERS, DEBT, AGE])
def test_nobody_looking_over_the_shoulder_sees_a_score(gui: Gui, at: QuestionId) -> None:
    page = Interview(gui, at, CONCERNING)
    gui.window.resize(1920, 1080)
    settle()
    texts = texts_of(page.view)
    assert any("Indicators so far" in text for text in texts)
    assert len(page.model.state.interview.shown) > 2
    assert weighing(texts) == []


def test_a_score_would_be_found(gui: Gui) -> None:
    planted = ["Score: 7", "62 %", "strong indicator", "D3", "question 2 of 9", "Who else?"]
    assert weighing(planted) == planted[:4]


def test_with_large_text_most_answers_are_read_without_scrolling(qapp: QApplication) -> None:
    gui = Gui(surroundings(scale=150))
    page = Interview(gui)
    assert (gui.window.width(), gui.window.height()) == (1280, 720)
    view = pane_of(page).area.viewport()
    middles = [
        card.mapTo(view, card.rect().center()) for card in page.view.findChildren(AnswerCard)
    ]
    assert sum(view.rect().contains(middle) for middle in middles) >= 8
    gui.close()


def test_the_person_is_asked_in_another_language_at_any_moment(gui: Gui) -> None:
    page = Interview(gui)
    page.press(Key.Key_3)
    box = page.view.findChild(QComboBox, "person-language")
    assert box is not None
    at = box.findData("ht")
    box.setCurrentIndex(at)
    box.activated.emit(at)
    settle()
    assert page.table.screening.person_language == "ht"
    assert page.card("other_person").isChecked()
    said = gui.definition.texts.get(f"question.{PAPERS}.say", "ht").value
    assert said in texts_of(page.view)
