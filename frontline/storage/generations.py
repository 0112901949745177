"""Which slot file is the newest: the vault's own row says it, and the record of deeds vouches for
that row.

Without the second, whoever puts back the one page that holds the row, together with a slot file of
that day, is let in with a passphrase that was changed since. The chain holds no number that could
be read there, only a MAC; so a generation is as new as it must be where the MAC is that of itself
or of an earlier one.
"""

from __future__ import annotations

from sqlalchemy import select, update

from frontline.domain.deeds import Deed
from frontline.storage import tables
from frontline.storage.content import AUDITED, RowMacs, Value
from frontline.storage.ledger import Ledger

_ROW = 1
_VAULT = AUDITED[tables.vault.name]
_NAME = _VAULT.object_name((_ROW,))
# Every sign-in vouches for the row, so the last entry that does is never far from the end.
_LAST = "SELECT entry FROM audit WHERE instr(entry, ?) > 0 ORDER BY sequence DESC LIMIT 1"


class Generations:
    def __init__(self, ledger: Ledger, macs: RowMacs) -> None:
        self._ledger = ledger
        self._database = ledger.database
        self._macs = macs

    def newest(self) -> int:
        """As the row says."""
        with self._database.reading() as connection:
            return int(connection.execute(select(tables.vault.c.slots_generation)).scalar_one())

    def is_old(self, generation: int) -> bool:
        """Whether a slot file of a later generation was written here."""
        if generation < self.newest():
            return True
        vouched = self._vouched()
        return vouched is not None and not any(
            vouched == self._line(each) for each in range(generation, -1, -1)
        )

    def is_vouched(self) -> bool:
        """Whether the row is as the chain has it. In a vault of an earlier program the chain says
        nothing of it yet."""
        return self._vouched() in (None, self._line(self.newest()))

    def note(self, generation: int, deed: Deed) -> None:
        """From now on no earlier one counts. In one transaction with `deed`."""
        with self._ledger.change(deed) as change:
            change.connection.execute(update(tables.vault).values(slots_generation=generation))
            change.vouch(tables.vault, _ROW)

    def _vouched(self) -> bytes | None:
        """The line of the last entry that speaks of the row."""
        start = f"\n{_NAME} ".encode()
        with self._database.door():
            row = self._database.execute(_LAST, (start,)).fetchone()
        if row is None:
            return None
        line: bytes = row[0].rpartition(start)[2].partition(b"\n")[0]
        return f"{_NAME} ".encode() + line

    def _line(self, generation: int) -> bytes:
        row: tuple[Value, ...] = (_ROW, generation)
        return self._macs.vouch(_VAULT, row).encode()
