"""What the person is shown: their language, in its direction, and never another one in silence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from frontline.domain.identifiers import QuestionId
from frontline.ui.language import INTERFACE_LANGUAGES
from frontline.ui.views.person_screen import PersonScreen
from frontline.ui.views.screening import ScreeningView
from frontline.ui.widgets.answer_card import AnswerCard, CardText
from frontline.ui.widgets.texts import spoken_label
from tests.support.gui import (
    CONCERNING,
    IN_PRIVATE,
    PAPERS,
    Gui,
    screening_ways,
    settle,
    surroundings,
)
from tests.support.gui_words import texts_of

ARABIC = "هل معك 2 من أوراقك؟"
# Arabic and Persian digits, which nobody at a post types or reads aloud.
EASTERN = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"


def dark_columns(widget: QWidget) -> tuple[int, int]:
    """First and last column of the picture with something dark in it."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    dark = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).lightness() < 100 for y in range(image.height()))
    ]
    return dark[0], dark[-1]


def a_screen(gui: Gui, language: str, at: QuestionId = PAPERS) -> PersonScreen:
    model = gui.screening(gui.table(IN_PRIVATE, language=language), at)
    screen = PersonScreen(model, gui.around, gui.tell("back"))
    gui.window.show_page(screen, None)
    gui.window.resize(1280, 720)
    gui.window.show()
    settle()
    return screen


def test_arabic_stands_at_the_right_and_spanish_at_the_left(gui: Gui, qtbot: QtBot) -> None:
    for language, text, is_right in (("ar", ARABIC, True), ("es", "¿Tiene sus papeles?", False)):
        said = spoken_label(text, language)
        qtbot.addWidget(said)
        said.resize(900, 80)
        said.show()
        first, last = dark_columns(said)
        assert (900 - last < 100) is is_right
        assert (first < 100) is not is_right


def test_an_arabic_sentence_ends_at_the_left(gui: Gui, qtbot: QtBot) -> None:
    """The question mark is the leftmost sign; in a label that runs left to right it is not."""
    widths = {}
    for text in ("أين أوراقك", "أين أوراقك؟"):
        said = spoken_label(text, "ar")
        qtbot.addWidget(said)
        said.resize(900, 80)
        said.show()
        widths[text] = dark_columns(said)
    (first, last), (first_asked, last_asked) = widths.values()
    assert first_asked < first
    assert last_asked == last


def test_digits_in_arabic_stay_the_ones_on_papers_and_screens(gui: Gui) -> None:
    texts = gui.definition.texts
    said = [texts.said(name, "ar") for name in texts._person_facing]
    words = "".join(text.value for text in said if text is not None)
    assert len(words) > 1000
    assert not set(words) & set(EASTERN)


def test_numbers_that_choose_an_answer_are_western_whatever_the_person_speaks(gui: Gui) -> None:
    model = gui.screening(gui.table(IN_PRIVATE, language="ar"), PAPERS)
    view = ScreeningView(model, gui.around, screening_ways(gui))
    gui.show(view)
    keys = [card.content.key for card in view.findChildren(AnswerCard)]
    assert keys == list("123456789")


def test_the_officer_reads_their_language_beside_the_persons(gui: Gui) -> None:
    for code in INTERFACE_LANGUAGES:
        around = surroundings(code)
        model = gui.screening(gui.table(IN_PRIVATE, language="ar"), PAPERS)
        view = ScreeningView(model, around, screening_ways(gui))
        gui.show(view)
        texts = texts_of(view)
        assert gui.definition.texts.get(f"question.{PAPERS}.text", code).value in texts
        assert gui.definition.texts.get(f"question.{PAPERS}.say", "ar").value in texts


@pytest.mark.parametrize("size", [(1280, 720), (800, 600)])
@pytest.mark.parametrize(("language", "is_marked"), [("ar", True), ("en", False)])
def test_a_translation_nobody_checked_is_marked(
    gui: Gui, size: tuple[int, int], language: str, is_marked: bool
) -> None:
    mark = "This translation has not been reviewed by a second speaker yet."
    model = gui.screening(gui.table(IN_PRIVATE, language=language), PAPERS)
    view = ScreeningView(model, gui.around, screening_ways(gui))
    gui.show(view, size)
    assert texts_of(view).count(mark) == int(is_marked)


def test_a_language_the_question_lacks_is_said_and_not_replaced(gui: Gui) -> None:
    english = gui.definition.texts.get(f"question.{PAPERS}.say", "en").value
    model = gui.screening(gui.table(IN_PRIVATE, language="xx"), PAPERS)
    view = gui.show(ScreeningView(model, gui.around, screening_ways(gui)))
    shown = [label.text() for label in view.findChildren(QLabel)]
    screen = a_screen(gui, "xx")
    assert screen.findChildren(AnswerCard) == []
    for texts in (shown, [label.text() for label in screen.findChildren(QLabel)]):
        assert any("not available in xx" in text for text in texts)
        assert english not in texts


@pytest.mark.parametrize(("language", "is_turned"), [("ar", True), ("es", False), ("ht", False)])
def test_the_whole_screen_runs_as_the_person_reads(
    gui: Gui, language: str, is_turned: bool
) -> None:
    screen = a_screen(gui, language)
    back = next(b for b in screen.findChildren(QPushButton) if b.property("role") == "back")
    assert (back.mapTo(screen, back.rect().center()).x() < screen.width() / 2) is is_turned
    for card in screen.findChildren(AnswerCard):
        assert card.content.is_right_to_left is is_turned


def test_the_persons_screen_shows_the_question_and_nothing_else(gui: Gui) -> None:
    model = gui.screening(gui.table(CONCERNING, language="es"), PAPERS)
    screen = PersonScreen(model, gui.around, gui.tell("back"))
    gui.window.show_page(screen, None)
    gui.window.show()
    settle()
    texts, pack = gui.definition.texts, gui.definition
    assert len(model.state.interview.shown) > 2
    answers = pack.questions[PAPERS].answers
    allowed = {texts.get(f"question.{PAPERS}.say", "es").value, "Español", "Back to the officer"}
    for code in answers:
        for name in (f"question.{PAPERS}.answer.{code}.say", f"answer.{code}.say"):
            if texts.has(name):
                allowed.add(texts.get(name, "es").value)
    assert set(texts_of(screen)) <= allowed


def test_an_answer_the_person_touches_is_recorded_and_stays_in_sight(gui: Gui) -> None:
    screen = a_screen(gui, "ar")
    gui.window.resize(800, 600)
    settle()
    card = screen.findChildren(AnswerCard)[-1]
    card.click()
    settle()
    assert screen.findChildren(AnswerCard)[-1] is card
    assert card.isChecked()
    assert gui.recorded(screen._viewmodel.table)[-1][0] == PAPERS


def test_no_answer_looks_like_advice(gui: Gui) -> None:
    screen = a_screen(gui, "ar")
    assert not any(card.hasFocus() for card in screen.findChildren(AnswerCard))


def test_escape_gives_the_screen_back_to_the_officer(gui: Gui) -> None:
    a_screen(gui, "ar")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert gui.told == ["back"]


def test_a_card_turns_its_tick_and_its_text(gui: Gui, qtbot: QtBot) -> None:
    inks = {}
    for is_turned in (False, True):
        card = AnswerCard(gui.around.theme, CardText("نعم", is_right_to_left=is_turned))
        qtbot.addWidget(card)
        card.resize(600, 60)
        card.show()
        image = card.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        inside = [
            x
            for x in range(20, 580)
            if any(image.pixelColor(x, y).lightness() < 100 for y in range(15, 45))
        ]
        inks[is_turned] = sum(inside) / len(inside)
    assert inks[False] < 300 < inks[True]
