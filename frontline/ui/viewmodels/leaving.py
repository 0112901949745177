"""What leaves next, made less exact where needed, and then let go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from frontline.domain.identifiers import ReferralId
from frontline.errors import FrontlineError
from frontline.rules.definitions import PackDefinition
from frontline.services.desk import Desk
from frontline.services.leaving import Leaving, Shipment
from frontline.services.outbox import Outbox
from frontline.services.roads import Parcel
from frontline.ui.tasks import TaskRunner
from frontline.wire.cards import HubCard


@dataclass(frozen=True, slots=True)
class LeavingState:
    """`hub` None: the post knows none yet. `is_compared`: somebody held the fingerprint against the
    hub's own. `opened`: the record whose content is shown. `is_released`: it was let go here."""

    shipment: Shipment | None = None
    hub: HubCard | None = None
    pack: PackDefinition | None = None
    is_compared: bool = False
    opened: ReferralId | None = None
    is_busy: bool = False
    is_released: bool = False
    error: FrontlineError | None = None

    @property
    def may_export(self) -> bool:
        has_any = self.shipment is not None and not self.shipment.is_empty
        return has_any and self.hub is not None and self.is_compared and not self.is_busy


class LeavingViewModel(QObject):
    """Signals:
    state_changed(LeavingState).
    released(): something new waits for its road.
    """

    state_changed = Signal(object)
    released = Signal()

    def __init__(self, desk: Desk, runner: TaskRunner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._leaving = Leaving(desk)
        self._outbox = Outbox(desk)
        self.state = LeavingState()

    def load(self) -> None:
        self._do(lambda: None)

    def compare(self, *, is_same: bool) -> None:
        self._update(replace(self.state, is_compared=is_same))

    def open(self, referral: ReferralId) -> None:
        """Show all that it says, or close it again."""
        opened = None if self.state.opened == referral else referral
        self._update(replace(self.state, opened=opened))

    def coarsen(self, referral: ReferralId, field: str) -> None:
        self._do(lambda: self._leaving.coarsen(referral, field))

    def release(self) -> None:
        """Let it go by the network, whenever there is one."""
        seen = self.state.shipment
        if seen is not None:
            self._do(lambda: self._leaving.release(seen), done=self._on_released)

    def seal(self) -> Callable[[], tuple[Parcel, ...]]:
        """What seals exactly what is shown now, on the vault's thread."""
        seen, hub = self.state.shipment, self.state.hub
        fingerprint = hub.fingerprint if hub is not None and self.state.is_compared else ""

        def work() -> tuple[Parcel, ...]:
            return self._leaving.export(seen or self._leaving.look(), fingerprint)

        return work

    def _do(
        self, work: Callable[[], object], done: Callable[[LeavingState], None] | None = None
    ) -> None:
        def all_of_it() -> LeavingState:
            work()
            return self._read()

        if not self.state.is_busy:
            self._update(replace(self.state, is_busy=True, is_released=False, error=None))
            self._runner.submit(all_of_it, done=done or self._update, failed=self._on_refused)

    def _on_released(self, state: LeavingState) -> None:
        self._update(replace(state, is_released=True))
        self.released.emit()

    def _read(self) -> LeavingState:
        has_hub = self._desk.vault.outbox.hub_card() is not None
        return replace(
            self.state,
            shipment=self._leaving.look(),
            hub=self._outbox.hub() if has_hub else None,
            pack=self._desk.pack.pack,
            is_busy=False,
        )

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, error=error))

    def _update(self, state: LeavingState) -> None:
        self.state = state
        self.state_changed.emit(state)
