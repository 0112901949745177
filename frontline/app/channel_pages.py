"""From the plan of a case to a service the person chose, and to the police: two ways that never
meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from frontline.services.intel_notes import IntelNotes
from frontline.services.permissions import Action
from frontline.ui.viewmodels.handovers import HandoversViewModel
from frontline.ui.viewmodels.intel_notes import NotesViewModel
from frontline.ui.views.handover import HandoverView
from frontline.ui.views.handovers import HandoverActions, HandoversView
from frontline.ui.views.note import NoteView
from frontline.ui.views.notes import NotesActions, NotesView
from frontline.ui.views.plan import PlanChannels

if TYPE_CHECKING:
    from frontline.app.case_place import CasePlace
    from frontline.app.files import FileDialogs
    from frontline.app.stage import GoBack, Stage
    from frontline.domain.assistance import AssistanceService
    from frontline.services.screenings import OpenScreening


class ChannelPages:
    """Each page goes back to where it was opened from."""

    def __init__(
        self, stage: Stage, place: CasePlace, files: FileDialogs, table: OpenScreening
    ) -> None:
        self._stage = stage
        self._place = place
        self._files = files
        self._table = table
        # Back from the form that is up, to where it was opened from.
        self._leave: GoBack = _nowhere

    @property
    def from_plan(self) -> PlanChannels:
        """What the signed-in role may do at all; the page knows whose case it is."""
        may = self._place.desk.session.may
        return PlanChannels(
            hand_over=self._show_handover if may(Action.MAKE_HANDOVER) else None,
            handovers=self.show_handovers if may(Action.CARRY_HANDOVER) else None,
            notes=self.show_notes if may(Action.CARRY_NOTE) else None,
        )

    def show_handovers(self) -> None:
        model = self._handovers()
        self._stage.aside("handovers", lambda back: self._handovers_view(model, back))
        model.load()

    def show_notes(self) -> None:
        model = self._notes()
        may_write = self._place.desk.session.may(Action.WRITE_NOTE)

        def make(back: GoBack) -> QWidget:
            write = (lambda: self._show_note(model)) if may_write else None
            actions = NotesActions(self._files.save_sealed, write, back)
            return NotesView(model, self._stage.around, actions)

        self._stage.aside("notes", make)
        model.load()

    def _show_handover(self, service: AssistanceService) -> None:
        model = self._handovers()

        def to_list() -> None:
            self._leave()
            self._stage.aside("handovers", lambda back: self._handovers_view(model, back))

        def make(back: GoBack) -> QWidget:
            self._leave = back
            return HandoverView(model, self._stage.around, service, back)

        model.prepared.connect(to_list)
        self._stage.aside("handover", make)
        model.load_choice(service)

    def _handovers_view(self, model: HandoversViewModel, back: GoBack) -> QWidget:
        actions = HandoverActions(
            self._files.save_sealed, self._files.save_paper, self._files.print_paper, back
        )
        return HandoversView(model, self._stage.around, actions)

    def _show_note(self, before: NotesViewModel) -> None:
        """`before` is the list, which has one more afterwards."""
        model = self._notes()

        def to_list() -> None:
            self._leave()
            before.load()

        def make(back: GoBack) -> QWidget:
            self._leave = back
            return NoteView(model, self._stage.around, back)

        model.sealed.connect(to_list)
        self._stage.aside("note", make)
        model.load_form()

    def _handovers(self) -> HandoversViewModel:
        place = self._place
        return HandoversViewModel(place.desk, place.documents, place.vault_runner, self._table)

    def _notes(self) -> NotesViewModel:
        place = self._place
        notes = IntelNotes(place.desk, place.documents.trusted_keys)
        return NotesViewModel(notes, place.vault_runner, self._table.case, place.desk.clock)


def _nowhere() -> None:
    """No form is up."""
