"""Goes through the whole audit chain, and compares it with every row it vouches for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from frontline.domain.deeds import Deed
from frontline.errors import AuditBrokenError
from frontline.services.stores import AuditHead
from frontline.storage.audit import FIRST_PREVIOUS, HEADER_LINES, AuditChain, entry_digest
from frontline.storage.content import ANSWERS, AUDITED, GONE, GONE_FROM_LOG, AuditedTable, Row
from frontline.storage.ledger import Ledger

_ENTRIES = "SELECT sequence, entry FROM audit ORDER BY sequence"
_LOG = ANSWERS.name.encode()
_LOG_GONE = _LOG + GONE_FROM_LOG.encode()
_GONE = GONE.encode()


@dataclass(slots=True)
class _Vouched:
    """What the chain vouches for and has not been compared with the tables yet.

    `logged` has the MAC of each row of the log, `latest` the last MAC of each other row by its
    name; both with the sequence of the entry.
    """

    logged: dict[bytes, int] = field(default_factory=dict)
    latest: dict[bytes, tuple[bytes, int]] = field(default_factory=dict)

    def missing(self) -> list[int]:
        return [*self.logged.values(), *(sequence for _mac, sequence in self.latest.values())]


class SqlAuditLog:
    def __init__(self, ledger: Ledger, chain: AuditChain) -> None:
        self._ledger = ledger
        self._chain = chain

    def head(self) -> AuditHead:
        return self._chain.head

    def record(self, deed: Deed) -> None:
        self._ledger.record(deed)

    def verify(self) -> AuditHead:
        """Finds entries and rows that were edited, removed, put in another order or put back to
        an earlier state, and a chain that is shorter than it was.

        Raises AuditBrokenError with the first entry that does not hold; one past the last where a
        row stands that no entry vouches for, or where the end of the chain is gone.
        """
        database, vouched = self._ledger.database, _Vouched()
        with database.door():
            database.execute("BEGIN")
            found = _walk(database.execute(_ENTRIES), vouched)
            self._check_end(found)
            broken = []
            for table in AUDITED.values():
                rows = self._chain.macs.content_macs(table, database.execute(table.select_all))
                unknown = found.count + 1
                if table.is_log:
                    broken += _broken_in_log(rows, vouched, unknown)
                else:
                    broken += _broken_rows(rows, table, vouched, unknown)
            database.execute("COMMIT")
        # What no row was found for is not there any more.
        broken += vouched.missing()
        if broken:
            raise AuditBrokenError(sequence=min(broken), reason="row")
        return found

    def _check_end(self, found: AuditHead) -> None:
        if self._chain.broken_at is not None:
            raise AuditBrokenError(sequence=self._chain.broken_at, reason="noted")
        if found != self._chain.head:
            raise AuditBrokenError(sequence=found.count + 1, reason="end")


# Entries that say something else of a row, or `unknown` for a row of which none speaks. What was
# compared is taken out of `vouched`.


def _broken_in_log(rows: Iterable[tuple[Row, str]], vouched: _Vouched, unknown: int) -> list[int]:
    take = vouched.logged.pop
    return [unknown for _row, content_mac in rows if take(content_mac.encode(), None) is None]


def _broken_rows(
    rows: Iterable[tuple[Row, str]], table: AuditedTable, vouched: _Vouched, unknown: int
) -> list[int]:
    broken = []
    for row, content_mac in rows:
        name = table.object_name(row).encode()
        expected, sequence = vouched.latest.pop(name, (b"", unknown))
        if content_mac.encode() != expected:
            broken.append(sequence)
    return broken


def _walk(entries: Iterable[tuple[int, bytes]], vouched: _Vouched) -> AuditHead:
    """Check each entry against the one before, and gather what they vouch for."""
    count, previous = 0, FIRST_PREVIOUS
    for sequence, content in entries:
        count += 1
        if sequence != count:
            raise AuditBrokenError(sequence=count, reason="missing")
        if not content.startswith(f"{previous}\n{count}\n".encode()):
            # Its own number is wrong, or the entry before is not the one it was written after.
            is_own = content.split(b"\n")[1:2] != [str(count).encode()]
            raise AuditBrokenError(sequence=count if is_own else max(count - 1, 1), reason="entry")
        previous = entry_digest(content)
        for line in content.split(b"\n")[HEADER_LINES:]:
            name, _space, content_mac = line.partition(b" ")
            if name == _LOG:
                vouched.logged[content_mac] = count
            elif name == _LOG_GONE:
                vouched.logged.pop(content_mac, None)
            elif content_mac == _GONE:
                vouched.latest.pop(name, None)
            else:
                vouched.latest[name] = (content_mac, count)
    return AuditHead(previous, count)
