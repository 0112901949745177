"""Sealed identity envelopes. What is in them this program can read only with a user's own key."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId
from frontline.storage import tables
from frontline.storage.ledger import Change, Ledger
from frontline.storage.sharing_tables import envelope_readers

_envelopes = tables.envelopes
# SQLite takes a limited number of values in one statement.
_AT_ONCE = 500


class SqlIdentityStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def save_envelope(
        self, case: CaseId, sealed: bytes, deed: Deed, readers: Sequence[str] = ()
    ) -> None:
        """In place of the one before, whose bytes the database overwrites."""
        with self._ledger.change(deed) as change:
            write_envelope(change, case, sealed, readers)

    def envelope(self, case: CaseId) -> bytes | None:
        with self._ledger.database.reading() as connection:
            found = select(_envelopes.c.sealed).where(_envelopes.c.case_id == case)
            return connection.scalar(found)

    def readers(self, case: CaseId) -> tuple[str, ...]:
        known = select(envelope_readers.c.readers).where(envelope_readers.c.case_id == case)
        with self._ledger.database.reading() as connection:
            return tuple((connection.scalar(known) or "").split())

    def envelopes(self, cases: Collection[CaseId]) -> Mapping[CaseId, bytes]:
        wanted, found = list(cases), dict[CaseId, bytes]()
        with self._ledger.database.reading() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                rows = connection.execute(select(_envelopes).where(_envelopes.c.case_id.in_(some)))
                found.update({CaseId(row.case_id): row.sealed for row in rows})
        return found


def write_envelope(change: Change, case: CaseId, sealed: bytes, readers: Sequence[str]) -> None:
    """Within a change, so that it can go together with who is let in."""
    envelope = insert(_envelopes).values(case_id=case, sealed=sealed)
    change.connection.execute(
        envelope.on_conflict_do_update(index_elements=["case_id"], set_={"sealed": sealed})
    )
    listed = " ".join(sorted(readers))
    known = insert(envelope_readers).values(case_id=case, readers=listed)
    change.connection.execute(
        known.on_conflict_do_update(index_elements=["case_id"], set_={"readers": listed})
    )
    change.vouch(_envelopes, case)
    change.vouch(envelope_readers, case)
