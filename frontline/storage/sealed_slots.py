"""The sixteen sealed slots of a device: age files, of which some are reports.

Whoever has the data key sees which slots must not be written over. Between none and eight of them
are so from the start, by chance, and each number as likely: so a number up to eight says nothing
of how many reports there are. That somebody who copies the vault's file every day sees one more
is not prevented.
"""

from __future__ import annotations

from sqlalchemy import insert, select, update

from frontline.domain.chance import Chance
from frontline.errors import SlotsFullError
from frontline.storage import tables
from frontline.storage.ledger import Ledger
from frontline.storage.sharing_tables import slots_taken

_slots = tables.sealed_slots
# By the database's own chance, because a migration has no other. In the words of version 2.
TAKE_SOME_AT_FIRST = (
    "INSERT INTO slots_taken (number) SELECT number FROM sealed_slots "
    "ORDER BY random() LIMIT abs(random() % 9)"
)


class SqlSlotStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def put(self, sealed: bytes, chance: Chance) -> None:
        """In place of a dummy drawn by lot. No deed: see services/integrity.py."""
        free = (
            select(_slots.c.number)
            .where(_slots.c.number.not_in(select(slots_taken.c.number)))
            .order_by(_slots.c.number)
        )
        with self._ledger.database.writing() as connection:
            numbers = connection.scalars(free).all()
            if not numbers:
                raise SlotsFullError
            number = numbers[int.from_bytes(chance.token(8), "big") % len(numbers)]
            connection.execute(
                update(_slots).where(_slots.c.number == number).values(content=sealed)
            )
            connection.execute(insert(slots_taken).values(number=number))
