"""Notes for law enforcement: that there is one, by whom, when, and bytes that nobody here opens."""

from __future__ import annotations

from sqlalchemy import select, update

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, NoteId, UserId
from frontline.domain.intel import KeptNote
from frontline.errors_of_channels import NoteNotFoundError
from frontline.storage.channel_tables import intel_links, intel_notes
from frontline.storage.ledger import Ledger


class SqlNoteStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add_note(self, note: KeptNote, case: CaseId, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            change.add(
                intel_notes,
                {
                    "id": note.id,
                    "made_at": note.made_at,
                    "made_by": note.made_by,
                    "focal_point": note.focal_point,
                    "sealed": note.sealed,
                    "carried_at": note.carried_at,
                },
            )
            change.add(intel_links, {"note_id": note.id, "case_id": case})

    def notes(self) -> tuple[KeptNote, ...]:
        wanted = select(intel_notes).order_by(intel_notes.c.number)
        with self._ledger.database.reading() as connection:
            return tuple(
                KeptNote(
                    id=NoteId(row.id),
                    made_at=row.made_at,
                    made_by=UserId(row.made_by),
                    focal_point=row.focal_point,
                    sealed=row.sealed,
                    carried_at=row.carried_at,
                )
                for row in connection.execute(wanted)
            )

    def notes_of(self, case: CaseId) -> tuple[NoteId, ...]:
        wanted = (
            select(intel_links.c.note_id)
            .join(intel_notes, intel_notes.c.id == intel_links.c.note_id)
            .where(intel_links.c.case_id == case)
            .order_by(intel_notes.c.number)
        )
        with self._ledger.database.reading() as connection:
            return tuple(NoteId(found) for found in connection.scalars(wanted))

    def mark_carried(self, note: NoteId, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            marked = change.connection.execute(
                update(intel_notes).where(intel_notes.c.id == note).values(carried_at=deed.at)
            )
            if marked.rowcount == 0:
                raise NoteNotFoundError(note=str(note))
            change.vouch(intel_notes, note)
