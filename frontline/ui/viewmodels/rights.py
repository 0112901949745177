"""The rights checklist of a case: what was read off, and what the officer says of the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from frontline.domain.rights import Kept, RightsLine, RightsSaid
from frontline.errors import FrontlineError
from frontline.services.rights_checklist import RightsChecklist, RightsEntry
from frontline.services.screenings import OpenScreening
from frontline.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class RightsState:
    entries: tuple[RightsEntry, ...] = ()
    error: FrontlineError | None = None

    @property
    def is_answered(self) -> bool:
        return all(entry.kept is not Kept.NOT_RECORDED for entry in self.entries)


class RightsViewModel(QObject):
    """Signals:
    state_changed(RightsState).
    """

    state_changed = Signal(object)

    def __init__(
        self, checklist: RightsChecklist, runner: TaskRunner, table: OpenScreening
    ) -> None:
        super().__init__()
        self._checklist = checklist
        self._runner = runner
        self._table = table
        self.state = RightsState()

    def load(self) -> None:
        self._submit(lambda: self._checklist.entries(self._table))

    def say(self, line: RightsLine, said: RightsSaid) -> None:
        def work() -> tuple[RightsEntry, ...]:
            self._checklist.say(self._table, line, said)
            return self._checklist.entries(self._table)

        self._submit(work)

    def _submit(self, work: Callable[[], tuple[RightsEntry, ...]]) -> None:
        self._runner.submit(work, done=self._on_read, failed=self._on_failed)

    def _on_read(self, entries: tuple[RightsEntry, ...]) -> None:
        self._update(RightsState(entries))

    def _on_failed(self, error: FrontlineError) -> None:
        self._update(replace(self.state, error=error))

    def _update(self, state: RightsState) -> None:
        self.state = state
        self.state_changed.emit(state)
