"""Ports of the vault for hand-overs to services and notes for law enforcement. As in
services/stores.py: a change and its Deed are written in one transaction, or neither is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from frontline.domain.deeds import Deed
from frontline.domain.handovers import Handover, HandoverState
from frontline.domain.identifiers import CaseId, HandoverId, NoteId
from frontline.domain.intel import KeptNote


@dataclass(frozen=True, slots=True)
class HandoverFile:
    """`sealed` opens to the service alone. `kept` is sealed to who may work on the case: to whom
    it went, and the receipt code."""

    sealed: bytes = field(repr=False)
    kept: bytes = field(repr=False)


class HandoverStore(Protocol):
    def add_handover(self, handover: Handover, file: HandoverFile, deed: Deed) -> None: ...

    def handover(self, handover: HandoverId) -> Handover:
        """Raises HandoverNotFoundError."""
        ...

    def handovers(self, case: CaseId) -> tuple[Handover, ...]:
        """In the order in which they were prepared."""
        ...

    def file(self, handover: HandoverId) -> HandoverFile | None:
        """None once the person's details were erased."""
        ...

    def move_handover(self, handover: HandoverId, to: HandoverState, deed: Deed) -> None:
        """Raises HandoverNotFoundError. Whether the step is allowed is the service's to know."""
        ...


class NoteStore(Protocol):
    def add_note(self, note: KeptNote, case: CaseId, deed: Deed) -> None:
        """With the link from the case to it. The note itself stays when the case goes."""
        ...

    def notes(self) -> tuple[KeptNote, ...]:
        """In the order in which they were sealed."""
        ...

    def notes_of(self, case: CaseId) -> tuple[NoteId, ...]: ...

    def mark_carried(self, note: NoteId, deed: Deed) -> None:
        """It was saved as a file. Raises NoteNotFoundError."""
        ...
