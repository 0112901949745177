"""Referrals and the outbox in memory."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from frontline.domain.chance import Chance
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, ReferralId
from frontline.domain.referrals import Referral, ReferralState
from frontline.errors import ReferralNotFoundError, SlotsFullError, StorageUnwritableError
from frontline.services.stores import Device, SealedBundle
from tests.support.vault_audit import MemoryAudit
from tests.support.vault_records import MemoryCaseStore, add_once

_UNDER_WAY = (ReferralState.QUEUED, ReferralState.SENT)


@dataclass
class MemoryReferralStore:
    audit: MemoryAudit
    cases: MemoryCaseStore
    by_id: dict[ReferralId, Referral] = field(default_factory=dict)

    def add_referral(self, referral: Referral, deed: Deed) -> None:
        self.cases.require(referral.case)
        if add_once(self.by_id, referral.id, referral):
            self.audit.record(deed)

    def referral(self, referral: ReferralId) -> Referral:
        if referral not in self.by_id:
            raise ReferralNotFoundError(referral=str(referral))
        return self.by_id[referral]

    def referrals(self, case: CaseId | None = None) -> tuple[Referral, ...]:
        found = [each for each in self.by_id.values() if case in (None, each.case)]
        return tuple(sorted(found, key=lambda each: not each.is_urgent))

    def move_referral(self, referral: ReferralId, to: ReferralState, deed: Deed) -> None:
        if self.referral(referral).state is not to:
            self.move(referral, to, tuple(ReferralState))
            self.audit.record(deed)

    def release(self, referrals: Sequence[ReferralId], deed: Deed) -> None:
        moved = [
            self.move(each, ReferralState.QUEUED, {ReferralState.REVIEWED}) for each in referrals
        ]
        if any(moved):
            self.audit.record(deed)

    def rewrite(self, referral: Referral, deed: Deed) -> None:
        found = self.referral(referral.id)
        self.by_id[referral.id] = replace(
            found,
            is_urgent=referral.is_urgent,
            record=referral.record,
            coarsened=referral.coarsened,
        )
        self.audit.record(deed)

    def move(
        self, referral: ReferralId, to: ReferralState, if_in: Collection[ReferralState]
    ) -> bool:
        """False, and nothing done, for a referral in none of the states `if_in`."""
        found = self.by_id.get(referral)
        if found is None or found.state not in if_in:
            return False
        self.by_id[referral] = replace(found, state=to)
        return True


@dataclass
class MemoryOutboxStore:
    audit: MemoryAudit
    referrals: MemoryReferralStore
    own: Device
    card: bytes | None = None
    by_sequence: dict[int, SealedBundle] = field(default_factory=dict)
    epochs: dict[str, int] = field(default_factory=dict)

    def device(self) -> Device:
        return self.own

    def hub_card(self) -> bytes | None:
        return self.card

    def set_hub_card(self, card: bytes, deed: Deed) -> None:
        self.card = card
        self.audit.record(deed)

    def hub_epoch(self, hub: str) -> int:
        return self.epochs.get(hub, 0)

    def add_bundle(self, bundle: SealedBundle, deed: Deed) -> None:
        if bundle.sequence in self.by_sequence:
            raise StorageUnwritableError(reason="taken", sequence=bundle.sequence)
        self.by_sequence[bundle.sequence] = bundle
        self.audit.record(deed)

    def bundles(self, *, only_unacknowledged: bool) -> tuple[SealedBundle, ...]:
        return tuple(
            bundle
            for _sequence, bundle in sorted(self.by_sequence.items())
            if bundle.receipt is None or not only_unacknowledged
        )

    def mark_sent(self, sequence: int, deed: Deed) -> None:
        moved = [
            self.referrals.move(item, ReferralState.SENT, (ReferralState.QUEUED,))
            for item in self._bundle(sequence).items
        ]
        if any(moved):
            self.audit.record(deed)

    def accept_receipt(
        self, sequence: int, receipt: bytes, quarantined: Sequence[ReferralId], deed: Deed
    ) -> None:
        bundle = self._bundle(sequence)
        if bundle.receipt is not None:
            return
        self.by_sequence[sequence] = replace(bundle, receipt=receipt)
        for item in bundle.items:
            aside = item in quarantined
            to = ReferralState.DRAFT if aside else ReferralState.ACKNOWLEDGED
            self.referrals.move(item, to, _UNDER_WAY)
        self.audit.record(deed)

    def void_receipts(self, hub: str, epoch: int, sequences: Sequence[int], deed: Deed) -> None:
        void = [bundle for bundle in map(self._bundle, sequences) if bundle.receipt is not None]
        if void or epoch > self.hub_epoch(hub):
            self.audit.record(deed)
        if epoch > self.hub_epoch(hub):
            self._queue_given_up()
        self.epochs[hub] = max(epoch, self.hub_epoch(hub))
        for bundle in void:
            self.by_sequence[bundle.sequence] = replace(bundle, receipt=None)
            for item in bundle.items:
                self.referrals.move(item, ReferralState.SENT, (ReferralState.ACKNOWLEDGED,))

    def _queue_given_up(self) -> None:
        bundled = {item for bundle in self.by_sequence.values() for item in bundle.items}
        for item in set(self.referrals.by_id) - bundled:
            self.referrals.move(item, ReferralState.QUEUED, (ReferralState.ACKNOWLEDGED,))

    def _bundle(self, sequence: int) -> SealedBundle:
        if sequence not in self.by_sequence:
            raise StorageUnwritableError(reason="unknown-bundle", sequence=sequence)
        return self.by_sequence[sequence]


@dataclass
class MemorySlotStore:
    """Half of the slots are taken from the start, which is one of the draws of the real one."""

    outbox: MemoryOutboxStore
    taken: set[int] = field(default_factory=lambda: set(range(8)))

    def put(self, sealed: bytes, chance: Chance) -> None:
        slots = list(self.outbox.own.slots)
        free = [number for number in range(len(slots)) if number not in self.taken]
        if not free:
            raise SlotsFullError
        number = free[int.from_bytes(chance.token(8), "big") % len(free)]
        slots[number] = sealed
        self.outbox.own = replace(self.outbox.own, slots=tuple(slots))
        self.taken.add(number)
