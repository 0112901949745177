"""Words of the glossary: marked where they stand, opened in place, found without accents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from frontline.domain.identifiers import QuestionId
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.ui.lexicon import Lexicon
from frontline.ui.widgets.answer_card import AnswerBox
from frontline.ui.widgets.marked import MarkedLabel, marked_label
from frontline.ui.widgets.overlay import Overlay
from frontline.wire.glossary import Glossary, Term
from tests.support.gui import CONCERNING, IN_PRIVATE, Gui, settle, surroundings
from tests.support.gui_desk import SignedIn
from tests.support.gui_words import texts_of

pytestmark = pytest.mark.slow

# Notices with marked words stand below it.
QUESTION = QuestionId("debt")
PLANTED = Term(
    id="debt",
    term={"en": "Débt <bondage>", "es": "Deuda"},
    meaning={"en": "Owed & owned."},
    source={"en": "Invented."},
    marks={"en": ("debt", "debt bondage")},
)


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[SignedIn]:
    gui = Gui(surroundings())
    yield SignedIn(gui)
    gui.close()


def open_interview(desk: SignedIn, language: str = "ar") -> OpenScreening:
    table = desk.gui.table({**CONCERNING, **IN_PRIVATE}, language=language)
    ScreeningService(desk.gui.desk).move_to(table, QUESTION)
    desk.navigator._open(table)
    settle()
    return table


def panels(desk: SignedIn) -> list[Overlay]:
    return [each for each in desk.gui.window.findChildren(Overlay) if each.isVisible()]


def marked(root: QWidget) -> list[MarkedLabel]:
    return [each for each in root.findChildren(MarkedLabel) if each.isVisible()]


def test_a_word_opens_in_place_and_closes_to_the_very_answer(desk: SignedIn) -> None:
    open_interview(desk)
    before, recorded = QApplication.focusWidget(), texts_of(desk.page)
    assert isinstance(before, AnswerBox)
    desk.press(Qt.Key.Key_G)
    (panel,) = panels(desk)
    (label, *_others) = marked(desk.page)
    term = desk.workplace.lexicon.terms[label.terms[0]]
    assert term.meaning["en"] in texts_of(panel)
    desk.press(Qt.Key.Key_Escape)
    assert panels(desk) == []
    assert QApplication.focusWidget() is before
    assert texts_of(desk.page) == recorded


def test_no_key_reaches_the_question_below(desk: SignedIn) -> None:
    table = open_interview(desk)
    recorded = desk.gui.recorded(table)
    desk.press(Qt.Key.Key_G)
    for key in (Qt.Key.Key_1, Qt.Key.Key_S, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab):
        desk.press(key)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert panels(desk)[0].isAncestorOf(focus)
    assert desk.gui.recorded(table) == recorded


def test_a_marked_text_is_a_stop_of_the_tab_key_and_enter_opens_it(desk: SignedIn) -> None:
    open_interview(desk)
    label = marked(desk.page)[0]
    label.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Qt.Key.Key_Return)
    assert len(panels(desk)) == 1
    desk.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is label


def test_the_persons_word_stands_beside_the_officers(desk: SignedIn) -> None:
    open_interview(desk, language="ar")
    desk.navigator._panels.show_terms(("trafficking_in_persons",))
    settle()
    shown = texts_of(panels(desk)[0])
    assert "trafficking in persons" in shown
    assert desk.workplace.lexicon.terms["trafficking_in_persons"].term["ar"] in shown


def test_the_panel_leads_to_the_page_and_back_to_the_question(desk: SignedIn) -> None:
    open_interview(desk)
    desk.press(Qt.Key.Key_G)
    desk.click("glossary-page")
    assert desk.title() == "Glossary"
    desk.click("back")
    assert isinstance(QApplication.focusWidget(), AnswerBox)


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_finding_and_plan_lead_to_entries_in_every_language(desk: SignedIn, language: str) -> None:
    desk.choose(language=language)
    open_interview(desk)
    case = desk.navigator.case
    assert case is not None
    for show in (case.commands.finding, case.commands.plan):
        show()
        settle()
        labels = marked(desk.page)
        assert len(labels) >= 4
        for term in {term for label in labels for term in label.terms}:
            entry = desk.workplace.lexicon.terms[term]
            assert entry.meaning[language]
            desk.navigator._panels.show_terms((term,))
            settle()
            assert entry.meaning[language] in texts_of(panels(desk)[0])
            desk.press(Qt.Key.Key_Escape)


@pytest.mark.parametrize("typed", ["reparacion", "REPARACIÓN", "reparación"])
def test_accents_and_capitals_do_not_matter(desk: SignedIn, typed: str) -> None:
    desk.choose(language="es")
    desk.press(Qt.Key.Key_F1)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    # As an input method does it: there is not a key for every letter.
    line.setText(typed)
    settle()
    shown = texts_of(desk.page)
    assert "reparación" in shown
    assert "captación" not in shown


def test_a_word_to_avoid_leads_to_the_one_to_use(desk: SignedIn) -> None:
    found = desk.workplace.lexicon.find("alleged victim", "en")
    assert "presumed_victim" in {term.id for term in found}


def test_every_entry_comes_onto_the_page(desk: SignedIn) -> None:
    desk.press(Qt.Key.Key_F1)
    for _ in range(10):
        settle()
    shown = set(texts_of(desk.page))
    assert {term.term["en"] for term in desk.workplace.lexicon.terms.values()} <= shown


def test_the_longer_word_is_marked_and_each_once() -> None:
    lexicon = Lexicon([Glossary(terms=(PLANTED,))])
    text = "Debt bondage: a DEBT, no indebted debtor."
    (span,) = lexicon.spans(text, "en")
    assert text[span.start : span.end] == "Debt bondage"
    assert lexicon.spans(text, "es") == ()


def test_a_text_is_never_taken_for_markup(gui: Gui) -> None:
    gui.lexicon = Lexicon([Glossary(terms=(PLANTED,))])
    text = "<b>debt</b> & <a href='x'>more</a>"
    made = marked_label(gui.around, text)
    assert isinstance(made, MarkedLabel)
    assert made.text() == text
    assert "<b>" not in super(MarkedLabel, made).text()


def test_nothing_is_marked_before_somebody_signed_in(qapp: QApplication) -> None:
    assert not isinstance(marked_label(surroundings(), "trafficking in persons"), MarkedLabel)
