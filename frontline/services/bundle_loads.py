"""What goes into each bundle: referrals or notes, so many at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from frontline.domain.identifiers import NoteId, ReferralId
from frontline.domain.intel import KeptNote
from frontline.domain.referrals import Referral, ReferralState
from frontline.services.stores import OpenVault
from frontline.wire.bundle import (
    BundleItem,
)
from frontline.wire.intel import INTEL_KIND, write_sealed_note
from frontline.wire.ref_record import ref_kind

MOST_IN_A_BUNDLE = 500

T = TypeVar("T")


def not_sealed_yet(vault: OpenVault, *states: ReferralState) -> tuple[Referral, ...]:
    """Those in one of these states that no bundle holds, in the order they would be sealed in."""
    bundles = vault.outbox.bundles(only_unacknowledged=False)
    bundled = {item for bundle in bundles for item in bundle.items}
    return tuple(
        referral
        for referral in vault.referrals.referrals()
        if referral.state in states and referral.id not in bundled
    )


def item_of(referral: Referral) -> BundleItem:
    """Exactly as it stands in a bundle."""
    kind = ref_kind(referral.record)
    return BundleItem(id=str(referral.id), kind=kind, content=referral.record.decode())


@dataclass(frozen=True, slots=True)
class Load:
    """What goes into one bundle: referrals or notes."""

    items: tuple[BundleItem, ...]
    referrals: tuple[ReferralId, ...] = ()
    notes: tuple[NoteId, ...] = ()


def loads(waiting: Sequence[T], load_of: Callable[[Sequence[T]], Load]) -> Iterator[Load]:
    for start in range(0, len(waiting), MOST_IN_A_BUNDLE):
        yield load_of(waiting[start : start + MOST_IN_A_BUNDLE])


def of_referrals(referrals: Sequence[Referral]) -> Load:
    return Load(tuple(map(item_of, referrals)), referrals=tuple(each.id for each in referrals))


def of_notes(notes: Sequence[KeptNote]) -> Load:
    items = (
        BundleItem(
            id=note.id.hex,
            kind=INTEL_KIND,
            content=write_sealed_note(note.focal_point, note.sealed).decode(),
        )
        for note in notes
    )
    return Load(tuple(items), notes=tuple(note.id for note in notes))
