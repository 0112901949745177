"""The check of the record of deeds at sign-in: in the background, in steps, seen and never waited
for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from frontline.domain.audit import AuditReport, KnownBreak
from frontline.errors import FrontlineError
from frontline.services.audit_log import Check
from frontline.services.desk import Desk
from frontline.services.history import RecordOfDeeds
from frontline.services.permissions import Action
from frontline.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class RecordState:
    """`share` of the check that is done, from 0 to 1; None when none is under way. `breaks` are
    those of which no supervisor has taken note."""

    share: float | None = None
    breaks: tuple[KnownBreak, ...] = ()
    may_acknowledge: bool = False
    error: FrontlineError | None = None


class RecordCheck(QObject):
    """Signals:
    state_changed(RecordState).
    """

    state_changed = Signal(object)

    def __init__(self, desk: Desk, runner: TaskRunner) -> None:
        super().__init__()
        self._record = RecordOfDeeds(desk)
        self._runner = runner
        may = desk.session.may(Action.ACKNOWLEDGE_BREAK)
        self.state = RecordState(may_acknowledge=may)

    def start(self) -> None:
        """Each step waits in the vault's queue like any other work, so an answer that is given
        meanwhile comes between two steps. A runner that is stopped takes no next one."""
        self._update(replace(self.state, share=0.0))
        self._go_on(self._record.check())

    def acknowledge(self) -> None:
        breaks = self.state.breaks
        self._runner.submit(
            lambda: self._record.acknowledge(breaks), done=self._on_settled, failed=self._on_refused
        )

    def _go_on(self, check: Check) -> None:
        def step() -> float | AuditReport:
            try:
                return next(check)
            except StopIteration as end:
                report: AuditReport = end.value
                return report

        def done(outcome: float | AuditReport) -> None:
            if isinstance(outcome, AuditReport):
                self._settle(outcome)
            else:
                self._update(replace(self.state, share=outcome))
                self._go_on(check)

        self._runner.submit(step, done=done, failed=self._on_refused)

    def _settle(self, report: AuditReport) -> None:
        self._runner.submit(
            lambda: self._record.settle(report), done=self._on_settled, failed=self._on_refused
        )

    def _on_settled(self, breaks: tuple[KnownBreak, ...]) -> None:
        self._update(replace(self.state, share=None, breaks=breaks, error=None))

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, share=None, error=error))

    def _update(self, state: RecordState) -> None:
        self.state = state
        self.state_changed.emit(state)
