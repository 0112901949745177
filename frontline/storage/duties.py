"""When what comes round again was last done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from frontline.domain.deeds import Deed
from frontline.services.backup_store import Duty
from frontline.storage import tables
from frontline.storage.ledger import Ledger

_duties = tables.duties


class SqlDutyStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def done_at(self, duty: Duty) -> datetime | None:
        wanted = select(_duties.c.done_at).where(_duties.c.duty == duty.value)
        with self._ledger.database.reading() as connection:
            return connection.scalar(wanted)

    def note(self, duty: Duty, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            change.connection.execute(
                insert(_duties)
                .values(duty=duty.value, done_at=deed.at)
                .on_conflict_do_update(index_elements=["duty"], set_={"done_at": deed.at})
            )
            change.vouch(_duties, duty.value)
