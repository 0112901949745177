"""The vault's record of deeds. Implements AuditLog."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, insert, select, update

from frontline.crypto.canonical import canonical_json
from frontline.crypto.signing import SigningKey
from frontline.domain.audit import (
    DEVICE_SIGNER,
    AuditHead,
    AuditReport,
    BreakKind,
    Checkpoint,
    HistoryEntry,
    KnownBreak,
)
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import UserId
from frontline.errors import AuditBrokenError, VaultDamagedError
from frontline.services.audit_log import Check, HistoryFilter
from frontline.storage import tables
from frontline.storage.audit import INSERT_CHECKPOINT, AuditChain, checkpoint_row
from frontline.storage.audit_check import Verification
from frontline.storage.ledger import Ledger
from frontline.storage.signatures import contradicting, stored_checkpoints, user_keys
from frontline.wire.audit_file import (
    FIRST_PREVIOUS,
    entry_digest,
    history_entry,
    marks_of,
    signed_head,
)

_SLICE = 2000
_FORWARD = "SELECT sequence, entry FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?"
_BACKWARD = "SELECT sequence, entry FROM audit WHERE sequence < ? ORDER BY sequence DESC LIMIT ?"
_ENTRY = "SELECT entry FROM audit WHERE sequence = ?"
_breaks = tables.breaks


class SqlAuditLog:
    def __init__(self, ledger: Ledger, chain: AuditChain) -> None:
        self._ledger = ledger
        self._chain = chain
        self._database = ledger.database
        self._signed: tuple[UserId, AuditHead] | None = None

    def head(self) -> AuditHead:
        return self._chain.head

    def holds(self, head: AuditHead) -> bool:
        if head.count == 0:
            return head.digest == FIRST_PREVIOUS
        with self._database.door():
            return self._digest_at(head.count) == head.digest

    def record(self, deed: Deed) -> None:
        self._ledger.record(deed)

    def check(self) -> Check:
        """Also every page of the file, read or not. Raises VaultDamagedError."""
        report = yield from self._verification()
        faults = self._database.damaged_pages()
        if faults:
            raise VaultDamagedError(reason="pages", pages=len(faults))
        return report

    def _verification(self) -> Check:
        return Verification(self._database, self._chain).run()

    def verify(self) -> AuditHead:
        """Finds entries and rows that were edited, removed, put in another order or put back to
        an earlier state, and a chain that is shorter than it was, or not the one that was signed.

        Raises AuditBrokenError with the first entry that does not hold; one past the last where a
        row stands that no entry vouches for, or where the end of the chain is gone.
        """
        report = finished(self._verification())
        if report.breaks:
            first = report.breaks[0]
            raise AuditBrokenError(sequence=first.sequence, reason=first.kind.value)
        return report.head

    def countersign(self, user: UserId, key: SigningKey) -> None:
        """Harmless when repeated."""
        device, head = self._chain.anchors.device, self._chain.head
        if device is None or self._signed == (user, head):
            return
        signed = [signed_head(head, DEVICE_SIGNER, device.key)]
        if not self._chain.outside_breaks:
            signed.append(signed_head(head, user.hex, key))
        with self._database.writing():
            for each in signed:
                self._database.execute(INSERT_CHECKPOINT, checkpoint_row(each))
        if not self._chain.outside_breaks:
            self._chain.anchors.witness.write((*self._noted_heads(), *signed[1:]))
        self._signed = user, head

    def _noted_heads(self) -> tuple[Checkpoint, ...]:
        """Those of all users that hold."""
        witness = self._chain.anchors.witness
        with self._database.door():
            keys = user_keys(self._database)
            return tuple(
                each
                for each in witness.heads()
                if each.signer in keys
                and not contradicting((each,), keys, self.head(), self._digest_at)
            )

    def _digest_at(self, count: int) -> str:
        row = self._database.execute(_ENTRY, (count,)).fetchone()
        return "" if row is None else entry_digest(row[0])

    def checkpoints(self) -> Iterator[Checkpoint]:
        with self._database.door():
            return iter(tuple(stored_checkpoints(self._database)))

    def entries(self) -> Iterator[tuple[int, bytes]]:
        last = 0
        while slice_ := self._slice(_FORWARD, last):
            yield from slice_
            last = slice_[-1][0]

    def history(
        self, wanted: HistoryFilter, before: int | None, limit: int
    ) -> tuple[HistoryEntry, ...]:
        """What is no entry at all is left out; the check tells of it."""
        found: list[HistoryEntry] = []
        marks = None if wanted.kinds is None else marks_of(wanted.kinds)
        last = 2**62 if before is None else before
        while len(found) < limit and (slice_ := self._slice(_BACKWARD, last)):
            for sequence, content in slice_:
                last = sequence
                if marks is not None and not any(mark in content for mark in marks):
                    continue
                entry = _readable(content)
                if entry is not None and _is_wanted(entry, wanted):
                    found.append(entry)
        return tuple(found[:limit])

    def _slice(self, statement: str, last: int) -> list[tuple[int, bytes]]:
        with self._database.door():
            return list(self._database.execute(statement, (last, _SLICE)).fetchall())

    def known_breaks(self) -> tuple[KnownBreak, ...]:
        with self._database.reading() as connection:
            rows = connection.execute(select(_breaks).order_by(_breaks.c.number))
            return tuple(_known_break(row) for row in rows)

    def note_breaks(self, report: AuditReport, at: datetime, deed: Deed) -> None:
        first = report.breaks[0]
        with self._ledger.change(deed) as change:
            highest = change.connection.scalar(select(func.max(_breaks.c.number))) or 0
            change.connection.execute(
                insert(_breaks).values(
                    number=highest + 1,
                    sequence=first.sequence,
                    kind=first.kind.value,
                    marks=canonical_json(sorted(each.mark for each in report.breaks)).decode(),
                    seen_at=at,
                )
            )
            change.vouch(_breaks, highest + 1)

    def acknowledge(self, number: int, signature: str, deed: Deed) -> None:
        is_open = (_breaks.c.number == number) & _breaks.c.acknowledged_by.is_(None)
        with self._ledger.change(deed) as change:
            done = change.connection.execute(
                update(_breaks)
                .where(is_open)
                .values(acknowledged_by=deed.actor, signature=signature)
            )
            if done.rowcount:
                change.vouch(_breaks, number)
        if self._chain.outside_breaks:
            self._chain.begin_anew(self._noted_heads())


def finished(check: Check) -> AuditReport:
    """The report of a check that is done in one go."""
    while True:
        try:
            next(check)
        except StopIteration as end:
            report: AuditReport = end.value
            return report


def _readable(content: bytes) -> HistoryEntry | None:
    try:
        return history_entry(content)
    except (ValueError, OverflowError):
        return None


def _is_wanted(entry: HistoryEntry, wanted: HistoryFilter) -> bool:
    is_kind = wanted.kinds is None or entry.kind in wanted.kinds
    return is_kind and wanted.actor in (None, entry.actor)


def _known_break(row: tables.AnyRow) -> KnownBreak:
    return KnownBreak(
        number=row.number,
        sequence=row.sequence,
        kind=BreakKind(row.kind),
        marks=frozenset(json.loads(row.marks)),
        seen_at=row.seen_at,
        acknowledged_by=None if row.acknowledged_by is None else UserId(row.acknowledged_by),
    )
