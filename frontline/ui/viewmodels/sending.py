"""Sending: seal in the vault, carry over the network, take in receipts. Runs beside the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from frontline.domain.clock import Clock
from frontline.errors import FolderUnusableError, FrontlineError
from frontline.services.outbox import Delivery, Outbox, Parcel, Transport, travel
from frontline.services.referrals import ReferralLine, Referrals
from frontline.services.service_answers import Wanted
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
        """Everything that waits, by one road. A second call while one runs is dropped."""
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
        self._vault.submit(
            lambda: (self._outbox.hub(), seal(), self._outbox.wanted()),
            done=lambda sealed: self._carry(transport, *sealed, written),
            failed=self._on_broken,
        )

    def _carry(
        self,
        transport: Transport,
        hub: HubCard,
        parcels: tuple[Parcel, ...],
        wanted: Wanted | None,
        written: Callable[[], None] | None,
    ) -> None:
        if not parcels and wanted is None:
            self._is_sending = False
            self.load()
            return
        self._update(replace(self.state, under_way=len(parcels), error=None))

        def carried(delivery: Delivery) -> None:
            is_whole = len(delivery.delivered) == len(parcels)
            if written is None or is_whole:
                self._on_carried(delivery, written or _nothing)
            else:
                # Of a stick that filled up or was pulled, what lies there counts all the same.
                self._on_carried(delivery, lambda: self._on_refused(FolderUnusableError()))

        self._network.submit(
            lambda: travel(transport, parcels, hub, wanted), done=carried, failed=self._on_broken
        )

    def _on_carried(self, delivery: Delivery, then: Callable[[], None]) -> None:
        def note() -> tuple[OutboxCounts, tuple[ReferralLine, ...]]:
            return self._outbox.note_delivery(delivery), self._referrals.lines()

        def noted(read: tuple[OutboxCounts, tuple[ReferralLine, ...]]) -> None:
            self._on_noted(read)
            then()

        self._vault.submit(note, done=noted, failed=self._on_broken)

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


def _nothing() -> None:
    """Nobody waits for it."""
