"""The page of the sealed report: nothing is kept before it is sealed, and after only a ticket."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from frontline.crypto.sealing import open_sealed
from frontline.services.stores import StoredDocument
from frontline.wire.integrity import read_report
from frontline.wire.oversight import OVERSIGHT_KIND
from tests.support.gui import Gui, settle
from tests.support.gui_desk import SignedIn
from tests.support.gui_more_pages import (
    filled_report,
    report,
    report_without_body,
    sealed_report,
    sharing,
    unplaced_report,
)
from tests.support.gui_words import texts_of
from tests.support.oversight import body_of, opens, oversight_document, oversight_keys


def button(view: QWidget, role: str) -> QPushButton | None:
    found = [b for b in view.findChildren(QPushButton) if b.isVisible()]
    return next((b for b in found if b.property("role") == role), None)


def click(view: QWidget, role: str) -> None:
    found = button(view, role)
    assert found is not None
    found.click()
    settle()


def test_without_a_body_the_page_says_so_and_takes_nothing(gui: Gui) -> None:
    view = report_without_body(gui)
    gui.show(view)
    assert any(text.startswith("This post knows no oversight body") for text in texts_of(view))
    assert not [area for area in view.findChildren(QPlainTextEdit) if area.isVisible()]
    assert button(view, "seal") is None


def test_to_whom_it_is_sealed_is_shown_with_fingerprint_and_place(gui: Gui) -> None:
    view = report(gui)
    gui.show(view)
    (body,) = view._viewmodel.state.bodies
    assert f"Sealed to: {body.name}, {body.place}\nFingerprint: {body.fingerprint}" in texts_of(
        view
    )


def test_it_opens_on_its_first_field_wherever_the_focus_was_before(gui: Gui) -> None:
    gui.show(sharing(gui))
    before = QApplication.focusWidget()
    assert before is not None
    assert before.property("role") == "back"
    view = gui.show(report(gui))

    assert QApplication.focusWidget() is view.findChild(QComboBox, "pattern")


def test_it_is_sealed_into_a_slot_and_the_page_shows_only_the_ticket(gui: Gui) -> None:
    keys = oversight_keys()
    document = oversight_document(body_of(keys))
    gui.vault.documents.held.append(StoredDocument(OVERSIGHT_KIND, "tango", 1, document))
    view = filled_report(gui)
    gui.vault.documents.held.pop()
    gui.show(view)
    before = list(gui.vault.audit.deeds)
    named = view.findChild(QCheckBox, "name-me")
    assert named is not None
    assert not named.isChecked()
    view._viewmodel.state = view._viewmodel.state.__class__(bodies=(body_of(keys),), is_loaded=True)
    click(view, "seal")

    slots = gui.vault.outbox.device().slots
    (mine,) = [slot for slot in slots if opens(slot, [keys[0].identity])]
    told = read_report(open_sealed(mine, keys[0].identity))
    assert (told.place, told.period, told.reporter) == ("Gate 4", "March 2026", "")
    assert told.text == "Quetzalcanary was let through."
    shown = texts_of(view)
    assert told.ticket in shown
    assert not any("Quetzalcanary" in text for text in shown)
    assert not [area for area in view.findChildren(QPlainTextEdit) if area.isVisible()]
    assert gui.vault.audit.deeds == before


def test_afterwards_it_can_be_saved_as_a_file_too(gui: Gui) -> None:
    view = sealed_report(gui)
    gui.show(view)
    click(view, "save-sealed")
    assert [told.split()[0] for told in gui.told] == ["saved"]
    assert button(view, "save-sealed") is None
    click(view, "done")
    assert gui.told[-1] == "back"


def test_with_no_slot_free_the_text_stays_and_the_file_is_offered(gui: Gui) -> None:
    view = unplaced_report(gui)
    gui.show(view)
    area = view.findChild(QPlainTextEdit, "text")
    assert area is not None
    assert "Quetzalcanary" in area.toPlainText()
    assert any(text.startswith("No place for a sealed report is free") for text in texts_of(view))

    click(view, "save-sealed")
    assert gui.told[0].startswith("saved")
    assert any(text.startswith("The report is sealed in the file") for text in texts_of(view))


def test_one_that_is_too_long_stays_to_be_shortened(gui: Gui) -> None:
    view = filled_report(gui)
    gui.show(view)
    area = view.findChild(QPlainTextEdit, "text")
    assert area is not None
    area.setPlainText("字" * 2000)
    click(view, "seal")
    assert "The report is too long to be sealed. Please shorten the text." in texts_of(view)
    assert button(view, "save-sealed") is None
    area.setPlainText("字")
    click(view, "seal")
    assert "Your ticket" in texts_of(view)


def test_opening_the_page_and_leaving_it_leaves_no_trace(gui: Gui) -> None:
    desktop = SignedIn(gui)
    before = list(gui.vault.audit.deeds), gui.vault.outbox.device().slots
    desktop.click("bar-seal")
    assert desktop.title() == "Sealed report"
    desktop.click("back")
    assert (list(gui.vault.audit.deeds), gui.vault.outbox.device().slots) == before
