"""What leaves next: shown as it will be sealed, made less exact where somebody stands alone, and
then let go. Nothing that was approved leaves before a supervisor has let it go here.

What is shown is made of the very items that are sealed (services/outbox.py), and `release` and
`export` refuse where anything changed since it was shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import CaseCode, ReferralId
from frontline.domain.referrals import Referral, ReferralState
from frontline.errors import ReferralStateError
from frontline.errors_of_review import HubDiffersError, NotCoarserError, ShipmentChangedError
from frontline.referral.coarsening import LADDERS, coarser
from frontline.referral.uniqueness import Uniqueness
from frontline.services.bundle_loads import item_of, not_sealed_yet
from frontline.services.desk import Desk
from frontline.services.outbox import Outbox
from frontline.services.permissions import Action
from frontline.services.roads import Parcel
from frontline.wire.bundle import BundleItem
from frontline.wire.ref_record import RefRecord, read_ref, write_ref

_NEXT = (ReferralState.REVIEWED, ReferralState.QUEUED)
_GONE = (ReferralState.SENT, ReferralState.ACKNOWLEDGED, ReferralState.ANSWERED)


@dataclass(frozen=True, slots=True)
class Effect:
    """What one rung up a ladder would make of a record, and how many would be like it then."""

    field: str
    record: RefRecord
    alike: int


@dataclass(frozen=True, slots=True)
class LeavingRow:
    """`alike` others, leaving now or gone before, share its quasi-identifiers. `effects` are the
    ways there are to make it less exact."""

    referral: ReferralId
    case_code: CaseCode
    is_approved: bool
    record: RefRecord
    alike: int
    effects: tuple[Effect, ...]

    @property
    def stands_alone(self) -> bool:
        return self.alike == 0


@dataclass(frozen=True, slots=True)
class Shipment:
    """What would leave now. `items` are to be sealed into the bundle numbered `sequence`; bundles
    without a receipt, `again`, are carried once more as they are.

    `slots` is how many sealed slots go along: always the same number, always full.
    """

    rows: tuple[LeavingRow, ...]
    items: tuple[BundleItem, ...] = field(repr=False)
    sequence: int
    again: int
    slots: int
    audit_count: int

    @property
    def is_empty(self) -> bool:
        return not self.items and not self.again


class Leaving:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._outbox = Outbox(desk)

    def look(self) -> Shipment:
        desk = self._desk
        desk.session.require(Action.RELEASE_REFERRALS)
        outbox, referrals = desk.vault.outbox, self._next()
        bundles = outbox.bundles(only_unacknowledged=False)
        return Shipment(
            rows=self._rows(referrals),
            items=_items(referrals),
            sequence=bundles[-1].sequence + 1 if bundles else 1,
            again=len(outbox.bundles(only_unacknowledged=True)),
            slots=len(outbox.device().slots),
            audit_count=desk.vault.audit.head().count,
        )

    def coarsen(self, referral: ReferralId, field: str) -> None:
        """One rung up, and never down. Raises NotCoarserError, ReferralStateError."""
        desk = self._desk
        desk.session.require(Action.RELEASE_REFERRALS)
        found = desk.vault.referrals.referral(referral)
        if found not in self._next():
            raise ReferralStateError(state=found.state.value, to=found.state.value)
        record = coarser(read_ref(found.record), field)
        if record is None:
            raise NotCoarserError(field=field)
        changed = replace(found, record=write_ref(record), coarsened=record.coarsened)
        deed = desk.deed(DeedKind.REFERRAL_COARSENED, referral)
        desk.vault.referrals.rewrite(changed, deed)

    def release(self, seen: Shipment) -> None:
        """Let what was seen go, by whichever road comes first. Raises ShipmentChangedError."""
        desk = self._desk
        desk.session.require(Action.RELEASE_REFERRALS)
        leaving = self._next()
        if _items(leaving) != seen.items:
            raise ShipmentChangedError
        approved = [each.id for each in leaving if each.state is ReferralState.REVIEWED]
        deed = desk.deed(DeedKind.REFERRAL_RELEASED, str(seen.sequence))
        desk.vault.referrals.release(approved, deed)

    def export(self, seen: Shipment, fingerprint: str) -> tuple[Parcel, ...]:
        """Seal what was seen, for a stick. `fingerprint` is what was compared with the hub's.

        Raises HubNotSetError, HubDiffersError, ShipmentChangedError.
        """
        self._desk.session.require(Action.EXPORT_BUNDLES)
        if "".join(fingerprint.split()).lower() != "".join(self._outbox.hub().fingerprint.split()):
            raise HubDiffersError
        self.release(seen)
        return self._outbox.export_waiting()

    def _next(self) -> tuple[Referral, ...]:
        return not_sealed_yet(self._desk.vault, *_NEXT)

    def _rows(self, referrals: tuple[Referral, ...]) -> tuple[LeavingRow, ...]:
        records = [read_ref(each.record) for each in referrals]
        # All at once: case by case it takes longer than the rest of the look.
        found = self._desk.vault.search.with_last_screening([each.case for each in referrals])
        codes = {case.id: case.code for case, _screening in found}
        uniqueness = Uniqueness(records, self._gone(referrals))
        return tuple(
            LeavingRow(
                referral=referral.id,
                case_code=codes[referral.case],
                is_approved=referral.state is ReferralState.REVIEWED,
                record=record,
                alike=uniqueness.alike(record),
                effects=_effects(uniqueness, record),
            )
            for referral, record in zip(referrals, records, strict=True)
        )

    def _gone(self, leaving: tuple[Referral, ...]) -> list[RefRecord]:
        """What left before, and what is sealed and waits for its road."""
        now = {each.id for each in leaving}
        return [
            read_ref(each.record)
            for each in self._desk.vault.referrals.referrals()
            if each.id not in now and each.state in (*_GONE, ReferralState.QUEUED)
        ]


def _items(referrals: tuple[Referral, ...]) -> tuple[BundleItem, ...]:
    return tuple(item_of(each) for each in referrals)


def _effects(uniqueness: Uniqueness, record: RefRecord) -> tuple[Effect, ...]:
    found = ((name, uniqueness.effect(record, name)) for name in LADDERS)
    return tuple(Effect(name, *effect) for name, effect in found if effect is not None)
