"""Referrals and the outbox: one contract for the vault in memory and the vault on disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import ReferralId
from frontline.domain.referrals import Referral, ReferralState
from frontline.errors import ReferralNotFoundError, StorageUnwritableError
from frontline.services.stores import SealedBundle
from frontline.wire.bundle import SLOT_COUNT, SLOT_PLAINTEXT
from frontline.wire.slots import SLOT_BYTES, padded_slot
from tests.support.vault_posts import CHANCE, Bench


def sealed(bench: Bench, sequence: int, items: Iterable[Referral] = ()) -> SealedBundle:
    """A bundle, stored."""
    ids = tuple(referral.id for referral in items)
    bundle = SealedBundle(sequence, f"{sequence:064x}", b"bytes of a bundle", ids)
    bench.vault.outbox.add_bundle(bundle, bench.deed(DeedKind.BUNDLE_SEALED, bundle.bundle_id))
    return bundle


def states(bench: Bench, *referrals: Referral) -> list[ReferralState]:
    return [bench.vault.referrals.referral(referral.id).state for referral in referrals]


def test_a_referral_comes_back_equal(bench: Bench) -> None:
    referral = bench.a_referral(*bench.added(), urgent=True)

    bench.vault.referrals.add_referral(referral, bench.deed(DeedKind.REFERRAL_CREATED))

    assert bench.vault.referrals.referral(referral.id) == referral


def test_urgent_referrals_come_first_then_the_order_of_their_making(bench: Bench) -> None:
    case, screening = bench.added()
    made = [bench.a_referral(case, screening, urgent=urgent) for urgent in (False, True, False)]
    for referral in made:
        bench.vault.referrals.add_referral(referral, bench.deed(DeedKind.REFERRAL_CREATED))
    other = bench.a_referral(*bench.added())
    bench.vault.referrals.add_referral(other, bench.deed(DeedKind.REFERRAL_CREATED))

    assert bench.vault.referrals.referrals() == (made[1], made[0], made[2], other)
    assert bench.vault.referrals.referrals(case.id) == (made[1], made[0], made[2])


def test_an_unknown_referral_is_not_found(bench: Bench) -> None:
    unknown = ReferralId(CHANCE.uuid())

    with pytest.raises(ReferralNotFoundError):
        bench.vault.referrals.referral(unknown)
    with pytest.raises(ReferralNotFoundError):
        bench.vault.referrals.move_referral(unknown, ReferralState.QUEUED, bench.deed())


def test_a_referral_moves_once_to_where_it_is(bench: Bench) -> None:
    referral = bench.queued(*bench.added())
    before = bench.vault.audit.head()

    bench.vault.referrals.move_referral(referral.id, ReferralState.QUEUED, bench.deed())

    assert states(bench, referral) == [ReferralState.QUEUED]
    assert bench.vault.audit.head() == before
    bench.vault.audit.verify()


def test_the_device_stays_the_same_and_has_all_its_sealed_slots(bench: Bench) -> None:
    device = bench.vault.outbox.device()

    assert len(set(device.slots)) == SLOT_COUNT
    assert bench.vault.outbox.device() == device


def test_the_real_slots_hold_as_much_as_a_report(real: Bench) -> None:
    slots = real.vault.outbox.device().slots

    assert all(len(slot) > SLOT_PLAINTEXT for slot in slots)
    assert {len(padded_slot(slot)) for slot in slots} == {SLOT_BYTES}


def test_a_new_hub_card_takes_the_place_of_the_old(bench: Bench) -> None:
    deed = bench.deed(DeedKind.HUB_SET, "hub-x")
    assert bench.vault.outbox.hub_card() is None

    bench.vault.outbox.set_hub_card(b"first", deed)
    bench.vault.outbox.set_hub_card(b"second", deed)

    assert bench.vault.outbox.hub_card() == b"second"
    bench.vault.audit.verify()


def test_bundles_come_back_in_order_of_sequence(bench: Bench) -> None:
    referral = bench.queued(*bench.added())
    second, first = sealed(bench, 2), sealed(bench, 1, [referral])

    assert bench.vault.outbox.bundles(only_unacknowledged=False) == (first, second)
    assert bench.vault.outbox.bundles(only_unacknowledged=True) == (first, second)


def test_a_bundle_is_never_written_over(bench: Bench) -> None:
    bundle = sealed(bench, 1)
    before = bench.vault.audit.head()

    with pytest.raises(StorageUnwritableError):
        bench.vault.outbox.add_bundle(replace(bundle, content=b"other"), bench.deed())
    assert bench.vault.outbox.bundles(only_unacknowledged=False) == (bundle,)
    assert bench.vault.audit.head() == before


def test_a_delivered_bundle_makes_its_queued_referrals_sent(bench: Bench) -> None:
    case, screening = bench.added()
    queued, ready = bench.queued(case, screening), bench.a_referral(case, screening)
    bench.vault.referrals.add_referral(ready, bench.deed(DeedKind.REFERRAL_CREATED))
    sealed(bench, 1, [queued])

    bench.vault.outbox.mark_sent(1, bench.deed(DeedKind.REFERRAL_MOVED, "1"))
    before = bench.vault.audit.head()
    bench.vault.outbox.mark_sent(1, bench.deed(DeedKind.REFERRAL_MOVED, "1"))

    assert states(bench, queued, ready) == [ReferralState.SENT, ReferralState.READY]
    assert bench.vault.audit.head() == before


@pytest.mark.parametrize("was_sent", [True, False])
def test_a_receipt_acknowledges_what_it_does_not_put_aside(bench: Bench, was_sent: bool) -> None:
    case, screening = bench.added()
    good, bad = bench.queued(case, screening), bench.queued(case, screening)
    bundle = sealed(bench, 1, [good, bad])
    if was_sent:
        bench.vault.outbox.mark_sent(1, bench.deed())

    bench.vault.outbox.accept_receipt(1, b"receipt", [bad.id], bench.deed())

    assert states(bench, good, bad) == [ReferralState.ACKNOWLEDGED, ReferralState.DRAFT]
    acknowledged = replace(bundle, receipt=b"receipt")
    assert bench.vault.outbox.bundles(only_unacknowledged=False) == (acknowledged,)
    assert bench.vault.outbox.bundles(only_unacknowledged=True) == ()
    bench.vault.audit.verify()


def test_a_receipt_is_taken_once(bench: Bench) -> None:
    referral = bench.queued(*bench.added())
    sealed(bench, 1, [referral])
    bench.vault.outbox.accept_receipt(1, b"receipt", [], bench.deed())
    before = bench.vault.audit.head()

    bench.vault.outbox.accept_receipt(1, b"another", [referral.id], bench.deed())

    assert states(bench, referral) == [ReferralState.ACKNOWLEDGED]
    assert bench.vault.outbox.bundles(only_unacknowledged=False)[0].receipt == b"receipt"
    assert bench.vault.audit.head() == before


def test_a_bundle_that_does_not_exist_is_neither_sent_nor_received(bench: Bench) -> None:
    with pytest.raises(StorageUnwritableError):
        bench.vault.outbox.mark_sent(9, bench.deed())
    with pytest.raises(StorageUnwritableError):
        bench.vault.outbox.accept_receipt(9, b"receipt", [], bench.deed())
