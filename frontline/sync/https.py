"""The road over the network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from frontline.domain.chance import Chance
from frontline.errors import BundleRefusedError, FrontlineError
from frontline.services.roads import Delivery, Parcel
from frontline.services.service_answers import WantedLetters
from frontline.services.updates import WantedUpdates
from frontline.sync.hub_client import CarryingStoppedError, HubClient, Link
from frontline.sync.patience import Patience, Persistence
from frontline.sync.progress import NobodyWatching, Progress, Watcher
from frontline.wire.cards import HubCard
from frontline.wire.exchange import HubHealth
from frontline.wire.frame import HEAD_BYTES, read_header


@dataclass(frozen=True, slots=True)
class HttpsRoad:
    """How the road is travelled; chance and sleeping are handed in."""

    chance: Chance
    sleep: Callable[[float], None]
    link: Link = field(default_factory=Link)
    patience: Patience = field(default_factory=Patience)


class HttpsTransport:
    """Implements services.roads.Transport.

    Asks first what the hub holds, so that nothing is sent twice over a poor link; sends the rest
    in order; asks for receipts. Every step is harmless when repeated.
    """

    def __init__(self, road: HttpsRoad, watcher: Watcher | None = None) -> None:
        self._road = road
        self._watcher = watcher or NobodyWatching()

    def probe(self, hub: HubCard) -> HubHealth:
        """Whether the hub answers, and is the card's, without sending anything of ours.

        Raises HubUnreachableError or HubNotTrustedError, at the first failure.
        """
        with HubClient(hub, self._road.link) as client:
            return client.health()

    def carry(self, parcels: Sequence[Parcel], hub: HubCard) -> Delivery:
        """See Transport."""
        if not parcels:
            return Delivery((), ())
        with HubClient(hub, self._road.link) as client:
            trip = _Trip(client, sorted(parcels, key=lambda each: each.sequence), self._watcher)
            persistence = Persistence(
                self._road.patience,
                self._road.chance,
                self._road.sleep,
                self._watcher.is_cancelled,
            )
            return trip.go(persistence)

    def letters(self, wanted: WantedLetters, hub: HubCard) -> tuple[bytes, ...]:
        """See Transport."""
        with HubClient(hub, self._road.link) as client:
            return tuple(client.letters(wanted.device, wanted.after))

    def updates(self, wanted: WantedUpdates, hub: HubCard) -> tuple[bytes, ...]:
        """See Transport. Those that came before the link broke are given; the rest come again."""
        found: list[bytes] = []
        with HubClient(hub, self._road.link) as client:
            try:
                for entry in client.updates(wanted.device, wanted.after):
                    if self._watcher.is_cancelled():
                        break
                    found.append(client.update(wanted.device, entry.number))
            except FrontlineError:
                if not found:
                    raise
        return tuple(found)


class _Trip:
    """One journey to the hub and back: what it has done is kept when the link breaks."""

    def __init__(self, client: HubClient, parcels: Sequence[Parcel], watcher: Watcher) -> None:
        self._client = client
        self._parcels = parcels
        self._watcher = watcher
        self._delivered: dict[int, int] = {}
        self._receipts: dict[int, bytes] = {}
        self._refused: dict[int, str] = {}

    def go(self, persistence: Persistence) -> Delivery:
        try:
            persistence.run(self._client.health)
            persistence.run(self._ask_what_is_held)
            if self._send_missing(persistence):
                persistence.run(self._ask_what_is_held)
        except CarryingStoppedError:
            pass
        except BundleRefusedError as error:
            # Not one parcel but this post: the hub does not know it.
            for parcel in self._parcels:
                self._refuse(parcel, error)
        except FrontlineError:
            if not self._delivered:
                raise
        receipts = tuple(content for _, content in sorted(self._receipts.items()))
        refused = tuple(sorted(self._refused.items()))
        return Delivery(tuple(sorted(self._delivered)), receipts, refused)

    def _ask_what_is_held(self) -> None:
        first = self._parcels[0]
        ours = {parcel.sequence: parcel for parcel in self._parcels}
        for entry in self._client.held(first.device, first.sequence - 1):
            parcel = ours.get(entry.sequence)
            if parcel is None:
                continue
            # A receipt for other bytes goes back too: the outbox has to hear of the mix-up.
            if entry.receipt is not None:
                self._receipts[entry.sequence] = entry.receipt.encode()
            if entry.payload_sha256 == _payload_sha256(parcel):
                self._hand_over(parcel)

    def _send_missing(self, persistence: Persistence) -> bool:
        """Send in order what the hub has not; whether there are receipts to ask for then."""
        missing = [each for each in self._parcels if each.sequence not in self._delivered]
        for parcel in missing:
            try:
                persistence.run(partial(self._client.put, parcel, self._on_part))
            except BundleRefusedError as error:
                # The others may be welcome all the same.
                self._refuse(parcel, error)
            else:
                self._hand_over(parcel)
        return any(each.sequence in self._delivered for each in missing)

    def _refuse(self, parcel: Parcel, error: BundleRefusedError) -> None:
        self._refused[parcel.sequence] = str(error.facts.get("reason", error.code))

    def _hand_over(self, parcel: Parcel) -> None:
        self._delivered[parcel.sequence] = len(parcel.content)
        self._on_part(0)

    def _on_part(self, sent: int) -> bool:
        self._watcher.on_progress(
            Progress(
                done=len(self._delivered),
                parcels=len(self._parcels),
                sent_bytes=sum(self._delivered.values()) + sent,
                all_bytes=sum(len(each.content) for each in self._parcels),
            )
        )
        return not self._watcher.is_cancelled()


def _payload_sha256(parcel: Parcel) -> str:
    return read_header(parcel.content[:HEAD_BYTES]).payload_sha256
