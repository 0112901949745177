"""Receipts that are taken back: one contract for the vault in memory and the vault on disk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontline.domain.deeds import DeedKind
from frontline.domain.referrals import Referral, ReferralState
from frontline.errors import StorageUnwritableError
from frontline.services.stores import SealedBundle
from tests.support.vault_posts import Bench

HUB = "hub-x"


def acknowledged(bench: Bench, sequence: int, *referrals: Referral) -> SealedBundle:
    bundle = SealedBundle(sequence, f"{sequence:064x}", b"bytes", tuple(r.id for r in referrals))
    bench.vault.outbox.add_bundle(bundle, bench.deed(DeedKind.BUNDLE_SEALED))
    bench.vault.outbox.accept_receipt(sequence, b"receipt", [], bench.deed())
    return bundle


def void(bench: Bench, epoch: int, *sequences: int) -> None:
    deed = bench.deed(DeedKind.HUB_RESTORED, HUB)
    bench.vault.outbox.void_receipts(HUB, epoch, sequences, deed)


def moved(bench: Bench, referral: Referral, to: ReferralState) -> Referral:
    bench.vault.referrals.move_referral(referral.id, to, bench.deed(DeedKind.REFERRAL_MOVED))
    return referral


def test_bundles_without_a_receipt_again_are_carried_again(bench: Bench) -> None:
    case, screening = bench.added()
    lost, kept = bench.queued(case, screening), bench.queued(case, screening)
    first, second = acknowledged(bench, 1, lost), acknowledged(bench, 2, kept)

    void(bench, 7, 1)

    outbox = bench.vault.outbox
    assert outbox.bundles(only_unacknowledged=True) == (first,)
    assert outbox.bundles(only_unacknowledged=False)[1] == replace(second, receipt=b"receipt")
    found = [bench.vault.referrals.referral(each.id).state for each in (lost, kept)]
    assert found == [ReferralState.SENT, ReferralState.ACKNOWLEDGED]
    bench.vault.audit.verify()


@pytest.mark.parametrize(
    "state", [ReferralState.ANSWERED, ReferralState.CLOSED, ReferralState.DRAFT]
)
def test_what_went_further_or_came_back_stays_as_it_is(bench: Bench, state: ReferralState) -> None:
    referral = bench.queued(*bench.added())
    acknowledged(bench, 1, referral)
    moved(bench, referral, state)

    void(bench, 7, 1)
    assert bench.vault.referrals.referral(referral.id).state is state

    bench.vault.outbox.accept_receipt(1, b"again", [], bench.deed())
    assert bench.vault.referrals.referral(referral.id).state is state
    bench.vault.audit.verify()


def test_the_epoch_of_each_hub_is_kept_and_never_falls(bench: Bench) -> None:
    outbox = bench.vault.outbox
    assert outbox.hub_epoch(HUB) == 0

    for epoch in (7, 9, 8):
        void(bench, epoch)

    assert outbox.hub_epoch(HUB) == 9
    assert outbox.hub_epoch("hub-y") == 0
    bench.vault.audit.verify()


def test_taking_back_again_what_was_taken_back_leaves_no_trace(bench: Bench) -> None:
    referral = bench.queued(*bench.added())
    acknowledged(bench, 1, referral)
    void(bench, 7, 1)
    before = bench.vault.audit.head()

    void(bench, 7, 1)
    void(bench, 6)

    assert bench.vault.audit.head() == before


def test_all_of_it_or_nothing(bench: Bench) -> None:
    referral = bench.queued(*bench.added())
    bundle = acknowledged(bench, 1, referral)
    before = bench.vault.audit.head()

    with pytest.raises(StorageUnwritableError):
        void(bench, 7, 1, 99)

    outbox = bench.vault.outbox
    assert outbox.hub_epoch(HUB) == 0
    kept = replace(bundle, receipt=b"receipt")
    assert outbox.bundles(only_unacknowledged=False) == (kept,)
    assert bench.vault.referrals.referral(referral.id).state is ReferralState.ACKNOWLEDGED
    assert bench.vault.audit.head() == before
