"""The pages of notes on suspects: filled in, looked through for the person, sealed, carried."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from frontline.crypto.sealing import SealingKey, new_sealing_key
from frontline.domain.intel import (
    AccountKind,
    ChainRole,
    InformationGrade,
    Method,
    RelatedCrime,
    SourceGrade,
)
from frontline.domain.officials import AccessRole
from frontline.services.intel_notes import IntelNotes
from frontline.wire.intel import IntelNote, open_note
from tests.support.channels import focal_point_of, install_focal_point, note_content
from tests.support.desks import TRUSTED, a_session
from tests.support.gui import Gui, settle
from tests.support.gui_channels import (
    Carried,
    a_case,
    filled_note,
    note,
    note_that_names_the_person,
    note_view,
    note_without_focal_point,
    notes,
    notes_service,
    notes_view,
)
from tests.support.gui_desk import SignedIn
from tests.support.gui_words import texts_of


def click(view: QWidget, role: str) -> None:
    found = [each for each in view.findChildren(QPushButton) if each.isVisible()]
    next(each for each in found if str(each.property("role")).startswith(role)).click()
    settle()


def fill(view: QWidget, **lines: str) -> None:
    """Lines by their name, with _ for -."""
    for name, text in lines.items():
        line = view.findChild(QLineEdit, name.replace("_", "-"))
        assert line is not None
        line.setText(text)


def choose(view: QWidget, name: str, code: str) -> None:
    box = view.findChild(QComboBox, name)
    assert box is not None
    box.setCurrentIndex(box.findData(code))


def tick(view: QWidget, name: str) -> None:
    box = view.findChild(QCheckBox, name)
    assert box is not None
    box.setChecked(True)


def sealed(gui: Gui, key: SealingKey) -> IntelNote:
    (kept,) = gui.vault.notes.by_id.values()
    return open_note(kept.sealed, key.identity)


def form_with_key(gui: Gui) -> tuple[QWidget, SealingKey]:
    key = new_sealing_key()
    install_focal_point(gui.desk, focal_point_of(key))
    view = note_view(gui, a_case(gui), IntelNotes(gui.desk, TRUSTED))
    gui.show(view)
    return view, key


def test_what_is_filled_in_is_what_the_focal_point_reads(gui: Gui) -> None:
    view, key = form_with_key(gui)
    for kind in ("actor", "actor", "route", "firm", "vehicle", "account", "advert"):
        click(view, f"add-{kind}")
    choose(view, "actor-1", ChainRole.EXPLOITER)
    choose(view, "account-1", AccountKind.BANK)
    choose(view, "source", SourceGrade.RELIABLE)
    choose(view, "information", InformationGrade.PROBABLY_TRUE)
    choose(view, "seen-in", "2026-10")
    fill(
        view,
        actor_1_1="The manager",
        route_1_1="Villa",
        route_1_2="Puerto",
        firm_1_1="Firm",
        vehicle_1_1="QQX",
        account_1_1="0001",
        advert_1_2="perp.example",
    )
    tick(view, f"method-{Method.CONTROL_DEBT}")
    tick(view, f"crime-{RelatedCrime.BRIBERY}")

    click(view, "seal-note")

    found = sealed(gui, key)
    assert gui.told == ["sealed"]
    assert [(each.role, each.description) for each in found.actors] == [
        (ChainRole.EXPLOITER, "The manager")
    ]
    assert (found.routes[0].origin, found.routes[0].destination) == ("Villa", "Puerto")
    assert (found.firms[0].name, found.vehicles[0].plate) == ("Firm", "QQX")
    assert (found.accounts[0].kind, found.adverts[0].address) == (AccountKind.BANK, "perp.example")
    assert (found.methods, found.related_crimes) == (
        (Method.CONTROL_DEBT,),
        (RelatedCrime.BRIBERY,),
    )
    assert (found.source, found.information, found.seen_in) == ("A", "2", "2026-10")
    assert found.country == "XA"


def test_what_nobody_judged_is_graded_as_such(gui: Gui) -> None:
    view, key = form_with_key(gui)
    tick(view, f"method-{Method.MOVE_ESCORTED}")
    click(view, "seal-note")

    found = sealed(gui, key)
    assert (found.source, found.information, found.seen_in) == ("F", "6", "")


def test_there_are_ten_entries_of_a_kind_at_most(gui: Gui) -> None:
    view = note(gui)
    gui.show(view)
    for _ in range(10):
        click(view, "add-vehicle")

    more = [each for each in view.findChildren(QPushButton) if each.isVisible()]
    assert "add-vehicle" not in [each.property("role") for each in more]


def test_an_empty_note_is_not_sealed(gui: Gui) -> None:
    view = note(gui)
    gui.show(view)
    click(view, "seal-note")

    assert "The note says nothing yet. Nothing was sealed." in texts_of(view)
    assert gui.vault.notes.by_id == {}


def test_without_a_focal_point_nothing_can_be_typed(gui: Gui) -> None:
    view = note_without_focal_point(gui)
    gui.show(view)

    assert any(text.startswith("This post knows no law-enforcement") for text in texts_of(view))
    assert not [line for line in view.findChildren(QPlainTextEdit) if line.isVisible()]


def test_to_whom_it_is_sealed_is_shown_with_fingerprint(gui: Gui) -> None:
    view = note(gui)
    gui.show(view)
    (point,) = view._viewmodel.state.focal_points

    assert any(point.fingerprint in text for text in texts_of(view))


def test_words_of_the_person_are_shown_and_taken_out(gui: Gui) -> None:
    view = note_that_names_the_person(gui)
    gui.show(view)
    assert "These words stand in the person's own details: zoraida" in texts_of(view)
    assert gui.vault.notes.by_id == {}

    area = view.findChild(QPlainTextEdit, "note-text")
    assert area is not None
    area.setPlainText("He drove.")
    click(view, "seal-note")

    assert gui.told == ["sealed"]


def test_a_word_that_is_somebody_elses_is_let_through_and_another_is_asked_of_again(
    gui: Gui,
) -> None:
    view = note_that_names_the_person(gui)
    gui.show(view)
    tick(view, "are-others")
    area = view.findChild(QPlainTextEdit, "note-text")
    assert area is not None
    area.setPlainText("He drove Zoraida Quispevictim.")
    click(view, "seal-note")
    box = view.findChild(QCheckBox, "are-others")
    assert box is not None
    assert not box.isChecked()
    assert gui.vault.notes.by_id == {}

    tick(view, "are-others")
    click(view, "seal-note")

    assert len(gui.vault.notes.by_id) == 1


def test_opening_the_form_and_leaving_it_leaves_no_trace(gui: Gui) -> None:
    view = filled_note(gui)
    gui.show(view)
    before = list(gui.vault.audit.deeds)
    click(view, "back")

    assert gui.told == ["back"]
    assert list(gui.vault.audit.deeds) == before
    assert gui.vault.notes.by_id == {}


def test_the_list_says_that_there_are_notes_and_not_what_they_say(gui: Gui) -> None:
    view = notes(gui)
    gui.show(view)
    shown = "\n".join(texts_of(view))

    assert shown.count("Waits for the next bundle") == 2
    assert shown.count("Saved as a file") == 1
    assert gui.session.user.name in shown
    assert "Perpcanary" not in shown


def test_a_note_is_saved_to_be_carried(gui: Gui) -> None:
    table, service, carried = a_case(gui), notes_service(gui), Carried()
    (point,) = service.focal_points(table.case)
    kept = service.seal(table.case, note_content(), point)
    view = notes_view(gui, table, service, carried)
    gui.show(view)
    carried.goes = False
    click(view, "save-")
    assert gui.vault.notes.by_id[kept.id].carried_at is None

    carried.goes = True
    click(view, "save-")

    assert carried.files == [kept.sealed]
    assert gui.vault.notes.by_id[kept.id].carried_at == gui.clock.now()
    assert "Saved. Hand it to the focal point yourself." in texts_of(view)


def test_from_the_plan_to_a_note_and_back(gui: Gui) -> None:
    install_focal_point(gui.desk, focal_point_of(new_sealing_key()))
    desktop, table = SignedIn(gui), a_case(gui)
    desktop.navigator._open(table)
    assert desktop.navigator.case is not None
    desktop.navigator.case.commands.plan()
    settle()
    desktop.click("notes")
    assert desktop.title() == "Notes for the police"
    desktop.click("write-note")
    assert desktop.title() == "Note for the police"
    tick(desktop.page, f"method-{Method.CONTROL_DEBT}")
    desktop.click("seal-note")
    assert desktop.title() == "Notes for the police"
    assert any("Waits for the next bundle" in text for text in texts_of(gui.window))
    desktop.click("back")
    assert desktop.title() == "Help and plan"


def test_a_supervisor_may_carry_and_sees_no_way_to_write(gui: Gui) -> None:
    table, supervisor = a_case(gui), a_session(AccessRole.SUPERVISOR)
    gui.vault.users.known.append(supervisor.user)
    gui.desk = replace(gui.desk, session=supervisor)
    desktop = SignedIn(gui)
    desktop.navigator._open(table)
    assert desktop.navigator.case is not None
    desktop.navigator.case.commands.plan()
    settle()
    assert not [role for role in roles(gui.window) if role.startswith("hand-over-")]
    desktop.click("notes")
    assert desktop.title() == "Notes for the police"
    assert "write-note" not in roles(gui.window)


def roles(view: QWidget) -> list[str]:
    buttons = [each for each in view.findChildren(QPushButton) if each.isVisible()]
    return [str(each.property("role")) for each in buttons]
