"""A note on a question: one key away, sealed as it is typed, and marked where it belongs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget

from frontline.domain.identity import LONGEST_NOTE
from frontline.errors import DiskFullError
from frontline.services.question_notes import QuestionNotes
from frontline.services.screenings import OpenScreening
from frontline.ui.viewmodels.question_note import QuestionNoteViewModel
from frontline.ui.views.question_note import QuestionNoteView
from tests.support.gui import CONCERNING, PAPERS, Gui, settle
from tests.support.gui_interview import Interview
from tests.support.gui_paper import answers_of
from tests.support.gui_words import texts_of

NOTE = "Looked at the door each time."


def note_page(gui: Gui, table: OpenScreening) -> QuestionNoteView:
    model = QuestionNoteViewModel(QuestionNotes(gui.desk), gui.runner, table, PAPERS)
    view = QuestionNoteView(model, gui.around, gui.tell("back"))
    gui.show(view)
    return view


def area_of(view: QWidget) -> QPlainTextEdit:
    found = view.findChild(QPlainTextEdit, "question-note")
    assert found is not None
    return found


def stored(gui: Gui, table: OpenScreening) -> str:
    return QuestionNotes(gui.desk).read(table, PAPERS)


def test_the_key_and_the_button_lead_to_the_note_on_the_question_in_sight(gui: Gui) -> None:
    page = Interview(gui)
    page.press(Qt.Key.Key_N)
    (button,) = [b for b in page.view.findChildren(QPushButton) if b.property("role") == "note"]
    button.click()
    assert gui.told == [f"note {PAPERS}"] * 2


def test_what_is_typed_is_sealed_when_the_page_is_left_and_esc_leaves_it(gui: Gui) -> None:
    table = gui.table(CONCERNING)
    view = note_page(gui, table)
    area = area_of(view)
    assert area.hasFocus()
    QTest.keyClicks(area, NOTE)
    QTest.keyClick(area, Qt.Key.Key_Escape)
    assert gui.told == ["back"]
    gui.show(QWidget())
    assert stored(gui, table) == NOTE
    assert area_of(note_page(gui, table)).toPlainText() == NOTE


def test_a_letter_typed_into_a_note_is_no_key_of_the_program(gui: Gui) -> None:
    view = note_page(gui, gui.table(CONCERNING))
    QTest.keyClicks(area_of(view), "1n i? s")
    assert area_of(view).toPlainText() == "1n i? s"
    assert gui.told == []


def test_a_note_that_is_too_long_is_cut_and_that_is_said(gui: Gui) -> None:
    table = gui.table(CONCERNING)
    view = note_page(gui, table)
    area_of(view).setPlainText("x" * (LONGEST_NOTE + 5))
    view._save()
    settle()
    assert len(stored(gui, table)) == LONGEST_NOTE
    assert any("Please shorten the note" in text for text in texts_of(view))


def test_a_note_that_could_not_be_kept_is_not_called_saved(
    gui: Gui, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = note_page(gui, gui.table(CONCERNING))

    def refuse(*_everything: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(gui.vault.identities, "save_envelope", refuse)
    QTest.keyClicks(area_of(view), NOTE)
    view._save()
    settle()
    texts = texts_of(view)
    assert any("The disk is full" in text for text in texts)
    assert "Sealed and saved" not in texts


def test_a_closed_screening_shows_its_note_and_takes_none(gui: Gui) -> None:
    table = gui.table(CONCERNING)
    QuestionNotes(gui.desk).save(table, PAPERS, NOTE)
    table.screening = replace(table.screening, closed_at=gui.clock.now())
    area = area_of(note_page(gui, table))
    assert (area.toPlainText(), area.isReadOnly()) == (NOTE, True)


def test_a_note_is_marked_at_the_question_the_section_and_the_list_of_answers(gui: Gui) -> None:
    page = Interview(gui)
    assert not any("1 note" in text for text in texts_of(page.view))
    QuestionNotes(gui.desk).save(page.table, PAPERS, NOTE)
    page.model.look_again()
    settle()
    texts = texts_of(page.view)
    assert "Read note (N)" in texts
    assert any(text.endswith("· 1 note") for text in texts)
    listed = answers_of(gui, page.table)
    gui.show(listed)
    (button,) = [
        b for b in listed.findChildren(QPushButton) if b.property("role") == f"note-{PAPERS}"
    ]
    button.click()
    assert gui.told[-1] == f"note {PAPERS}"
    assert NOTE not in " ".join(texts_of(listed) + texts)
    assert QApplication.clipboard().text() != NOTE
