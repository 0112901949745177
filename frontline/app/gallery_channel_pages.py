"""Pages of the gallery: hand-overs to services, and notes on suspects."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontline.app.gallery_showing import Showing, nothing
from frontline.domain.assistance import AssistanceService
from frontline.services.intel_notes import IntelNotes
from frontline.ui.viewmodels.handovers import HandoversViewModel
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


def _handovers(showing: Showing) -> QWidget:
    model = _handovers_model(showing)
    model.load()
    actions = HandoverActions(_refuses, _refuses, _refuses, nothing)
    return HandoversView(model, showing.around, actions)


def _notes_model(showing: Showing) -> NotesViewModel:
    desk = showing.desk()
    notes = IntelNotes(desk, showing.post.trusted)
    return NotesViewModel(notes, showing.runner, showing.table("talk").case, desk.clock)


def _note(showing: Showing) -> QWidget:
    model = _notes_model(showing)
    model.load_form()
    return NoteView(model, showing.around, nothing)


def _notes(showing: Showing) -> QWidget:
    model = _notes_model(showing)
    model.load()
    return NotesView(model, showing.around, NotesActions(_refuses, nothing, nothing))


CHANNEL_PAGES: dict[str, MakePage] = {
    "hand-over": _handover(AssistanceService.SHELTER),
    "hand-over, not chosen": _handover(AssistanceService.SOCIAL),
    "hand-overs": _handovers,
    "note": _note,
    "notes": _notes,
}
