"""What a hub says it holds: its signed receipts, taken in, and taken back when it lost something.

A hub put back from a backup has forgotten what came after it was made. A higher epoch in a receipt
says so: everything the hub said before is void, all bundles are carried again, and its word for
what it still has comes back. A hub that forgot to say so gives itself away by its head.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from frontline.domain.audit import AuditHead
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import ReferralId
from frontline.errors import ReceiptRefusedError
from frontline.services.desk import Desk
from frontline.services.history import note_hub_break, note_unlike_head
from frontline.services.stores import SealedBundle
from frontline.wire.cards import HubCard
from frontline.wire.frame import read_frame
from frontline.wire.receipt import Receipt, read_receipt


def newest_epoch(desk: Desk, hub: HubCard) -> int:
    """The highest epoch this post knows of the hub, from its card or what it signed."""
    return max(hub.epoch, desk.vault.outbox.hub_epoch(hub.hub))


class Receipts:
    """One hub's receipts for this post's bundles. Short-lived: it reads the bundles once."""

    def __init__(self, desk: Desk, hub: HubCard) -> None:
        self._desk = desk
        self._hub = hub
        self._device = desk.vault.outbox.device().id
        self._epoch = newest_epoch(desk, hub)
        bundles = desk.vault.outbox.bundles(only_unacknowledged=False)
        self._bundles = {bundle.sequence: bundle for bundle in bundles}

    def accept(self, content: bytes) -> None:
        """Take in one receipt; harmless when repeated, and when it is out of date.

        Raises ReceiptRefusedError where it is not this hub's for a bundle of this post, or says
        that the hub refused the bundle.
        """
        receipt = read_receipt(content, self._hub.verify_key)
        if (receipt.hub, receipt.device) != (self._hub.hub, self._device):
            raise ReceiptRefusedError(reason="not-ours")
        # Before anything else: what was true of a history once stays true of it.
        for head in receipt.audit:
            note_unlike_head(self._desk, AuditHead(head.digest, head.count))
        sequence = self._named(receipt).sequence
        self.note_epoch(receipt.epoch)
        # One of an older epoch may lie on a stick still.
        if receipt.epoch < self._epoch or self._bundles[sequence].receipt is not None:
            return
        if receipt.refused is not None:
            raise ReceiptRefusedError(reason=receipt.refused.value, sequence=sequence)
        self._void_what_is_missing(receipt)
        self._store(receipt, content)

    def note_epoch(self, epoch: int) -> None:
        """A higher epoch than the newest makes void all that this hub has acknowledged."""
        if epoch > self._epoch:
            self._epoch = epoch
            self._void(self._bundles)

    def _named(self, receipt: Receipt) -> SealedBundle:
        """The bundle that the receipt is for."""
        bundle = self._bundles.get(receipt.sequence)
        if bundle is None or (receipt.bundle and receipt.bundle != bundle.bundle_id):
            if receipt.bundle:
                note_hub_break(self._desk, receipt.sequence, receipt.bundle)
            raise ReceiptRefusedError(reason="unknown-bundle")
        if receipt.payload_sha256 != read_frame(bundle.content).header.payload_sha256:
            raise ReceiptRefusedError(reason="other-bytes", sequence=receipt.sequence)
        return bundle

    def _void_what_is_missing(self, receipt: Receipt) -> None:
        """A hub lacks the bundle after its head. Where it acknowledged that one, it lost it, and
        perhaps others up to this receipt's.

        Heads are of the day they were signed, so now and then a bundle is asked for in vain: the
        hub knows it again. Only lower ones are asked for, so this comes to an end.
        """
        missing = receipt.head + 1
        if missing < receipt.sequence and self._is_acknowledged(missing):
            self._void(range(missing, receipt.sequence))

    def _void(self, sequences: Iterable[int]) -> None:
        void = [sequence for sequence in sequences if self._is_acknowledged(sequence)]
        deed = self._desk.deed(DeedKind.HUB_RESTORED, self._hub.hub)
        self._desk.vault.outbox.void_receipts(self._hub.hub, self._epoch, void, deed)
        for sequence in void:
            self._bundles[sequence] = replace(self._bundles[sequence], receipt=None)

    def _is_acknowledged(self, sequence: int) -> bool:
        """By this hub: what another one took in before is nothing that this one can lose."""
        bundle = self._bundles.get(sequence)
        if bundle is None or bundle.receipt is None:
            return False
        try:
            return read_receipt(bundle.receipt, self._hub.verify_key).hub == self._hub.hub
        except ReceiptRefusedError:
            return False

    def _store(self, receipt: Receipt, content: bytes) -> None:
        bundle = self._bundles[receipt.sequence]
        deed = self._desk.deed(DeedKind.RECEIPT_ACCEPTED, bundle.bundle_id)
        outbox = self._desk.vault.outbox
        outbox.accept_receipt(bundle.sequence, content, _quarantined(receipt, bundle), deed)
        self._bundles[bundle.sequence] = replace(bundle, receipt=content)


def _quarantined(receipt: Receipt, bundle: SealedBundle) -> tuple[ReferralId, ...]:
    named = {entry.item for entry in receipt.quarantined}
    return tuple(item for item in bundle.items if str(item) in named)
