"""The pages of hand-overs to services: prepared by choice or duty, carried, confirmed by code."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget

from frontline.crypto.sealing import open_sealed
from frontline.domain.assistance import Choice
from frontline.domain.handovers import Basis, DutyReason, HandoverState, Need, Part
from frontline.services.assistance import AssistancePlans
from frontline.services.handovers import Handovers
from frontline.ui.handover_paper import handover_paper
from frontline.ui.widgets.paper import pdf_of
from tests.support.channels import LEGAL, PERSON, SHELTER, accept
from tests.support.gui import Gui, settle
from tests.support.gui_channels import (
    Carried,
    a_case,
    handover,
    handover_by_duty,
    handover_not_chosen,
    handover_view,
    handover_without_key,
    handovers_view,
    prepared,
)
from tests.support.gui_desk import SignedIn
from tests.support.gui_words import texts_of


def button(view: QWidget, role: str) -> QPushButton:
    found = [each for each in view.findChildren(QPushButton) if each.isVisible()]
    return next(each for each in found if str(each.property("role")).startswith(role))


def click(view: QWidget, role: str) -> None:
    button(view, role).click()
    settle()


def has_button(view: QWidget, role: str) -> bool:
    return any(
        str(each.property("role")).startswith(role)
        for each in view.findChildren(QPushButton)
        if each.isVisible()
    )


def test_only_what_is_ticked_goes_along(gui: Gui) -> None:
    view = handover(gui)
    gui.show(view)
    boxes = [box.objectName() for box in view.findChildren(QCheckBox) if box.isVisible()]
    assert [name for name in boxes if name.startswith("part-")] == ["part-names", "part-contact"]

    click(view, "seal-handover")

    (made,) = gui.vault.handovers.by_id.values()
    assert made.parts == (Part.NAMES,)
    assert (made.basis, made.state) == (Basis.CHOICE, HandoverState.PREPARED)
    assert gui.told == ["prepared"]


def test_nothing_is_ticked_and_no_button_has_the_focus_at_first(gui: Gui) -> None:
    table = a_case(gui)
    accept(gui.desk, table, SHELTER)
    view = handover_view(gui, table)
    gui.show(view)

    assert not any(box.isChecked() for box in view.findChildren(QCheckBox))
    assert QApplication.focusWidget() is view.findChild(QComboBox, "handover-to")


def test_a_service_without_a_key_cannot_be_sealed_to_and_the_page_says_so(gui: Gui) -> None:
    view = handover_without_key(gui)
    gui.show(view)

    assert any(text.startswith("The signed directory has no key") for text in texts_of(view))
    assert not button(view, "seal-handover").isEnabled()
    (name,) = [box for box in view.findChildren(QComboBox) if box.objectName() == "handover-to"]
    assert "no key known" in name.currentText()


def test_without_the_persons_choice_there_is_nothing_to_seal(gui: Gui) -> None:
    view = handover_not_chosen(gui)
    gui.show(view)

    assert not has_button(view, "seal-handover")
    assert any(text.startswith("The person has not accepted") for text in texts_of(view))
    click(view, "back")
    assert gui.told == ["back"]


def test_a_child_is_handed_over_by_duty_once_a_reason_is_chosen(gui: Gui) -> None:
    view = handover_by_duty(gui)
    gui.show(view)
    reasons = view.findChild(QComboBox, "duty-reason")
    assert reasons is not None
    assert not button(view, "seal-handover").isEnabled()

    reasons.setCurrentIndex(reasons.findData(DutyReason.DANGER_NOW.value))
    settle()
    click(view, "seal-handover")

    (made,) = gui.vault.handovers.by_id.values()
    assert (made.basis, made.reason) == (Basis.CHILD_PROTECTION, DutyReason.DANGER_NOW)


def test_a_mind_that_changed_meanwhile_is_told_and_the_page_stays(gui: Gui) -> None:
    table = a_case(gui)
    accept(gui.desk, table, SHELTER)
    view = handover_view(gui, table)
    gui.show(view)
    AssistancePlans(gui.desk).choose(table, SHELTER, Choice.DECLINED)

    click(view, "seal-handover")

    assert gui.told == []
    assert any("has changed their mind" in text for text in texts_of(view))
    assert gui.vault.handovers.by_id == {}


def test_it_is_saved_and_then_carried(gui: Gui) -> None:
    table, carried = a_case(gui), Carried()
    line = prepared(gui, table, SHELTER)
    view = handovers_view(gui, table, carried)
    gui.show(view)
    carried.goes = False
    click(view, f"save-{line.handover.id}")
    assert gui.vault.handovers.handover(line.handover.id).state is HandoverState.PREPARED

    carried.goes = True
    click(view, f"save-{line.handover.id}")

    assert gui.vault.handovers.handover(line.handover.id).state is HandoverState.CARRIED
    file = gui.vault.handovers.file(line.handover.id)
    assert file is not None
    assert carried.files == [file.sealed]
    assert "Saved. Carry it to the service with the sheet." in texts_of(view)


def type_code(view: QWidget, code: str) -> None:
    (line,) = [
        each for each in view.findChildren(QLineEdit) if each.objectName().startswith("code-")
    ]
    line.setText(code)


def test_the_receipt_code_closes_it_and_a_wrong_one_does_not(gui: Gui) -> None:
    table = a_case(gui)
    line = prepared(gui, table, SHELTER)
    view = handovers_view(gui, table)
    gui.show(view)
    type_code(view, "ABCD-2345")
    click(view, "received-")
    assert any(text.startswith("This is not the code") for text in texts_of(view))
    # What was typed stays to be compared.
    (typed,) = [each.text() for each in view.findChildren(QLineEdit) if each.isVisible()]
    assert typed == "ABCD-2345"

    type_code(view, line.receipt_code.lower())
    click(view, "received-")

    assert gui.vault.handovers.handover(line.handover.id).state is HandoverState.RECEIVED
    assert "The code is right: the service has it." in texts_of(view)
    assert not has_button(view, "save-")


def test_the_code_stands_on_the_sheet_and_not_on_the_page(gui: Gui) -> None:
    table, carried = a_case(gui), Carried()
    line = prepared(gui, table, SHELTER)
    view = handovers_view(gui, table, carried)
    gui.show(view)

    assert not [text for text in texts_of(view) if line.receipt_code in text]
    click(view, "print-")
    (paper,) = carried.papers
    assert line.receipt_code in paper.text


def test_the_sheet_names_nobody_and_no_place_where_people_are_kept_safe(gui: Gui) -> None:
    table = a_case(gui)
    shelter, legal = prepared(gui, table, SHELTER), prepared(gui, table, LEGAL)
    papers = [handover_paper(gui.around.language, line) for line in (shelter, legal)]

    for paper in papers:
        for word in (*PERSON.names.split(), PERSON.contact, "99817", table.case.code, "room 4"):
            assert word not in paper.text
        assert pdf_of(paper).startswith(b"%PDF")
    assert shelter.to not in papers[0].text
    assert legal.to in papers[1].text


def test_no_page_shows_a_contact_of_a_protected_place(gui: Gui) -> None:
    table = a_case(gui)
    accept(gui.desk, table, SHELTER)
    (entry,) = Handovers(gui.desk, gui.documents).choice(table, SHELTER).entries
    assert entry.contact
    gui.show(handover_view(gui, table))

    assert not [text for text in texts_of(gui.window) if entry.contact in text]


def test_a_refusal_is_recorded(gui: Gui) -> None:
    table = a_case(gui)
    line = prepared(gui, table, LEGAL)
    view = handovers_view(gui, table)
    gui.show(view)

    click(view, "refused-")

    assert gui.vault.handovers.handover(line.handover.id).state is HandoverState.REFUSED


def test_needs_are_passed_on_as_codes(gui: Gui) -> None:
    table = a_case(gui)
    line = prepared(gui, table, SHELTER)
    file = gui.vault.handovers.file(line.handover.id)
    assert file is not None
    kept = open_sealed(file.kept, gui.session.keys.identity)
    assert PERSON.names.encode() not in kept
    assert Need.MEDICINE.value.encode() not in kept


def test_from_the_plan_to_the_list_and_back(gui: Gui) -> None:
    desktop = SignedIn(gui)
    table = a_case(gui)
    accept(gui.desk, table, SHELTER)
    desktop.navigator._open(table)
    assert desktop.navigator.case is not None
    desktop.navigator.case.commands.plan()
    settle()
    assert not button(gui.window, f"hand-over-{LEGAL}").isEnabled()
    desktop.click(f"hand-over-{SHELTER}")
    assert desktop.title().startswith("Hand over: ")
    desktop.click("seal-handover")
    assert desktop.title() == "Hand-overs to services"
    assert "Sealed. Save the file now, and print the sheet." in texts_of(gui.window)
    desktop.click("back")
    assert desktop.title() == "Help and plan"
    desktop.click("handovers")
    assert desktop.title() == "Hand-overs to services"
