"""Handing a person over to a service: what may be prepared, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from frontline.domain.assistance import AssistanceService
from frontline.domain.handovers import DutyReason, Need, Part
from frontline.domain.identifiers import HandoverId
from frontline.errors import FrontlineError
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.handovers import (
    HandoverChoice,
    HandoverLine,
    HandoverOrder,
    Handovers,
)
from frontline.services.screenings import OpenScreening
from frontline.ui.tasks import TaskRunner
from frontline.wire.directory import DirectoryEntry


class HandoverStep(StrEnum):
    PREPARED = "prepared"
    CARRIED = "carried"
    RECEIVED = "received"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class HandoversState:
    """`choice` is what may be prepared for the service that was asked for. `done` is the step just
    taken; `today` is by the clock of the post."""

    choice: HandoverChoice | None = None
    lines: tuple[HandoverLine, ...] = ()
    today: date = date.max
    is_loaded: bool = False
    is_busy: bool = False
    done: HandoverStep | None = None
    error: FrontlineError | None = None


@dataclass(frozen=True, slots=True)
class HandoverWish:
    """What was filled in. `days`: when the service should have answered."""

    to: DirectoryEntry
    agreed: Collection[Part]
    needs: Collection[Need]
    days: int
    reason: DutyReason | None


Change = Callable[[HandoversState], HandoversState]


class HandoversViewModel(QObject):
    """Signals:
    state_changed(HandoversState).
    prepared(): one was sealed; it is the first of the list.
    """

    state_changed = Signal(object)
    prepared = Signal()

    def __init__(
        self, desk: Desk, documents: Documents, runner: TaskRunner, table: OpenScreening
    ) -> None:
        super().__init__()
        self._desk = desk
        self._handovers = Handovers(desk, documents)
        self._runner = runner
        self._table = table
        self.state = HandoversState()

    def load(self) -> None:
        self._do(lambda: self._lines(None))

    def load_choice(self, service: AssistanceService) -> None:
        """What may be prepared for a service."""

        def work() -> Change:
            choice = self._handovers.choice(self._table, service)
            return lambda state: replace(state, choice=choice, is_loaded=True)

        self._do(work)

    def prepare(self, service: AssistanceService, wish: HandoverWish) -> None:
        def work() -> Change:
            due = self._desk.clock.now().date() + timedelta(days=wish.days)
            order = HandoverOrder(service, wish.to, due, wish.agreed, wish.needs, wish.reason)
            self._handovers.prepare(self._table, order)
            return self._lines(HandoverStep.PREPARED)

        def done(change: Change) -> None:
            self._on_done(change)
            self.prepared.emit()

        self._do(work, done)

    def save(self, handover: HandoverId, write: Callable[[bytes], bool]) -> None:
        """`write` puts the sealed file where the officer says, and tells whether it did."""

        def saved(sealed: bytes) -> None:
            self._update(replace(self.state, is_busy=False))
            if write(sealed):
                self._do(lambda: self._carried(handover))

        if not self.state.is_busy:
            self._begin()
            case = self._table.case
            self._runner.submit(
                lambda: self._handovers.file(case, handover), done=saved, failed=self._on_refused
            )

    def received(self, handover: HandoverId, code: str) -> None:
        def work() -> Change:
            self._handovers.received(self._table.case, handover, code)
            return self._lines(HandoverStep.RECEIVED)

        self._do(work)

    def refused(self, handover: HandoverId) -> None:
        def work() -> Change:
            self._handovers.refused(self._table.case, handover)
            return self._lines(HandoverStep.REFUSED)

        self._do(work)

    def _carried(self, handover: HandoverId) -> Change:
        self._handovers.carried(self._table.case, handover)
        return self._lines(HandoverStep.CARRIED)

    def _lines(self, done: HandoverStep | None) -> Change:
        lines, today = self._handovers.listed(self._table.case), self._desk.clock.now().date()
        return lambda state: replace(state, lines=lines, today=today, is_loaded=True, done=done)

    def _do(self, work: Callable[[], Change], done: Callable[[Change], None] | None = None) -> None:
        # A second click would take the next step on what the page does not show yet.
        if not self.state.is_busy:
            self._begin()
            self._runner.submit(work, done=done or self._on_done, failed=self._on_refused)

    def _begin(self) -> None:
        self._update(replace(self.state, is_busy=True, done=None, error=None))

    def _on_done(self, change: Change) -> None:
        self._update(replace(change(self.state), is_busy=False))

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, error=error))

    def _update(self, state: HandoversState) -> None:
        self.state = state
        self.state_changed.emit(state)
