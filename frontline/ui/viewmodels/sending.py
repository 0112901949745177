"""Sending: seal in the vault, carry over the network, take in receipts. Runs beside the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from frontline.domain.clock import Clock
from frontline.errors import FolderUnusableError, FrontlineError
from frontline.services.outbox import Outbox
from frontline.services.referrals import ReferralLine, Referrals
from frontline.services.roads import Delivery, Parcel, Transport, Wanted, travel
from frontline.services.stores import OutboxCounts
from frontline.ui.tasks import TaskRunner
from frontline.wire.cards import HubCard

NOTHING = OutboxCounts(0, 0, 0)


@dataclass(frozen=True, slots=True)
class SendingState:
    """`under_way` bundles are being carried; `is_online` None while nothing is known."""

    counts: OutboxCounts = NOTHING
    lines: tuple[ReferralLine, ...] = ()
    under_way: int = 0
    is_online: bool | None = None
    last_success: datetime | None = None
    error: FrontlineError | None = None


@dataclass(frozen=True, slots=True)
class _Journey:
    """To the hub and back, off the window's thread. `written` is called once every parcel lies on
    the stick; None on the network."""

    transport: Transport
    hub: HubCard
    parcels: tuple[Parcel, ...]
    wanted: Wanted
    written: Callable[[], None] | None

    def go(self) -> Delivery:
        return travel(self.transport, self.parcels, self.hub, self.wanted)


class SendingViewModel(QObject):
    """Signals:
    state_changed(SendingState).
    """

    state_changed = Signal(object)

    def __init__(
        self,
        outbox: Outbox,
        referrals: Referrals,
        vault_runner: TaskRunner,
        network_runner: TaskRunner,
        clock: Clock,
    ) -> None:
        super().__init__()
        self._outbox = outbox
        self._referrals = referrals
        self._vault = vault_runner
        self._network = network_runner
        self._clock = clock
        self._is_sending = False
        self.state = SendingState()

    def load(self) -> None:
        self._vault.submit(self._read, done=self._on_read, failed=self._on_refused)

    def note_connection(self, is_online: bool) -> None:
        """The watch found the network, or lost it."""
        if is_online is not self.state.is_online:
            self._update(replace(self.state, is_online=is_online))

    def send(self, transport: Transport) -> None:
        """Everything that waits, and back what the hub has for this post. A second call while one
        runs is dropped."""
        self._send(transport, self._outbox.seal_waiting)

    def export(
        self,
        transport: Transport,
        seal: Callable[[], tuple[Parcel, ...]],
        written: Callable[[], None],
    ) -> None:
        """As `send`, onto a stick; `seal` gives what was looked through. `written` is called once
        all of it lies there."""
        self._send(transport, seal, written)

    def _send(
        self,
        transport: Transport,
        seal: Callable[[], tuple[Parcel, ...]],
        written: Callable[[], None] | None = None,
    ) -> None:
        if self._is_sending:
            return
        self._is_sending = True

        def work() -> _Journey:
            hub, parcels = self._outbox.hub(), seal()
            return _Journey(transport, hub, parcels, self._outbox.wanted(), written)

        self._vault.submit(work, done=self._carry, failed=self._on_broken)

    def _carry(self, journey: _Journey) -> None:
        if not journey.parcels and journey.wanted.is_nothing:
            self._is_sending = False
            self.load()
            return
        self._update(replace(self.state, under_way=len(journey.parcels), error=None))
        self._network.submit(
            journey.go,
            done=lambda delivery: self._on_carried(journey, delivery),
            failed=self._on_broken,
        )

    def _on_carried(self, journey: _Journey, delivery: Delivery) -> None:
        def note() -> tuple[OutboxCounts, tuple[ReferralLine, ...]]:
            return self._outbox.note_delivery(delivery), self._referrals.lines()

        def noted(read: tuple[OutboxCounts, tuple[ReferralLine, ...]]) -> None:
            # Where nothing was to be sent, nothing is said of success.
            self._on_noted(read, has_sent=bool(journey.parcels))
            if journey.written is None:
                return
            if len(delivery.delivered) == len(journey.parcels):
                journey.written()
            else:
                # Of a stick that filled up or was pulled, what lies there counts all the same.
                self._on_refused(FolderUnusableError())

        self._vault.submit(note, done=noted, failed=self._on_broken)

    def _on_noted(
        self, read: tuple[OutboxCounts, tuple[ReferralLine, ...]], *, has_sent: bool
    ) -> None:
        self._is_sending = False
        self._update(
            replace(
                self.state,
                counts=read[0],
                lines=read[1],
                under_way=0,
                last_success=self._clock.now() if has_sent else self.state.last_success,
                error=None,
            )
        )

    def _read(self) -> tuple[OutboxCounts, tuple[ReferralLine, ...]]:
        return self._outbox.counts(), self._referrals.lines()

    def _on_read(self, read: tuple[OutboxCounts, tuple[ReferralLine, ...]]) -> None:
        self._update(replace(self.state, counts=read[0], lines=read[1]))

    def _on_broken(self, error: FrontlineError) -> None:
        self._is_sending = False
        self._on_refused(error)
        self.load()

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, under_way=0, error=error))

    def _update(self, state: SendingState) -> None:
        self.state = state
        self.state_changed.emit(state)
