"""Hub mail: a stick comes with bundles and goes back with receipts and updates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from frontline.errors import BundleRefusedError, FolderUnusableError
from frontline.hub.ingest import Accepted, Ingest
from frontline.hub.mailroom import Mailroom
from frontline.hub.processor import Processed, Processor
from frontline.hub.updates import HubUpdates
from frontline.wire.frame import MAX_FILE, read_frame
from frontline.wire.refusals import Refusal
from frontline.wire.stick import (
    BUNDLE_SUFFIX,
    files_in,
    letter_name,
    put_whole,
    read_at_most,
    receipt_name,
    update_name,
)

_PAGE = 500


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file of the stick that was not taken in. Its name is whatever the stick said."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class MailReport:
    """`processed` are the bundles looked into on this occasion, from this stick or not."""

    accepted: tuple[Accepted, ...]
    refused: tuple[RefusedFile, ...]
    processed: tuple[Processed, ...]
    receipts: tuple[str, ...]
    updates: tuple[str, ...] = ()

    @property
    def has_refusals(self) -> bool:
        return bool(self.refused) or any(each.refused is not None for each in self.processed)


def import_folder(folder: Path, mailroom: Mailroom, processor: Processor | None) -> MailReport:
    """Take in every bundle of the folder, look into them, and lay receipts beside them.

    One bad file never keeps the others out. Without `processor` there are receipts only for
    bundles that were looked into before. Raises FolderUnusableError.
    """
    accepted, refused = _take_in(folder, Ingest(mailroom))
    processed = processor.process_waiting() if processor is not None else ()
    receipts = _put_receipts(folder, mailroom, accepted)
    _put_letters(folder, mailroom, {bundle.device for bundle in accepted})
    if processor is not None:
        receipts += _put_refusals(folder, processor, refused)
    return MailReport(accepted, refused, processed, receipts)


def put_updates(folder: Path, hub: str, updates: HubUpdates) -> tuple[str, ...]:
    """Lay the updates that posts still need in the folder; those that lie there stay.

    Raises FolderUnusableError.
    """
    written: list[str] = []
    for update in updates.current():
        name = update_name(hub, update.number)
        put_whole(folder, name, updates.content(update.number) or b"")
        written.append(name)
    return tuple(written)


def _take_in(folder: Path, ingest: Ingest) -> tuple[tuple[Accepted, ...], tuple[RefusedFile, ...]]:
    accepted: list[Accepted] = []
    refused: list[RefusedFile] = []
    for path in files_in(folder, BUNDLE_SUFFIX):
        try:
            accepted.append(ingest.accept(read_at_most(path, MAX_FILE)))
        except (BundleRefusedError, FolderUnusableError) as error:
            refused.append(RefusedFile(path.name, str(error.facts["reason"])))
    return tuple(accepted), tuple(refused)


def _put_refusals(
    folder: Path, processor: Processor, refused: tuple[RefusedFile, ...]
) -> tuple[str, ...]:
    """A word to a revoked device, which would hear nothing on this road. It is not stored."""
    written: list[str] = []
    for file in refused:
        if file.reason == Refusal.DEVICE_REVOKED.value:
            header = read_frame(read_at_most(folder / file.name, MAX_FILE)).header
            name = receipt_name(header.device, header.sequence)
            put_whole(folder, name, processor.refusal(header, Refusal.DEVICE_REVOKED))
            written.append(name)
    return tuple(written)


def _put_receipts(
    folder: Path, mailroom: Mailroom, accepted: tuple[Accepted, ...]
) -> tuple[str, ...]:
    """Receipts from the first bundle each device has on the stick on.

    A post puts on the stick all that it has no receipt for, so earlier ones it has already.
    """
    first: dict[str, int] = {}
    for bundle in accepted:
        first[bundle.device] = min(bundle.sequence, first.get(bundle.device, bundle.sequence))
    written: list[str] = []
    for device, sequence in sorted(first.items()):
        after = sequence - 1
        while page := mailroom.held(device, after, _PAGE):
            for held in page:
                if held.receipt is not None:
                    name = receipt_name(device, held.sequence)
                    put_whole(folder, name, held.receipt)
                    written.append(name)
            after = page[-1].sequence
    return tuple(written)


def _put_letters(folder: Path, mailroom: Mailroom, devices: set[str]) -> None:
    """All letters to whoever brought this stick: what they have already does no harm."""
    for device in sorted(devices):
        after = 0
        while page := mailroom.letters.letters(device, after, _PAGE):
            for letter in page:
                put_whole(folder, letter_name(device, letter.number), letter.content)
            after = page[-1].number
