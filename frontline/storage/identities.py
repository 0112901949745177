"""Sealed identity envelopes. What is in them this program can read only with a user's own key."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId
from frontline.storage import tables
from frontline.storage.ledger import Ledger


class SqlIdentityStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def save_envelope(self, case: CaseId, sealed: bytes, deed: Deed) -> None:
        """In place of the one before, whose bytes the database overwrites."""
        with self._ledger.change(deed) as change:
            change.connection.execute(
                insert(tables.envelopes)
                .values(case_id=case, sealed=sealed)
                .on_conflict_do_update(index_elements=["case_id"], set_={"sealed": sealed})
            )
            change.vouch(tables.envelopes, case)

    def envelope(self, case: CaseId) -> bytes | None:
        envelopes = tables.envelopes
        with self._ledger.database.reading() as connection:
            return connection.scalar(select(envelopes.c.sealed).where(envelopes.c.case_id == case))
