"""Sending: seal in the vault, carry over the network, take in receipts. Runs beside the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from frontline.domain.clock import Clock
from frontline.errors import FrontlineError
from frontline.services.outbox import Delivery, Outbox, Parcel, Transport
from frontline.services.referrals import ReferralLine, Referrals
from frontline.services.stores import OutboxCounts
from frontline.services.updates import UpdateRoad, Wanted
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
    """To the hub and back, off the window's thread; `wanted` None asks for no updates."""

    transport: Transport
    back: UpdateRoad | None
    hub: HubCard
    parcels: tuple[Parcel, ...]
    wanted: Wanted | None

    def go(self) -> Delivery:
        delivery = self.transport.carry(self.parcels, self.hub)
        return replace(delivery, updates=self.updates())

    def updates(self) -> tuple[bytes, ...]:
        """Those that came. What went out is not held up by what did not come: the next journey
        asks again."""
        if self.back is None or self.wanted is None:
            return ()
        try:
            return self.back.updates(self.hub, self.wanted)
        except FrontlineError:
            return ()


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

    def send(self, transport: Transport, back: UpdateRoad | None = None) -> None:
        """Everything that waits, by one road, and updates by the road `back`. A second call while
        one runs is dropped."""
        self._send(transport, back, self._outbox.seal_waiting)

    def export(self, transport: Transport, back: UpdateRoad | None = None) -> None:
        """As `send`, onto a stick."""
        self._send(transport, back, self._outbox.export_waiting)

    def _send(
        self,
        transport: Transport,
        back: UpdateRoad | None,
        seal: Callable[[], tuple[Parcel, ...]],
    ) -> None:
        if self._is_sending:
            return
        self._is_sending = True

        def work() -> _Journey:
            wanted = self._outbox.wanted() if back is not None else None
            return _Journey(transport, back, self._outbox.hub(), seal(), wanted)

        self._vault.submit(work, done=self._carry, failed=self._on_broken)

    def _carry(self, journey: _Journey) -> None:
        if journey.parcels:
            self._update(replace(self.state, under_way=len(journey.parcels), error=None))
            self._network.submit(journey.go, done=self._on_carried, failed=self._on_broken)
        elif journey.wanted is not None:
            self._network.submit(journey.updates, done=self._on_updates, failed=self._on_broken)
        else:
            self._is_sending = False
            self.load()

    def _on_updates(self, updates: tuple[bytes, ...]) -> None:
        """Nothing was sent, so nothing is said of success."""
        self._is_sending = False
        if not updates:
            self.load()
            return
        delivery = Delivery((), (), updates=updates)
        self._vault.submit(
            lambda: self._outbox.note_delivery(delivery),
            done=lambda _counts: self.load(),
            failed=self._on_broken,
        )

    def _on_carried(self, delivery: Delivery) -> None:
        def note() -> tuple[OutboxCounts, tuple[ReferralLine, ...]]:
            return self._outbox.note_delivery(delivery), self._referrals.lines()

        self._vault.submit(note, done=self._on_noted, failed=self._on_broken)

    def _on_noted(self, read: tuple[OutboxCounts, tuple[ReferralLine, ...]]) -> None:
        self._is_sending = False
        self._update(
            replace(
                self.state,
                counts=read[0],
                lines=read[1],
                under_way=0,
                last_success=self._clock.now(),
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
