"""A hub on paper, and its correspondence with a post."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from frontline.domain.referrals import Referral, ReferralState
from frontline.hub.keys import read_hub_card, read_processor_keys
from frontline.services.roads import Delivery
from frontline.services.stores import OutboxCounts, SealedBundle
from frontline.wire.cards import HubCard
from frontline.wire.frame import read_frame
from frontline.wire.receipt import Receipt, write_receipt
from frontline.wire.refusals import Refusal
from tests.support.hub import new_hub
from tests.support.outbox_posts import OutboxPost
from tests.support.vault import MemoryVault


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
