"""The road by hand: a stick or a shared folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from frontline.errors import FolderUnusableError
from frontline.services.roads import Delivery, Parcel
from frontline.services.service_answers import WantedLetters
from frontline.services.updates import WantedUpdates
from frontline.sync.progress import NobodyWatching, Progress, Watcher
from frontline.wire.cards import HubCard
from frontline.wire.letter import MAX_LETTER
from frontline.wire.receipt import MAX_RECEIPT
from frontline.wire.stick import (
    bundle_name,
    letters_in,
    put_whole,
    read_at_most,
    receipts_in,
    updates_in,
)
from frontline.wire.update import MAX_UPDATE


class FolderTransport:
    """Implements services.roads.Transport.

    A parcel counts as handed over once its file is on the medium and was read back. Receipts are
    given as they lie there; the outbox checks the hub's signature.
    """

    def __init__(self, folder: Path, watcher: Watcher | None = None) -> None:
        self._folder = folder
        self._watcher = watcher or NobodyWatching()

    def carry(self, parcels: Sequence[Parcel], hub: HubCard) -> Delivery:  # noqa: ARG002
        """See Transport. `hub` is not asked: nobody knows yet where the stick goes."""
        receipts = self._receipts({parcel.device for parcel in parcels})
        delivered: list[int] = []
        for parcel in sorted(parcels, key=lambda each: each.sequence):
            if self._watcher.is_cancelled():
                break
            try:
                put_whole(self._folder, bundle_name(parcel.device, parcel.sequence), parcel.content)
            except FolderUnusableError:
                if not delivered and not receipts:
                    raise
                break
            delivered.append(parcel.sequence)
            self._report(parcels, delivered)
        return Delivery(tuple(delivered), receipts)

    def letters(self, wanted: WantedLetters, hub: HubCard) -> tuple[bytes, ...]:  # noqa: ARG002
        """See Transport. Which of them are new is the post's to know."""
        return tuple(
            read_at_most(path, MAX_LETTER) for path in letters_in(self._folder, wanted.device)
        )

    def updates(self, wanted: WantedUpdates, hub: HubCard) -> tuple[bytes, ...]:
        """See Transport. Whether the hub signed them is looked at when they are taken in."""
        return tuple(
            read_at_most(path, MAX_UPDATE)
            for path in updates_in(self._folder, hub.hub, wanted.after)
        )

    def _receipts(self, devices: set[str]) -> tuple[bytes, ...]:
        return tuple(
            read_at_most(path, MAX_RECEIPT)
            for device in sorted(devices)
            for path in receipts_in(self._folder, device)
        )

    def _report(self, parcels: Sequence[Parcel], delivered: Sequence[int]) -> None:
        sizes = {parcel.sequence: len(parcel.content) for parcel in parcels}
        self._watcher.on_progress(
            Progress(
                done=len(delivered),
                parcels=len(parcels),
                sent_bytes=sum(sizes[sequence] for sequence in delivered),
                all_bytes=sum(sizes.values()),
            )
        )
