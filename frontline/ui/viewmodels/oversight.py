"""How cases were dealt with, for oversight: page by page, and a signed report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from frontline.domain.oversight import CaseDealings
from frontline.errors import FrontlineError
from frontline.services.desk import Desk
from frontline.services.oversight import DealingsPage, Oversight
from frontline.ui.tasks import TaskRunner

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OversightState:
    """`more` is where the next page begins; `is_reported` once a report was saved."""

    cases: tuple[CaseDealings, ...] = ()
    more: int | None = None
    is_loaded: bool = False
    is_busy: bool = False
    is_reported: bool = False
    error: FrontlineError | None = None


class OversightViewModel(QObject):
    """Signals:
    state_changed(OversightState).
    """

    state_changed = Signal(object)

    def __init__(self, desk: Desk, runner: TaskRunner) -> None:
        super().__init__()
        self._oversight = Oversight(desk)
        self._runner = runner
        self.state = OversightState()

    def load(self) -> None:
        """The next cases below those that are shown."""
        start = self.state.more or 0
        self._do(lambda: self._oversight.page(start), self._on_page)

    def report(self, remark: str, save: Callable[[bytes], bool]) -> None:
        """Have the report made and signed, then `save` it, on the window's thread."""

        def made(content: bytes) -> None:
            self._update(replace(self.state, is_busy=False, is_reported=save(content)))

        self._do(lambda: self._oversight.report(remark), made)

    def _on_page(self, page: DealingsPage) -> None:
        cases = (*self.state.cases, *page.cases)
        self._update(OversightState(cases, page.more, is_loaded=True))

    def _do(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        if not self.state.is_busy:
            self._update(replace(self.state, is_busy=True, is_reported=False, error=None))
            self._runner.submit(work, done=done, failed=self._on_refused)

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, error=error))

    def _update(self, state: OversightState) -> None:
        self.state = state
        self.state_changed.emit(state)
