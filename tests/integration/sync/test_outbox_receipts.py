"""What a receipt changes at a post, and what it leaves alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from frontline.domain.audit import BreakKind
from frontline.domain.deeds import DeedKind
from frontline.domain.referrals import Referral, ReferralState
from frontline.errors import BundleRefusedError, ReceiptRefusedError
from frontline.hub.keys import read_hub_card, read_processor_keys
from frontline.services.outbox import Delivery
from frontline.services.stores import OutboxCounts, SealedBundle
from frontline.wire.bundle import open_bundle
from frontline.wire.cards import HubCard
from frontline.wire.frame import read_frame
from frontline.wire.receipt import Receipt, write_receipt
from frontline.wire.refusals import Refusal
from tests.support.hub import new_hub
from tests.support.outbox_posts import OutboxPost, memory_post
from tests.support.vault import MemoryVault

ACKNOWLEDGED, SENT = ReferralState.ACKNOWLEDGED, ReferralState.SENT


class PaperHub:
    """A hub that says whatever it is told to say."""

    def __init__(self, root: Path, seed: int = 0) -> None:
        folder = new_hub(root, seed)
        self.card = read_hub_card(folder)
        self.keys = read_processor_keys(folder)

    def renewed(self, later: int = 1) -> HubCard:
        return self.card.model_copy(update={"epoch": self.card.epoch + later})


@dataclass
class Correspondence:
    """A post with a bundle for each referral, and its hub."""

    post: OutboxPost
    hub: PaperHub

    def __post_init__(self) -> None:
        self.referrals: list[Referral] = []

    @property
    def vault(self) -> MemoryVault:
        assert isinstance(self.post.bench.vault, MemoryVault)
        return self.post.bench.vault

    def bundles(self, count: int) -> None:
        for _ in range(count):
            self.referrals.append(self.post.queue(len(self.referrals)))
            parcels = self.post.outbox.seal_waiting()
            self.post.outbox.note_delivery(Delivery((parcels[-1].sequence,), ()))

    def bundle(self, sequence: int) -> SealedBundle:
        return self.vault.outbox.bundles(only_unacknowledged=False)[sequence - 1]

    def receipt(self, sequence: int, later: int = 0, **other: object) -> bytes:
        """By the hub's first epoch or a `later` one; by default with nothing missing."""
        bundle = self.bundle(sequence)
        fields: dict[str, object] = {
            "hub": self.hub.card.hub,
            "epoch": self.hub.card.epoch + later,
            "device": self.vault.outbox.device().id,
            "sequence": sequence,
            "payload_sha256": read_frame(bundle.content).header.payload_sha256,
            "bundle": bundle.bundle_id,
            "items": len(bundle.items),
            "head": sequence,
        }
        return write_receipt(Receipt.model_validate(fields | other), self.hub.keys.signing)

    def refusal(self, sequence: int, later: int = 0) -> bytes:
        refused = {"bundle": "", "items": 0, "refused": Refusal.UNKNOWN_SIGNER}
        return self.receipt(sequence, later, **refused)

    def take(self, *receipts: bytes) -> OutboxCounts:
        return self.post.outbox.note_delivery(Delivery((), receipts))

    def acknowledged(self, *sequences: int) -> None:
        self.take(*(self.receipt(sequence) for sequence in sequences))

    def states(self) -> list[ReferralState]:
        return [self.post.state(referral) for referral in self.referrals]

    def waiting(self) -> list[int]:
        return [parcel.sequence for parcel in self.post.outbox.seal_waiting()]


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


def test_a_receipt_for_a_bundle_that_is_not_here_is_a_break_of_the_history(
    letters: Correspondence,
) -> None:
    """An older vault was put in the place of the one that sealed it."""
    letters.bundles(1)
    lost = replace(letters.vault.outbox.bundles(only_unacknowledged=False)[0], sequence=2)
    letters.vault.outbox.by_sequence[2] = lost
    receipt = letters.receipt(2)
    del letters.vault.outbox.by_sequence[2]

    for _ in range(2):
        with pytest.raises(ReceiptRefusedError):
            letters.post.outbox.note_delivery(Delivery((), (receipt,)))

    (known,) = letters.vault.audit.known_breaks()
    assert known.kind is BreakKind.HUB
    deeds = [deed.kind for deed in letters.vault.audit.deeds]
    assert deeds.count(DeedKind.AUDIT_BROKEN_SEEN) == 1


def test_a_hub_that_holds_another_bundle_of_the_same_number_is_one_too(
    letters: Correspondence,
) -> None:
    letters.bundles(1)

    with pytest.raises(BundleRefusedError):
        letters.post.outbox.note_delivery(Delivery((), (), ((1, Refusal.FORK.value),)))
    letters.bundles(1)

    (known,) = letters.vault.audit.known_breaks()
    last = letters.vault.outbox.bundles(only_unacknowledged=False)[-1]
    hub = letters.hub
    manifest = open_bundle(read_frame(last.content), hub.keys.identity, hub.card.hub).manifest
    assert manifest.audit_break is not None
    assert (manifest.audit_break.kind, manifest.audit_break.sequence) == ("hub", known.sequence)
