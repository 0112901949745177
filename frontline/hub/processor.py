"""Looking into the bundles that came: the one part of a hub that holds what opens them.

Safe to stop at any point and to run twice: the register takes a bundle's rows and its receipt in
one transaction; the receipt is put into the mailroom after that, and again if that was cut off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frontline.errors import BundleRefusedError
from frontline.hub.items import JudgedItem, judge_items
from frontline.hub.keys import ProcessorKeys
from frontline.hub.mailroom import Mailroom
from frontline.hub.register import Judged, Register, SignedReceipt
from frontline.wire.bundle import Bundle, check_signers, open_bundle
from frontline.wire.cards import HubCard
from frontline.wire.frame import Header, check_frame, read_frame
from frontline.wire.receipt import HeadNote, Quarantined, Receipt, read_receipt, write_receipt
from frontline.wire.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Processed:
    """What became of one bundle. `items` counts those the hub holds."""

    device: str
    sequence: int
    items: int
    quarantined: int
    refused: Refusal | None


class Processor:
    def __init__(
        self, mailroom: Mailroom, register: Register, keys: ProcessorKeys, card: HubCard
    ) -> None:
        self._mailroom = mailroom
        self._register = register
        self._keys = keys
        self._card = card

    def process_waiting(self) -> tuple[Processed, ...]:
        """Import every bundle that has no receipt yet, each device's in order of sequence."""
        return tuple(
            self._process(device, sequence) for device, sequence in self._mailroom.waiting()
        )

    def reconcile(self) -> None:
        """Put right what a restored backup left wrong; process_waiting does the rest.

        Bundles the register knows nothing of are opened again. Receipts of an epoch before the
        restore are signed anew: posts hold those of an old epoch for void, and so send again
        exactly what was lost.
        """
        # By numbers first: a nation has thousands of posts, and next to never one to look at. The
        # mailroom's before the register's, which another processor writes to first.
        answered, recorded = (
            self._mailroom.answered_by_device(),
            self._register.recorded_by_device(),
        )
        for device in sorted(each for each in answered if answered[each] != recorded.get(each)):
            known = self._register.recorded(device)
            for sequence in sorted(self._mailroom.answered(device) - known):
                self._mailroom.reopen(device, sequence)
        for device, sequence in self._register.of_other_epochs(self._card.epoch):
            # First reopened, so that the new receipt is put out even if we are stopped here.
            self._mailroom.reopen(device, sequence)
            self._register.replace_receipt(device, sequence, self._renewed(device, sequence))

    def retry_refused(self, reason: Refusal) -> int:
        """Reopen bundles refused for `reason`, and count them.

        A bundle that a new supervisor signed is refused until the post's new card is enrolled.
        """
        again = self._register.refused(reason)
        for device, sequence in again:
            self._register.forget_refusal(device, sequence)
            self._mailroom.reopen(device, sequence)
        return len(again)

    def refusal(self, header: Header, reason: Refusal) -> bytes:
        """A receipt that refuses a bundle which was never taken in. Nothing is stored."""
        judged = Judged(header.device, header.sequence, header.payload_sha256, refused=reason)
        return self._receipt(judged, (), ()).content

    def _process(self, device: str, sequence: int) -> Processed:
        content = self._register.receipt(device, sequence)
        if content is None:
            judged = self._judge(device, sequence)
            content = self._register.record(
                judged, lambda items, heads: self._receipt(judged, items, heads)
            )
        self._mailroom.publish(device, sequence, content)
        receipt = read_receipt(content, self._card.verify_key)
        return Processed(device, sequence, receipt.items, len(receipt.quarantined), receipt.refused)

    def _renewed(self, device: str, sequence: int) -> SignedReceipt:
        content = self._register.receipt(device, sequence) or b""
        receipt = read_receipt(content, self._card.verify_key)
        # The own head is the last that the receipt names, and what the hub knew beside it is older.
        heads = (*self._register.other_heads(device, sequence), *receipt.audit[-1:])
        update = {"head": self._head(device), "audit": tuple(dict.fromkeys(heads))}
        return self._signed(receipt.model_copy(update=update))

    def _signed(self, receipt: Receipt) -> SignedReceipt:
        current = receipt.model_copy(update={"epoch": self._card.epoch})
        return SignedReceipt(self._card.epoch, write_receipt(current, self._keys.signing))

    def _head(self, device: str) -> int:
        enrolled = self._mailroom.device(device)
        return enrolled.head if enrolled is not None else 0

    def _judge(self, device: str, sequence: int) -> Judged:
        file = self._mailroom.file(device, sequence)
        try:
            bundle = self._opened(file.content, device, sequence)
        except BundleRefusedError as error:
            reason = Refusal(str(error.facts["reason"]))
            return Judged(device, sequence, file.payload_sha256, refused=reason)
        return Judged(
            device,
            sequence,
            file.payload_sha256,
            manifest=bundle.manifest,
            items=judge_items(bundle.items),
            slots=bundle.slots,
        )

    def _opened(self, content: bytes, device: str, sequence: int) -> Bundle:
        """The bundle, if all of it holds.

        The frame is checked once more: the ingest host may have been taken over since.
        """
        enrolled = self._mailroom.device(device)
        if enrolled is None:
            raise BundleRefusedError(reason=Refusal.UNKNOWN_DEVICE)
        frame = read_frame(content)
        if (frame.device, frame.sequence) != (device, sequence):
            raise BundleRefusedError(reason=Refusal.HEADER_MISMATCH)
        check_frame(frame, enrolled.verify_key)
        bundle = open_bundle(frame, self._keys.identity, self._card.hub)
        check_signers(bundle, enrolled.verify_key, enrolled.supervisor_keys)
        return bundle

    def _receipt(
        self, judged: Judged, items: Sequence[JudgedItem], heads: tuple[HeadNote, ...]
    ) -> SignedReceipt:
        aside = tuple(
            Quarantined(item=item.item, reason=item.refused)
            for item in items
            if item.refused is not None
        )
        receipt = Receipt(
            hub=self._card.hub,
            epoch=self._card.epoch,
            device=judged.device,
            sequence=judged.sequence,
            payload_sha256=judged.payload_sha256,
            bundle=judged.manifest.bundle_id if judged.manifest is not None else "",
            refused=judged.refused,
            items=len(items) - len(aside),
            quarantined=aside,
            head=self._head(judged.device),
            audit=heads,
        )
        return self._signed(receipt)
