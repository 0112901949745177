"""What a receipt changes at a post, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontline.domain.deeds import DeedKind
from frontline.domain.referrals import ReferralState
from frontline.errors import ReceiptRefusedError
from frontline.services.stores import OutboxCounts
from frontline.wire.bundle import open_bundle
from frontline.wire.frame import read_frame
from tests.support.outbox_letters import Correspondence, PaperHub
from tests.support.outbox_posts import memory_post

ACKNOWLEDGED, SENT = ReferralState.ACKNOWLEDGED, ReferralState.SENT


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> PaperHub:
    return PaperHub(tmp_path_factory.mktemp("hub") / "hub")


@pytest.fixture
def letters(hub: PaperHub) -> Correspondence:
    return Correspondence(memory_post(hub), hub)


def test_a_new_epoch_makes_every_earlier_receipt_void(letters: Correspondence) -> None:
    letters.bundles(4)
    letters.acknowledged(1, 2, 3)

    counts = letters.take(letters.receipt(4, later=1))

    assert letters.states() == [SENT, SENT, SENT, ACKNOWLEDGED]
    assert counts == OutboxCounts(waiting=0, sent=3, acknowledged=1)
    assert letters.waiting() == [1, 2, 3]
    restored = [each for each in letters.vault.audit.deeds if each.kind is DeedKind.HUB_RESTORED]
    assert [deed.target for deed in restored] == [letters.hub.card.hub]


def test_what_a_restored_hub_still_has_it_acknowledges_again(letters: Correspondence) -> None:
    letters.bundles(3)
    letters.acknowledged(1, 2)

    letters.take(*(letters.receipt(sequence, later=1) for sequence in (1, 2, 3)))

    assert letters.states() == [ACKNOWLEDGED] * 3
    assert letters.waiting() == []


def test_a_receipt_of_an_older_epoch_changes_nothing(letters: Correspondence) -> None:
    letters.bundles(2)
    letters.take(letters.receipt(1, later=1))
    before = letters.vault.audit.head()

    letters.take(letters.receipt(1), letters.receipt(2), letters.refusal(2))

    assert letters.states() == [ACKNOWLEDGED, SENT]
    assert letters.vault.audit.head() == before


def test_the_same_receipt_again_changes_nothing(letters: Correspondence) -> None:
    letters.bundles(2)
    letters.acknowledged(1)
    before = letters.vault.audit.head()

    letters.acknowledged(1)

    assert letters.vault.audit.head() == before


def test_a_hub_that_lacks_what_it_acknowledged_is_sent_all_from_there(
    letters: Correspondence,
) -> None:
    letters.bundles(5)
    letters.acknowledged(1, 2, 3, 4)

    letters.take(letters.receipt(5, head=1))

    assert letters.waiting() == [2, 3, 4]
    assert letters.states() == [ACKNOWLEDGED, SENT, SENT, SENT, ACKNOWLEDGED]


def test_what_has_not_arrived_yet_is_no_loss(letters: Correspondence) -> None:
    letters.bundles(4)
    letters.take(letters.receipt(2, head=0), letters.receipt(3, head=0))

    letters.take(letters.receipt(4, head=0))

    assert letters.waiting() == [1]


def test_an_answered_referral_stays_answered_and_counts_as_sent_until_the_hub_has_it_again(
    letters: Correspondence,
) -> None:
    letters.bundles(2)
    letters.acknowledged(1)
    letters.post.move(letters.referrals[0].id, ReferralState.ANSWERED)
    assert letters.post.outbox.counts() == OutboxCounts(waiting=0, sent=1, acknowledged=1)

    counts = letters.take(letters.receipt(2, later=1))

    assert counts == OutboxCounts(waiting=0, sent=1, acknowledged=1)
    assert letters.states() == [ReferralState.ANSWERED, ACKNOWLEDGED]
    assert letters.take(letters.receipt(1, later=1)).acknowledged == 2
    assert letters.states() == [ReferralState.ANSWERED, ACKNOWLEDGED]


def test_a_hub_may_name_its_new_epoch_in_a_refusal(letters: Correspondence) -> None:
    letters.bundles(2)
    letters.acknowledged(1)

    with pytest.raises(ReceiptRefusedError, match="unknown-signer"):
        letters.take(letters.refusal(2, later=1))

    assert letters.waiting() == [1, 2]
    letters.take(letters.receipt(1))
    assert letters.waiting() == [1, 2]


def test_an_old_refusal_of_what_was_taken_in_since_is_not_complained_of(
    letters: Correspondence,
) -> None:
    letters.bundles(1)
    letters.acknowledged(1)

    letters.take(letters.refusal(1))

    assert letters.states() == [ACKNOWLEDGED]


def test_one_bad_receipt_keeps_no_good_one_out(letters: Correspondence) -> None:
    letters.bundles(2)

    with pytest.raises(ReceiptRefusedError):
        letters.take(letters.refusal(1), letters.receipt(2))

    assert letters.states() == [SENT, ACKNOWLEDGED]


def test_a_new_card_of_a_restored_hub_says_as_much_as_a_receipt(letters: Correspondence) -> None:
    letters.bundles(1)
    letters.acknowledged(1)

    letters.post.outbox.set_hub(letters.hub.renewed().canonical())

    assert letters.waiting() == [1]
    letters.acknowledged(1)
    assert letters.waiting() == [1]
    letters.take(letters.receipt(1, later=1))
    assert letters.waiting() == []


def test_an_old_card_of_the_hub_makes_nothing_void(letters: Correspondence) -> None:
    letters.bundles(2)
    letters.take(letters.receipt(1, later=2))

    letters.post.outbox.set_hub(letters.hub.renewed().canonical())

    assert letters.states() == [ACKNOWLEDGED, SENT]
    letters.take(letters.receipt(2, later=1))
    assert letters.states() == [ACKNOWLEDGED, SENT]


def test_another_hub_loses_nothing_of_what_the_first_one_took_in(
    letters: Correspondence, tmp_path: Path
) -> None:
    letters.bundles(1)
    letters.acknowledged(1)
    letters.hub = PaperHub(tmp_path / "other", seed=1)
    letters.post.outbox.set_hub(letters.hub.card.canonical())
    letters.bundles(2)

    letters.take(letters.receipt(2, head=0), letters.receipt(3, later=1, head=0))

    assert letters.states() == [ACKNOWLEDGED, SENT, ACKNOWLEDGED]


def test_a_bundle_carries_the_newest_epoch_the_post_knows(letters: Correspondence) -> None:
    letters.bundles(1)
    letters.take(letters.receipt(1, later=3))
    letters.bundles(1)

    epochs = [
        open_bundle(
            read_frame(letters.bundle(sequence).content),
            letters.hub.keys.identity,
            letters.hub.card.hub,
        ).manifest.hub_epoch
        for sequence in (1, 2)
    ]
    first = letters.hub.card.epoch
    assert epochs == [first, first + 3]
