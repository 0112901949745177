"""Updates of the hub, until somebody accepts them."""

from __future__ import annotations

from sqlalchemy import func, insert, select, update

from frontline.domain.deeds import Deed
from frontline.errors_of_updates import UpdateOlderError
from frontline.services.update_store import StoredUpdate, UpdateState
from frontline.storage import tables, update_tables
from frontline.storage.ledger import Ledger

_updates = update_tables.updates


class SqlUpdateStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add(self, stored: StoredUpdate, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            newest = change.connection.scalar(
                select(func.max(_updates.c.number)).where(_updates.c.hub == stored.hub)
            )
            if newest is not None and stored.number <= newest:
                raise UpdateOlderError(newest=newest, number=stored.number)
            change.connection.execute(
                insert(_updates).values(
                    hub=stored.hub,
                    number=stored.number,
                    state=stored.state.value,
                    received_at=stored.received_at,
                    content=stored.content,
                )
            )
            change.vouch(_updates, stored.hub, stored.number)

    def settle(self, stored: StoredUpdate, state: UpdateState, deed: Deed) -> None:
        content = b"" if state is UpdateState.ACCEPTED else stored.content
        with self._ledger.change(deed) as change:
            change.connection.execute(
                update(_updates)
                .where(_updates.c.hub == stored.hub, _updates.c.number == stored.number)
                .values(state=state.value, content=content)
            )
            change.vouch(_updates, stored.hub, stored.number)

    def updates(self, hub: str) -> tuple[StoredUpdate, ...]:
        wanted = select(_updates).where(_updates.c.hub == hub).order_by(_updates.c.number)
        with self._ledger.database.reading() as connection:
            return tuple(_stored(row) for row in connection.execute(wanted))


def _stored(row: tables.AnyRow) -> StoredUpdate:
    return StoredUpdate(row.hub, row.number, UpdateState(row.state), row.received_at, row.content)
