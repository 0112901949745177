"""The list of all answers of a screening, read where they are stored."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from frontline.errors import FrontlineError
from frontline.services.answer_lists import AnswerList, answer_list
from frontline.services.desk import Desk
from frontline.services.screenings import OpenScreening
from frontline.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class AnswersState:
    answers: AnswerList | None = None
    error: FrontlineError | None = None


class AnswersViewModel(QObject):
    """Signals:
    state_changed(AnswersState).
    """

    state_changed = Signal(object)

    def __init__(self, desk: Desk, runner: TaskRunner, table: OpenScreening) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._table = table
        self.state = AnswersState()

    def load(self) -> None:
        self._runner.submit(
            lambda: answer_list(self._desk, self._table), done=self._on_read, failed=self._on_failed
        )

    def _on_read(self, answers: AnswerList) -> None:
        self._update(AnswersState(answers))

    def _on_failed(self, error: FrontlineError) -> None:
        self._update(replace(self.state, error=error))

    def _update(self, state: AnswersState) -> None:
        self.state = state
        self.state_changed.emit(state)
