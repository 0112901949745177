"""Earlier cases whose form has a name now, and what is decided of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from frontline.domain.identifiers import ScreeningId
from frontline.domain.naming import NameDecision, NameReason
from frontline.errors import FrontlineError
from frontline.rules.definitions import PackDefinition
from frontline.services.desk import Desk
from frontline.services.naming import FormNaming, NameLine
from frontline.services.screenings import ScreeningService
from frontline.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class NamingState:
    """`rules` have the names. `said`: what was decided just now."""

    lines: tuple[NameLine, ...] = ()
    rules: PackDefinition | None = None
    is_busy: bool = False
    said: NameDecision | None = None
    error: FrontlineError | None = None


class NamingViewModel(QObject):
    """Signals:
    state_changed(NamingState).
    opened(OpenScreening): a case is on the table, to be read.
    """

    state_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, desk: Desk, runner: TaskRunner) -> None:
        super().__init__()
        self._runner = runner
        self._naming = FormNaming(desk)
        self._screenings = ScreeningService(desk)
        self.state = NamingState()

    def load(self) -> None:
        self._do(lambda: None)

    def decide(self, line: NameLine, decision: NameDecision, reason: NameReason) -> None:
        case, form = line.case.id, line.form
        self._do(lambda: self._naming.decide(case, form, decision, reason), decision)

    def open_case(self, screening: ScreeningId) -> None:
        self._runner.submit(
            lambda: self._screenings.resume(screening),
            done=self.opened.emit,
            failed=self._on_refused,
        )

    def _do(self, work: Callable[[], object], said: NameDecision | None = None) -> None:
        def all_of_it() -> NamingState:
            work()
            return NamingState(self._naming.lines(), self._naming.rules, said=said)

        # A second click would be refused for what the first one did.
        if not self.state.is_busy:
            self._update(replace(self.state, is_busy=True, said=None, error=None))
            self._runner.submit(all_of_it, done=self._update, failed=self._on_refused)

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, said=None, error=error))

    def _update(self, state: NamingState) -> None:
        self.state = state
        self.state_changed.emit(state)
