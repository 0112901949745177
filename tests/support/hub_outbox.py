"""An outbox in memory: what a post knows about its bundles, and how receipts change that."""

from __future__ import annotations

from dataclasses import dataclass, field

from frontline.services.roads import Delivery, Parcel
from frontline.wire.cards import HubCard
from frontline.wire.frame import read_frame
from frontline.wire.receipt import Receipt, read_receipt


@dataclass
class MemoryOutbox:
    """`sent` may be taken on a transport's word; `receipts` never: each one's signature held.

    `epoch` is the newest of the hub that this post has seen.
    """

    hub: HubCard
    parcels: dict[int, Parcel] = field(default_factory=dict)
    sent: set[int] = field(default_factory=set)
    receipts: dict[int, Receipt] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.epoch = self.hub.epoch

    def add(self, *parcels: Parcel) -> None:
        self.parcels.update((parcel.sequence, parcel) for parcel in parcels)

    def waiting(self) -> tuple[Parcel, ...]:
        return tuple(
            parcel
            for sequence, parcel in sorted(self.parcels.items())
            if sequence not in self.receipts
        )

    def note(self, delivery: Delivery) -> None:
        """Raises ReceiptRefusedError for a receipt that this hub did not sign."""
        self.sent.update(delivery.delivered)
        for content in delivery.receipts:
            receipt = read_receipt(content, self.hub.verify_key)
            parcel = self.parcels[receipt.sequence]
            ours = read_frame(parcel.content).header.payload_sha256
            assert (receipt.device, receipt.payload_sha256) == (parcel.device, ours)
            self.accept(receipt)

    def accept(self, receipt: Receipt) -> None:
        """A hub put back from a backup gives itself away, and what it lost is carried again.

        With a higher epoch everything it said before is void: all is carried, and its word for
        what it still has comes back. Without one, a first receipt that names a gap where it had
        acknowledged a bundle. Each receipt is asked once, for its head is of its own day.
        """
        if receipt.epoch > self.epoch:
            self.epoch = receipt.epoch
            self.receipts.clear()
        # One of an older epoch may lie on a stick still.
        if receipt.epoch < self.epoch or receipt.sequence in self.receipts:
            return
        if receipt.head + 1 in self.receipts:
            for sequence in range(receipt.head + 1, receipt.sequence):
                self.receipts.pop(sequence, None)
        self.receipts[receipt.sequence] = receipt

    @property
    def is_done(self) -> bool:
        return set(self.receipts) == set(self.parcels)
