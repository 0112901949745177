"""Pages of hand-overs to services and of notes on suspects, in the states that look different."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from frontline.crypto.sealing import new_sealing_key
from frontline.domain.answers import AnswerValue
from frontline.domain.assistance import AssistanceService
from frontline.domain.handovers import HandoverState
from frontline.domain.identifiers import InstrumentId
from frontline.services.handovers import HandoverLine, Handovers
from frontline.services.intel_notes import IntelNotes
from frontline.services.screenings import OpenScreening
from frontline.ui.viewmodels.handovers import HandoversViewModel
from frontline.ui.viewmodels.intel_notes import NotesViewModel
from frontline.ui.views.handover import HandoverView
from frontline.ui.views.handovers import HandoverActions, HandoversView
from frontline.ui.views.note import NoteView
from frontline.ui.views.notes import NotesActions, NotesView
from frontline.ui.widgets.paper import Paper
from tests.support.channels import (
    LEGAL,
    PERSON,
    SHELTER,
    accept,
    describe,
    directory_of,
    focal_point_of,
    install_directory,
    install_focal_point,
    note_content,
    order_for,
    service_keys,
)
from tests.support.desks import TRUSTED
from tests.support.gui import CONCERNING, Gui, settle

MakePage = Callable[[Gui], QWidget]
CHILD: dict[str, AnswerValue] = {"age_group": "child", "adult_relation": "other"}
FAMILY = InstrumentId("border_family_group")


class Carried:
    """What was written where the officer said; `goes` False: they thought better of it."""

    def __init__(self) -> None:
        self.files: list[bytes] = []
        self.papers: list[Paper] = []
        self.goes = True

    def save(self, content: bytes) -> bool:
        self.files += [content] if self.goes else []
        return self.goes

    def paper(self, paper: Paper) -> bool:
        self.papers += [paper] if self.goes else []
        return self.goes


def a_case(gui: Gui, *, is_child: bool = False) -> OpenScreening:
    """Whose person told who they are, at a post whose services have keys."""
    install_directory(gui.desk, directory_of(service_keys()))
    table = gui.table(CHILD, instrument=FAMILY) if is_child else gui.table(CONCERNING)
    describe(gui.desk, table, PERSON)
    return table


def handovers_model(gui: Gui, table: OpenScreening) -> HandoversViewModel:
    return HandoversViewModel(gui.desk, gui.documents, gui.runner, table)


def handover_view(
    gui: Gui, table: OpenScreening, service: AssistanceService = SHELTER
) -> HandoverView:
    model = handovers_model(gui, table)
    model.prepared.connect(gui.tell("prepared"))
    view = HandoverView(model, gui.around, service, gui.tell("back"))
    model.load_choice(service)
    settle()
    return view


def handover(gui: Gui) -> HandoverView:
    table = a_case(gui)
    accept(gui.desk, table, SHELTER)
    view = handover_view(gui, table)
    for name in ("part-names", "need-interpreter"):
        box = view.findChild(QCheckBox, name)
        assert box is not None
        box.setChecked(True)
    return view


def handover_by_duty(gui: Gui) -> HandoverView:
    return handover_view(gui, a_case(gui, is_child=True))


def handover_without_key(gui: Gui) -> HandoverView:
    table, medical = a_case(gui), AssistanceService.MEDICAL
    accept(gui.desk, table, medical)
    return handover_view(gui, table, medical)


def handover_not_chosen(gui: Gui) -> HandoverView:
    return handover_view(gui, a_case(gui))


def prepared(gui: Gui, table: OpenScreening, service: AssistanceService) -> HandoverLine:
    accept(gui.desk, table, service)
    handovers = Handovers(gui.desk, gui.documents)
    return handovers.prepare(table, order_for(handovers, table, service))


def handovers_view(gui: Gui, table: OpenScreening, carried: Carried | None = None) -> HandoversView:
    where = Carried() if carried is None else carried
    model = handovers_model(gui, table)
    actions = HandoverActions(where.save, where.paper, where.paper, gui.tell("back"))
    view = HandoversView(model, gui.around, actions)
    model.load()
    settle()
    return view


def handovers(gui: Gui) -> HandoversView:
    """One that was received, one refused, one overdue, one just prepared."""
    table, service = a_case(gui), Handovers(gui.desk, gui.documents)
    case = table.case
    received, refused = prepared(gui, table, SHELTER), prepared(gui, table, LEGAL)
    service.received(case, received.handover.id, received.receipt_code)
    service.refused(case, refused.handover.id)
    overdue = prepared(gui, table, LEGAL)
    service.carried(case, overdue.handover.id)
    gui.clock.advance(timedelta(days=30))
    store = gui.vault.handovers
    assert store.handover(overdue.handover.id).state is HandoverState.CARRIED
    prepared(gui, table, SHELTER)
    return handovers_view(gui, table)


def no_handovers(gui: Gui) -> HandoversView:
    return handovers_view(gui, a_case(gui))


def notes_service(gui: Gui) -> IntelNotes:
    install_focal_point(gui.desk, focal_point_of(new_sealing_key()))
    return IntelNotes(gui.desk, TRUSTED)


def note_view(gui: Gui, table: OpenScreening, service: IntelNotes) -> NoteView:
    model = NotesViewModel(service, gui.runner, table.case, gui.clock)
    model.sealed.connect(gui.tell("sealed"))
    view = NoteView(model, gui.around, gui.tell("back"))
    model.load_form()
    settle()
    return view


def note(gui: Gui) -> NoteView:
    return note_view(gui, a_case(gui), notes_service(gui))


def note_without_focal_point(gui: Gui) -> NoteView:
    return note_view(gui, a_case(gui), IntelNotes(gui.desk, TRUSTED))


def filled_note(gui: Gui) -> NoteView:
    """With a suspect, a route and a vehicle."""
    view = note(gui)
    for kind in ("actor", "route", "vehicle"):
        more = next(
            each
            for each in view.findChildren(QPushButton)
            if each.property("role") == f"add-{kind}"
        )
        more.click()
    for name, text in (
        ("actor-1-1", "Evaristo Perpcanary, scar on the left hand"),
        ("route-1-1", "Villa"),
        ("vehicle-1-1", "QQX-4711"),
    ):
        line = view.findChild(QLineEdit, name)
        assert line is not None
        line.setText(text)
    return view


def note_that_names_the_person(gui: Gui) -> NoteView:
    view = filled_note(gui)
    area = view.findChild(QPlainTextEdit, "note-text")
    assert area is not None
    area.setPlainText("He drove Zoraida.")
    assert view._seal is not None
    view._seal.click()
    settle()
    return view


def notes_view(
    gui: Gui, table: OpenScreening, service: IntelNotes, carried: Carried | None = None
) -> NotesView:
    where = Carried() if carried is None else carried
    model = NotesViewModel(service, gui.runner, table.case, gui.clock)
    actions = NotesActions(where.save, gui.tell("write"), gui.tell("back"))
    view = NotesView(model, gui.around, actions)
    model.load()
    settle()
    return view


def notes(gui: Gui) -> NotesView:
    table, service = a_case(gui), notes_service(gui)
    (point,) = service.focal_points(table.case)
    kept = service.seal(table.case, note_content(), point)
    service.seal(table.case, note_content(), point)
    service.carried(table.case, kept.id)
    return notes_view(gui, table, service)


CHANNEL_PAGES: dict[str, MakePage] = {
    "hand-over": handover,
    "hand-over, by duty": handover_by_duty,
    "hand-over, no key": handover_without_key,
    "hand-over, not chosen": handover_not_chosen,
    "hand-overs": handovers,
    "hand-overs, none": no_handovers,
    "note": filled_note,
    "note, no focal point": note_without_focal_point,
    "note, names the person": note_that_names_the_person,
    "notes": notes,
}
