"""Pages of the gallery: hand-overs to services, and notes on suspects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication, QWidget

from frontline.app.gallery_showing import Showing, nothing
from frontline.domain.assistance import AssistanceService
from frontline.errors import FrontlineError
from frontline.errors_of_channels import NoteNamesPersonError, ReceiptCodeError
from frontline.services.intel_notes import IntelNotes
from frontline.ui.viewmodels.handovers import HandoverStep, HandoversViewModel
from frontline.ui.viewmodels.intel_notes import NotesViewModel
from frontline.ui.views.handover import HandoverView
from frontline.ui.views.handovers import HandoverActions, HandoversView
from frontline.ui.views.note import NoteView
from frontline.ui.views.notes import NotesActions, NotesView

MakePage = Callable[[Showing], QWidget]


def _refuses(*_given: object) -> bool:
    """Nothing of the gallery is written anywhere."""
    return False


def _handovers_model(showing: Showing) -> HandoversViewModel:
    desk, documents = showing.desk(), showing.documents()
    return HandoversViewModel(desk, documents, showing.runner, showing.table("talk"))


def _handover(service: AssistanceService) -> MakePage:
    def make(showing: Showing) -> QWidget:
        model = _handovers_model(showing)
        model.load_choice(service)
        return HandoverView(model, showing.around, service, nothing)

    return make


def _handovers(done: HandoverStep | None = None, error: FrontlineError | None = None) -> MakePage:
    def make(showing: Showing) -> QWidget:
        model = _handovers_model(showing)
        actions = HandoverActions(_refuses, _refuses, _refuses, nothing)
        view = HandoversView(model, showing.around, actions)
        model.load()
        # What a step led to is told once the list is there.
        QApplication.processEvents()
        model.state = replace(model.state, done=done, error=error)
        model.state_changed.emit(model.state)
        return view

    return make


def _notes_model(showing: Showing) -> NotesViewModel:
    desk = showing.desk()
    notes = IntelNotes(desk, showing.post.trusted)
    return NotesViewModel(notes, showing.runner, showing.table("talk").case, desk.clock)


def _note(showing: Showing) -> QWidget:
    model = _notes_model(showing)
    model.load_form()
    return NoteView(model, showing.around, nothing)


def _notes(*, is_saved: bool = False) -> MakePage:
    def make(showing: Showing) -> QWidget:
        model = _notes_model(showing)
        view = NotesView(model, showing.around, NotesActions(_refuses, nothing, nothing))
        model.load()
        QApplication.processEvents()
        model.state = replace(model.state, is_saved=is_saved)
        model.state_changed.emit(model.state)
        return view

    return make


def _refused_note(showing: Showing) -> QWidget:
    """It says the person's own name."""
    model = _notes_model(showing)
    view = NoteView(model, showing.around, nothing)
    model.load_form()
    QApplication.processEvents()
    model.state = replace(model.state, words=("Invented",), error=NoteNamesPersonError(words=1))
    model.state_changed.emit(model.state)
    return view


CHANNEL_PAGES: dict[str, MakePage] = {
    "hand-over": _handover(AssistanceService.SHELTER),
    "hand-over, not chosen": _handover(AssistanceService.SOCIAL),
    "hand-overs": _handovers(),
    "hand-overs, received": _handovers(HandoverStep.RECEIVED),
    "hand-overs, wrong code": _handovers(error=ReceiptCodeError()),
    "note": _note,
    "note, names the person": _refused_note,
    "notes": _notes(),
    "notes, saved": _notes(is_saved=True),
}
