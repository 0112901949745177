"""The record of deeds in memory: real entries and signatures, and nothing that could break it but
what a test reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from frontline.crypto.signing import SigningKey
from frontline.domain.audit import (
    DEVICE_SIGNER,
    AuditBreak,
    AuditHead,
    AuditReport,
    Checkpoint,
    HistoryEntry,
    KnownBreak,
)
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import UserId
from frontline.errors import AuditBrokenError
from frontline.services.audit_log import Check, HistoryFilter
from frontline.services.stores import Device
from frontline.wire.audit_file import FIRST_PREVIOUS, entry_digest, history_entry, signed_head

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class MemoryAudit:
    """Holds deeds. A test that wants a break puts it into `broken`."""

    deeds: list[Deed] = field(default_factory=list)
    broken: list[AuditBreak] = field(default_factory=list)
    known: list[KnownBreak] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    signed: list[Checkpoint] = field(default_factory=list)
    device: Device | None = None

    def head(self) -> AuditHead:
        previous, count = FIRST_PREVIOUS, 0
        for count, content in self.entries():  # noqa: B007 -- the last one counts
            previous = entry_digest(content)
        return AuditHead(previous, count)

    def holds(self, head: AuditHead) -> bool:
        heads = {count: entry_digest(content) for count, content in self.entries()}
        return heads.get(head.count, FIRST_PREVIOUS if head.count == 0 else "") == head.digest

    def check(self) -> Check:
        yield 0.5
        return AuditReport(self.head(), tuple(self.broken))

    def verify(self) -> AuditHead:
        for first in self.broken:
            raise AuditBrokenError(sequence=first.sequence, reason=first.kind.value)
        return self.head()

    def record(self, deed: Deed) -> None:
        self.deeds.append(deed)

    def countersign(self, user: UserId, key: SigningKey) -> None:
        if self.device is None:
            return
        device, head = self.device, self.head()
        for signer, own in ((DEVICE_SIGNER, device.key), (user.hex, key)):
            checkpoint = signed_head(head, signer, own)
            if checkpoint not in self.signed:
                self.signed.append(checkpoint)

    def checkpoints(self) -> Iterator[Checkpoint]:
        return iter(self.signed)

    def entries(self) -> Iterator[tuple[int, bytes]]:
        previous = FIRST_PREVIOUS
        for number, deed in enumerate(self.deeds, 1):
            minutes = (deed.at - _EPOCH) // timedelta(minutes=1)
            parts = (previous, number, minutes, deed.actor.hex, deed.kind.value, deed.target)
            content = "\n".join(map(str, parts)).encode()
            previous = entry_digest(content)
            yield number, content

    def history(
        self, wanted: HistoryFilter, before: int | None, limit: int
    ) -> tuple[HistoryEntry, ...]:
        entries = [history_entry(content) for _number, content in self.entries()]
        found = [
            entry
            for entry in reversed(entries)
            if (before is None or entry.sequence < before)
            and wanted.actor in (None, entry.actor)
            and (wanted.kinds is None or entry.kind in wanted.kinds)
        ]
        return tuple(found[:limit])

    def known_breaks(self) -> tuple[KnownBreak, ...]:
        return tuple(self.known)

    def note_breaks(self, report: AuditReport, at: datetime, deed: Deed) -> None:
        first, marks = report.breaks[0], frozenset(each.mark for each in report.breaks)
        number = len(self.known) + 1
        self.known.append(KnownBreak(number, first.sequence, first.kind, marks, at))
        self.record(deed)

    def acknowledge(self, number: int, signature: str, deed: Deed) -> None:
        known = self.known[number - 1]
        if known.acknowledged_by is None:
            self.known[number - 1] = replace(known, acknowledged_by=deed.actor)
            self.notes[number] = signature
            self.record(deed)
