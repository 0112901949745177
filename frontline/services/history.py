"""The record of deeds in use: checked at sign-in, read by those who may, taken out as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from frontline.crypto.canonical import canonical_json
from frontline.crypto.signing import SigningKey
from frontline.domain.audit import (
    AuditBreak,
    AuditHead,
    AuditReport,
    BreakKind,
    HistoryEntry,
    KnownBreak,
)
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import UserId
from frontline.services.audit_log import Check, HistoryFilter
from frontline.services.desk import Desk
from frontline.services.permissions import Action
from frontline.wire.audit_file import Opening, audit_lines, break_at

ENTRIES_ON_A_PAGE = 50
_PURPOSE = "audit-break"


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Entries, the newest first. `names` are of everybody who has an account here."""

    entries: tuple[HistoryEntry, ...]
    names: Mapping[UserId, str]
    has_more: bool


def note_hub_break(desk: Desk, sequence: int, what: str) -> None:
    """The hub holds a bundle of this device that is not in this vault: an older vault was put in
    place, or the device was copied. Entered once for each bundle."""
    _note_once(desk, break_at(desk.vault.audit.head().count, BreakKind.HUB, sequence, what))


def note_unlike_head(desk: Desk, head: AuditHead) -> None:
    """The hub has `head` from a bundle of this device. Where this record does not hold it, it is
    not the record that was sent, but an older or another one. Entered once for each head."""
    audit = desk.vault.audit
    if not audit.holds(head):
        first = min(head.count, audit.head().count + 1)
        _note_once(desk, break_at(first, BreakKind.HUB_HEAD, head.count, head.digest))


def _note_once(desk: Desk, found: AuditBreak) -> None:
    audit = desk.vault.audit
    if any(found.mark in each.marks for each in audit.known_breaks()):
        return
    deed = desk.deed(DeedKind.AUDIT_BROKEN_SEEN, f"{found.kind.value}/{found.sequence}")
    audit.note_breaks(AuditReport(audit.head(), (found,)), desk.clock.now(), deed)


class RecordOfDeeds:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._audit = desk.vault.audit

    def check(self) -> Check:
        return self._audit.check()

    def settle(self, report: AuditReport) -> tuple[KnownBreak, ...]:
        """Write down what is broken and was not known to be, and give all that nobody has taken
        note of yet."""
        known = {mark for each in self._audit.known_breaks() for mark in each.marks}
        if any(each.mark not in known for each in report.breaks):
            first = report.breaks[0]
            deed = self._desk.deed(
                DeedKind.AUDIT_BROKEN_SEEN, f"{first.kind.value}/{first.sequence}"
            )
            self._audit.note_breaks(report, self._desk.clock.now(), deed)
        return self._open_breaks()

    def acknowledge(self, breaks: Iterable[KnownBreak]) -> tuple[KnownBreak, ...]:
        """A supervisor takes note, and signs it. What is left open, perhaps nothing."""
        desk = self._desk
        desk.session.require(Action.ACKNOWLEDGE_BREAK)
        key = SigningKey.from_seed(desk.session.keys.seed)
        for each in breaks:
            deed = desk.deed(
                DeedKind.AUDIT_BREAK_ACKNOWLEDGED, f"{each.kind.value}/{each.sequence}"
            )
            signature = key.sign(_PURPOSE, _content(each, desk.session.user.id))
            self._audit.acknowledge(each.number, signature, deed)
        return self._open_breaks()

    def page(self, wanted: HistoryFilter, before: int | None) -> HistoryPage:
        """The entries before the entry `before`, or the newest."""
        self._desk.session.require(Action.VIEW_AUDIT)
        entries = self._audit.history(wanted, before, ENTRIES_ON_A_PAGE + 1)
        users = self._desk.vault.users.everybody()
        return HistoryPage(
            entries=entries[:ENTRIES_ON_A_PAGE],
            names={user.id: user.name for user in users},
            has_more=len(entries) > ENTRIES_ON_A_PAGE,
        )

    def export(self) -> Iterator[bytes]:
        """The whole record as the lines of a file, signed by the device and whoever takes it."""
        desk, session = self._desk, self._desk.session
        session.require(Action.EXPORT_AUDIT)
        device = desk.vault.outbox.device()
        self._audit.record(desk.deed(DeedKind.AUDIT_EXPORTED, device.id))
        self._audit.countersign(session.user.id, SigningKey.from_seed(session.keys.seed))
        users = desk.vault.users.everybody()
        opening = Opening(
            head=self._audit.head(),
            device=device.id,
            device_key=device.key.public,
            users={user.id.hex: user.verify_key for user in users},
        )
        entries = (content for _sequence, content in self._audit.entries())
        return audit_lines(opening, entries, self._audit.checkpoints())

    def _open_breaks(self) -> tuple[KnownBreak, ...]:
        return tuple(each for each in self._audit.known_breaks() if each.acknowledged_by is None)


def _content(known: KnownBreak, user: UserId) -> bytes:
    return canonical_json(
        {
            "kind": known.kind.value,
            "marks": sorted(known.marks),
            "number": known.number,
            "sequence": known.sequence,
            "user": user.hex,
        }
    )
