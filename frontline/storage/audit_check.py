"""Goes through the whole audit chain, and compares it with every row it vouches for.

The vault has one connection, so what an officer does has to wait for whatever runs on it. The check
therefore works in short steps and holds nothing between them. The long tables only ever grow:
entries are walked, and answers read, in slices; what was written in the meantime is caught up with
at the end, in one step together with the small tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from frontline.domain.audit import AuditBreak, AuditHead, AuditReport, BreakKind, Checkpoint
from frontline.services.audit_log import Check
from frontline.storage.audit import AuditChain
from frontline.storage.content import ANSWERS, AUDITED, AuditedTable, Row
from frontline.storage.database import VaultDatabase
from frontline.storage.signatures import heads_by_count, signature_breaks, stored_checkpoints
from frontline.storage.vouched import Vouched, mac_key, row_break
from frontline.wire.audit_file import FIRST_PREVIOUS, HEADER_LINES, break_at, entry_digest

# About ten milliseconds of work.
SLICE = 2000
# Once this many places are broken, more of them tell nothing new.
MOST_BREAKS = 200
_ENTRIES = "SELECT sequence, entry FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?"
_LOG = ANSWERS.name.encode()
_SHARE_OF_ENTRIES = 0.5


class Verification:
    """One check of one vault. `run` once."""

    def __init__(self, database: VaultDatabase, chain: AuditChain) -> None:
        self._database = database
        self._chain = chain
        self._begun_at = chain.head.count
        self._vouched = Vouched()
        self._breaks: list[AuditBreak] = []
        self._head = AuditHead(FIRST_PREVIOUS, 0)
        self._last_sequence = 0
        self._signed: Mapping[int, tuple[Checkpoint, ...]] = {}
        self._holds_to = 0
        # Signed heads that are not this chain's, and the first entry that may be why.
        self._unlike: list[tuple[Checkpoint, int]] = []
        self._unknown: dict[bytes, bytes] = {}

    def run(self) -> Check:
        """Raises VaultDamagedError where the file itself cannot be read."""
        checkpoints = self._read_checkpoints()
        self._signed = heads_by_count(checkpoints)
        while self._walk_slice():
            yield _SHARE_OF_ENTRIES * self._head.count / max(self._begun_at, 1)
        last: Row | None = None
        read, all_answers = 0, max(self._vouched.logged, 1)
        while (last := self._answers_slice(last)) is not None:
            read += SLICE
            share = min(read / all_answers, 1.0)
            yield _SHARE_OF_ENTRIES + share * (1 - _SHARE_OF_ENTRIES)
        return self._settle(checkpoints)

    def _read_checkpoints(self) -> tuple[Checkpoint, ...]:
        with self._database.door():
            return tuple(stored_checkpoints(self._database))

    def _walk_slice(self) -> bool:
        """Whether there is more of what stood there when the check began."""
        with self._database.door():
            entries = self._database.execute(_ENTRIES, (self._last_sequence, SLICE)).fetchall()
        self._walk(entries)
        return len(entries) == SLICE and self._head.count < self._begun_at

    def _walk(self, entries: Iterable[tuple[int, bytes]]) -> None:
        """Check each entry against the one before, and gather what they vouch for."""
        count, previous = self._head.count, self._head.digest
        take, signed, begun_at = self._vouched.take, self._signed, self._begun_at
        sequence = self._last_sequence
        for sequence, content in entries:
            count += 1
            if sequence != count or not content.startswith(f"{previous}\n{count}\n".encode()):
                self._breaks += _chain_breaks(sequence, count, content)
                count = sequence
            previous = entry_digest(content)
            parts = content.split(b"\n", HEADER_LINES)
            if len(parts) > HEADER_LINES:
                take(parts[HEADER_LINES], count, is_late=count > begun_at)
            if count in signed:
                self._compare(AuditHead(previous, count))
        self._last_sequence = sequence
        self._head = AuditHead(previous, count)

    def _compare(self, head: AuditHead) -> None:
        """With what was signed when the chain was that long."""
        for each in self._signed[head.count]:
            if each.digest == head.digest:
                self._holds_to = head.count
            else:
                self._unlike.append((each, self._holds_to + 1))

    def _answers_slice(self, last: Row | None) -> Row | None:
        """The last row of the slice, None at the end."""
        columns = ANSWERS.columns[: ANSWERS.key_width]
        after = "" if last is None else f" WHERE ({', '.join(columns)}) > (?, ?)"
        statement = f"{ANSWERS.select_all}{after} ORDER BY {', '.join(columns)} LIMIT {SLICE}"
        key = () if last is None else tuple(last[: ANSWERS.key_width])
        with self._database.door():
            rows = self._database.execute(statement, key).fetchall()
        is_logged = self._vouched.is_logged
        for content_mac in self._chain.macs.content_macs(ANSWERS, rows):
            found = mac_key(content_mac.encode())
            if not is_logged(found):
                self._unknown[found] = content_mac.encode()
        return rows[-1] if len(rows) == SLICE else None

    def _settle(self, checkpoints: tuple[Checkpoint, ...]) -> AuditReport:
        """All that has to be seen at one moment."""
        database = self._database
        with database.door():
            database.execute("BEGIN")
            while entries := database.execute(_ENTRIES, (self._last_sequence, SLICE)).fetchall():
                self._walk(entries)
            head = self._head
            self._breaks += [_unlike_signed(*each, self._breaks) for each in self._unlike]
            self._breaks += self._chain.outside_breaks
            if head != self._chain.head:
                self._breaks.append(break_at(head.count + 1, BreakKind.END, *_parts(head)))
            unknown = head.count + 1
            for late, mac in self._unknown.items():
                if late not in self._vouched.late:
                    self._breaks.append(row_break(unknown, _LOG, mac))
            for table in AUDITED.values():
                if not table.is_log:
                    rows = database.execute(table.select_all).fetchall()
                    macs = self._chain.macs.content_macs(table, rows)
                    found = zip(rows, macs, strict=True)
                    self._breaks += _broken_rows(found, table, self._vouched, unknown)
            self._breaks += signature_breaks(database, self._chain, checkpoints, head)
            database.execute("COMMIT")
        self._breaks += self._vouched.missing()
        return AuditReport(head, tuple(sorted(set(self._breaks), key=_order)[:MOST_BREAKS]))


def _order(found: AuditBreak) -> tuple[bool, int, str, str]:
    # Where the chain itself breaks, rows differ because of it, and name entries before the break.
    is_row = found.kind is BreakKind.ROW
    return is_row, found.sequence, found.kind.value, found.mark


def _broken_rows(
    rows: Iterable[tuple[Row, str]], table: AuditedTable, vouched: Vouched, unknown: int
) -> list[AuditBreak]:
    """Rows of which an entry says something else, or of which none speaks. What was compared is
    taken out of `vouched`."""
    broken = []
    for row, content_mac in rows:
        name, mac = table.object_name(row).encode(), content_mac.encode()
        told = vouched.latest(name)
        if told is None:
            if not table.is_later:
                broken.append(row_break(unknown, name, mac))
        elif told[0] != mac_key(mac):
            broken.append(row_break(told[1], name, mac))
    return broken


def _chain_breaks(sequence: int, expected: int, content: bytes) -> list[AuditBreak]:
    """What is wrong where the entry `sequence` stands and `expected` should follow."""
    if sequence != expected:
        return [break_at(expected, BreakKind.MISSING, expected, sequence)]
    # Its own number is wrong, or the entry before is not the one it was written after.
    is_own = content.split(b"\n")[1:2] != [str(sequence).encode()]
    at = sequence if is_own else max(sequence - 1, 1)
    return [break_at(at, BreakKind.ENTRY, at, entry_digest(content))]


def _unlike_signed(checkpoint: Checkpoint, first: int, breaks: Sequence[AuditBreak]) -> AuditBreak:
    """Where the chain itself breaks, that is why; one that was made anew may differ from the entry
    `first` on."""
    last = checkpoint.count
    places = [each.sequence for each in breaks if first <= each.sequence <= last]
    facts = (checkpoint.signer, last, checkpoint.digest)
    return break_at(min(places, default=min(first, last)), BreakKind.SEEN, *facts)


def _parts(head: AuditHead) -> tuple[object, ...]:
    return head.count, head.digest
