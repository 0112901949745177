"""Goes through the whole audit chain, and compares it with every row it vouches for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from frontline.domain.deeds import Deed
from frontline.errors import AuditBrokenError
from frontline.services.stores import AuditHead
from frontline.storage.audit import FIRST_PREVIOUS, HEADER_LINES, AuditChain, entry_digest
from frontline.storage.content import ANSWERS, AUDITED, AuditedTable, Row
from frontline.storage.ledger import Ledger

_ENTRIES = "SELECT sequence, entry FROM audit ORDER BY sequence"
_OF_LOG = ANSWERS.name.encode() + b" "


@dataclass(slots=True)
class _Vouched:
    """What the chain vouches for and has not been compared with the tables yet.

    `logged` has the line of each row of a log, `latest` the last MAC of each other row by its
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
            found = _walk(database.execute(_ENTRIES), self._chain.noted, vouched)
            self._check_end(found)
            broken = []
            for table in AUDITED.values():
                rows = database.execute(table.select_all)
                broken += self._broken_rows(rows, table, vouched)
            database.execute("COMMIT")
        # What no row was found for is not there any more.
        broken += vouched.missing()
        if broken:
            raise AuditBrokenError(sequence=min(broken), reason="row")
        return found

    def _check_end(self, found: AuditHead) -> None:
        if found != self._chain.head or not self._chain.is_noted:
            raise AuditBrokenError(sequence=found.count + 1, reason="end")

    def _broken_rows(
        self, rows: Iterable[Row], table: AuditedTable, vouched: _Vouched
    ) -> list[int]:
        """Entries that say something else of a row. Takes out of `vouched` what it compared."""
        unknown = self._chain.head.count + 1
        broken = []
        vouch, logged, latest = self._chain.macs.vouch, vouched.logged, vouched.latest
        for row in rows:
            line = vouch(table, row).encode()
            if table.is_log:
                if logged.pop(line, None) is None:
                    broken.append(unknown)
                continue
            name, _space, content_mac = line.partition(b" ")
            expected, sequence = latest.pop(name, (b"", unknown))
            if content_mac != expected:
                broken.append(sequence)
        return broken


def _walk(
    entries: Iterable[tuple[int, bytes]], noted: AuditHead | None, vouched: _Vouched
) -> AuditHead:
    """Check each entry against the one before, and gather what they vouch for."""
    count, previous = 0, FIRST_PREVIOUS
    noted_count = -1 if noted is None else noted.count
    for sequence, content in entries:
        count += 1
        if sequence != count:
            raise AuditBrokenError(sequence=count, reason="missing")
        if not content.startswith(f"{previous}\n{count}\n".encode()):
            # Its own number is wrong, or the entry before is not the one it was written after.
            is_own = content.split(b"\n")[1:2] != [str(count).encode()]
            raise AuditBrokenError(sequence=count if is_own else max(count - 1, 1), reason="entry")
        previous = entry_digest(content)
        if count == noted_count and noted is not None and previous != noted.digest:
            raise AuditBrokenError(sequence=count, reason="noted")
        _gather(content.split(b"\n", HEADER_LINES)[HEADER_LINES:], count, vouched)
    return AuditHead(previous, count)


def _gather(rest: list[bytes], sequence: int, vouched: _Vouched) -> None:
    for line in rest[0].split(b"\n") if rest else ():
        if line.startswith(_OF_LOG):
            vouched.logged[line] = sequence
        else:
            name, _space, content_mac = line.partition(b" ")
            vouched.latest[name] = (content_mac, sequence)
