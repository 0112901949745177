"""Roads to the hub: what goes there, what comes back, and one journey there and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from frontline.errors import FrontlineError
from frontline.services.service_answers import WantedLetters
from frontline.services.updates import WantedUpdates
from frontline.wire.cards import HubCard


@dataclass(frozen=True, slots=True)
class Parcel:
    """A sealed bundle on its way; all that a transport needs to know of it."""

    device: str
    sequence: int
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a transport brought back: parcels it handed over, receipts it found, parcels the hub
    would not take, each with the hub's reason, and what the hub sends to the post."""

    delivered: tuple[int, ...]
    receipts: tuple[bytes, ...] = field(repr=False)
    refused: tuple[tuple[int, str], ...] = ()
    letters: tuple[bytes, ...] = field(default=(), repr=False)
    updates: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a post asks its hub for beside receipts; nothing is asked for where it is None."""

    letters: WantedLetters | None = None
    updates: WantedUpdates | None = None

    @property
    def is_nothing(self) -> bool:
        return self.letters is None and self.updates is None


class Transport(Protocol):
    """A road to the hub. Implemented by `frontline.sync`."""

    def carry(self, parcels: Sequence[Parcel], hub: HubCard) -> Delivery:
        """Hand over what can be handed over, and collect receipts.

        Raises HubUnreachableError, HubNotTrustedError or FolderUnusableError when nothing could
        be done at all; parcels that were handed over before a break are in the Delivery.
        """
        ...

    def letters(self, wanted: WantedLetters, hub: HubCard) -> tuple[bytes, ...]:
        """The hub's letters. Raises as `carry` does, and BundleRefusedError."""
        ...

    def updates(self, wanted: WantedUpdates, hub: HubCard) -> tuple[bytes, ...]:
        """The hub's updates, in order; nothing of them is checked. Raises as `letters` does."""
        ...


def travel(road: Transport, parcels: Sequence[Parcel], hub: HubCard, wanted: Wanted) -> Delivery:
    """There and back: hand over parcels, and bring receipts, letters and updates.

    Raises what `carry` raises. Letters and updates that do not come now come the next time; where
    they are all there is to go for and nothing comes, what went wrong is raised.
    """
    delivery = road.carry(parcels, hub) if parcels else Delivery((), ())
    missed: list[FrontlineError] = []
    if wanted.letters is not None:
        try:
            delivery = replace(delivery, letters=road.letters(wanted.letters, hub))
        except FrontlineError as error:
            missed.append(error)
    if wanted.updates is not None:
        try:
            delivery = replace(delivery, updates=road.updates(wanted.updates, hub))
        except FrontlineError as error:
            missed.append(error)
    if missed and not (parcels or delivery.letters or delivery.updates):
        raise missed[0]
    return delivery
