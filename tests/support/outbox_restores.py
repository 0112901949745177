"""A post whose hub is put back from backups again and again, while bundles and receipts travel by
the network and on two sticks, and get lost on the way."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from frontline.domain.referrals import Referral, ReferralState
from frontline.hub.enrolment import enrol
from frontline.hub.keys import HubFolder
from frontline.hub.mail import import_folder
from frontline.hub.setup import renew_epoch
from frontline.services.chance import SystemChance
from frontline.services.roads import Delivery, Parcel
from frontline.services.service_answers import WantedLetters
from frontline.services.stores import SealedBundle
from frontline.services.updates import WantedUpdates
from frontline.sync.folder import FolderTransport
from frontline.wire.cards import HubCard
from frontline.wire.receipt import Receipt, read_receipt
from tests.support.clock import SettableClock
from tests.support.hub import Hub, opened
from tests.support.outbox_posts import memory_post

MOST_TRIPS = 4


@dataclass(frozen=True)
class DirectRoad:
    """Straight to a hub, as over the network: asks what is held, sends, and asks again.

    The line breaks when `most` bundles went through.
    """

    hub: Hub
    most: int = 1_000

    def carry(self, parcels: Sequence[Parcel], hub: HubCard) -> Delivery:  # noqa: ARG002
        receipts = self._receipts(parcels)
        for parcel in parcels[: self.most]:
            self.hub.ingest.accept(parcel.content)
        self.hub.processor.process_waiting()
        if self.most >= len(parcels):
            receipts = self._receipts(parcels)
        return Delivery(tuple(each.sequence for each in parcels[: self.most]), receipts)

    def letters(self, wanted: WantedLetters, hub: HubCard) -> tuple[bytes, ...]:  # noqa: ARG002
        found = self.hub.mailroom.letters.letters(wanted.device, wanted.after, 1_000)
        return tuple(each.content for each in found)

    def updates(self, wanted: WantedUpdates, hub: HubCard) -> tuple[bytes, ...]:  # noqa: ARG002
        found = self.hub.mailroom.updates
        contents = (found.content(each.number) for each in found.current(wanted.after))
        return tuple(each for each in contents if each is not None)

    def _receipts(self, parcels: Sequence[Parcel]) -> tuple[bytes, ...]:
        sequences = {parcel.sequence for parcel in parcels}
        return tuple(
            held.receipt
            for held in self.hub.mailroom.held(parcels[0].device, 0, 1_000)
            if held.sequence in sequences and held.receipt is not None
        )


class RestlessHub:
    """Every method with a number does one thing that may happen; the number says which or how."""

    def __init__(self, template: HubFolder, root: Path) -> None:
        self._root = root
        self._folder = HubFolder(root / "hub")
        shutil.copytree(template.root, self._folder.root)
        self._clock = SettableClock()
        self._stack = ExitStack()
        self._open()
        self.post = memory_post(self.hub)
        self.queued: list[Referral] = []
        enrol(self.post.outbox.device_card(), self.hub.mailroom)
        self._backups: list[Path] = []
        self.back_up(0)
        for stick in (0, 1):
            self._stick(stick).mkdir()

    def close(self) -> None:
        self._stack.close()

    def queue(self, _number: int = 0) -> None:
        self.queued.append(self.post.queue(len(self.queued)))

    def send(self, most: int = 1_000) -> None:
        self._carry(DirectRoad(self.hub, most))

    def send_and_be_killed(self, most: int) -> None:
        """The bundles arrive; that they did, nobody writes down."""
        parcels = self.post.outbox.seal_waiting()
        if parcels:
            DirectRoad(self.hub, most).carry(parcels, self.hub.card)

    def carry_by_stick(self, stick: int) -> None:
        self._carry(FolderTransport(self._stick(stick)))

    def take_in_stick(self, stick: int) -> None:
        import_folder(self._stick(stick), self.hub.mailroom, self.hub.processor)

    def answer(self, number: int) -> None:
        """A service answered one of the referrals that arrived."""
        arrived = [each for each in self.queued if self._state(each) is ReferralState.ACKNOWLEDGED]
        if arrived:
            self.post.move(arrived[number % len(arrived)].id, ReferralState.ANSWERED)

    def back_up(self, _number: int) -> None:
        self.close()
        backup = self._root / f"backup-{len(self._backups)}"
        shutil.copytree(self._folder.root, backup)
        self._backups.append(backup)
        self._open()

    def restore(self, number: int) -> None:
        """All of it, or one of the two databases, from any backup."""
        self._put_back(number)
        self._clock.advance(timedelta(hours=1))
        renew_epoch(self._folder, self._clock, SystemChance())
        self._open()

    def restore_and_say_nothing(self, number: int) -> None:
        """With the present card; a hub that has an older card than its posts cannot be healed
        before somebody does say it."""
        card = self._folder.card.read_bytes()
        self._put_back(number)
        self._folder.card.write_bytes(card)
        self._open()

    def settle(self) -> None:
        """The next referral is made, and the network holds."""
        self.queue()
        for _ in range(MOST_TRIPS):
            self.send()

    @property
    def knows_the_epoch(self) -> bool:
        return self.hub.card.epoch in {receipt.epoch for receipt in self.receipts()}

    def acknowledged(self) -> set[str]:
        """Ids of the referrals whose bundles have a receipt at the post."""
        bundles = self._bundles()
        return {str(item) for each in bundles if each.receipt is not None for item in each.items}

    def receipts(self) -> list[Receipt]:
        """Those that the post holds for good."""
        found = [each.receipt for each in self._bundles() if each.receipt is not None]
        return [read_receipt(each, self.hub.card.verify_key) for each in found]

    def _bundles(self) -> tuple[SealedBundle, ...]:
        return self.post.bench.vault.outbox.bundles(only_unacknowledged=False)

    def _carry(self, road: DirectRoad | FolderTransport) -> None:
        parcels = self.post.outbox.seal_waiting()
        if parcels:
            self.post.outbox.note_delivery(road.carry(parcels, self.hub.card))

    def _put_back(self, number: int) -> None:
        backup = HubFolder(self._backups[number % len(self._backups)])
        self.close()
        match number % 3:
            case 0:
                shutil.rmtree(self._folder.root)
                shutil.copytree(backup.root, self._folder.root)
            case 1:
                shutil.copy2(backup.mailroom, self._folder.mailroom)
            case _:
                shutil.copy2(backup.register, self._folder.register)

    def _open(self) -> None:
        self.hub = self._stack.enter_context(opened(self._folder))

    def _stick(self, number: int) -> Path:
        return self._root / f"stick-{number % 2}"

    def _state(self, referral: Referral) -> ReferralState:
        return self.post.state(referral)
