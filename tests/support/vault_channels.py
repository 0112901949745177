"""Hand-overs and notes for law enforcement in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from frontline.domain.deeds import Deed
from frontline.domain.handovers import Handover, HandoverState
from frontline.domain.identifiers import CaseId, HandoverId, NoteId
from frontline.domain.intel import KeptNote
from frontline.errors_of_channels import HandoverNotFoundError, NoteNotFoundError
from frontline.services.channel_stores import HandoverFile
from tests.support.vault_audit import MemoryAudit
from tests.support.vault_records import MemoryCaseStore, add_once


@dataclass
class MemoryHandoverStore:
    audit: MemoryAudit
    cases: MemoryCaseStore
    by_id: dict[HandoverId, Handover] = field(default_factory=dict)
    files: dict[HandoverId, HandoverFile] = field(default_factory=dict)

    def add_handover(self, handover: Handover, file: HandoverFile, deed: Deed) -> None:
        self.cases.require(handover.case)
        if add_once(self.by_id, handover.id, handover):
            self.files[handover.id] = file
            self.audit.record(deed)

    def handover(self, handover: HandoverId) -> Handover:
        if handover not in self.by_id:
            raise HandoverNotFoundError(handover=str(handover))
        return self.by_id[handover]

    def handovers(self, case: CaseId) -> tuple[Handover, ...]:
        return tuple(each for each in self.by_id.values() if each.case == case)

    def file(self, handover: HandoverId) -> HandoverFile | None:
        return self.files.get(handover)

    def move_handover(self, handover: HandoverId, to: HandoverState, deed: Deed) -> None:
        self.by_id[handover] = replace(self.handover(handover), state=to)
        self.audit.record(deed)

    def forget_files(self, case: CaseId) -> bool:
        gone = [each.id for each in self.handovers(case) if each.id in self.files]
        for handover in gone:
            del self.files[handover]
        return bool(gone)

    def forget(self, case: CaseId) -> None:
        self.forget_files(case)
        for handover in self.handovers(case):
            del self.by_id[handover.id]


@dataclass
class MemoryNoteStore:
    audit: MemoryAudit
    cases: MemoryCaseStore
    by_id: dict[NoteId, KeptNote] = field(default_factory=dict)
    links: dict[NoteId, CaseId] = field(default_factory=dict)

    def add_note(self, note: KeptNote, case: CaseId, deed: Deed) -> None:
        self.cases.require(case)
        if add_once(self.by_id, note.id, note):
            self.links[note.id] = case
            self.audit.record(deed)

    def notes(self) -> tuple[KeptNote, ...]:
        return tuple(self.by_id.values())

    def notes_of(self, case: CaseId) -> tuple[NoteId, ...]:
        return tuple(note for note in self.by_id if self.links.get(note) == case)

    def mark_carried(self, note: NoteId, deed: Deed) -> None:
        if note not in self.by_id:
            raise NoteNotFoundError(note=str(note))
        self.by_id[note] = replace(self.by_id[note], carried_at=deed.at)
        self.audit.record(deed)

    def forget(self, case: CaseId) -> None:
        """The link goes, the note stays."""
        self.links = {note: each for note, each in self.links.items() if each != case}
