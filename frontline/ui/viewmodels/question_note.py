"""The note on one question: read and kept where it is sealed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from frontline.domain.identifiers import QuestionId
from frontline.errors import FrontlineError
from frontline.rules.definitions import PackDefinition
from frontline.services.question_notes import QuestionNotes
from frontline.services.screenings import OpenScreening
from frontline.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class QuestionNoteState:
    """`text` is what is stored, None until it was read."""

    text: str | None = field(default=None, repr=False)
    may_write: bool = False
    is_busy: bool = False
    error: FrontlineError | None = None


class QuestionNoteViewModel(QObject):
    """Signals:
    state_changed(QuestionNoteState).
    """

    state_changed = Signal(object)

    def __init__(
        self, notes: QuestionNotes, runner: TaskRunner, table: OpenScreening, question: QuestionId
    ) -> None:
        super().__init__()
        self._notes = notes
        self._runner = runner
        self._table = table
        self.question = question
        self.state = QuestionNoteState()

    @property
    def pack(self) -> PackDefinition:
        return self._table.interview.compiled.pack

    def load(self) -> None:
        def work() -> QuestionNoteState:
            text = self._notes.read(self._table, self.question)
            return QuestionNoteState(text, self._notes.may_write(self._table))

        self._submit(work)

    def save(self, text: str) -> None:
        def work() -> QuestionNoteState:
            self._notes.save(self._table, self.question, text)
            return QuestionNoteState(text, may_write=True)

        self._submit(work)

    def _submit(self, work: Callable[[], QuestionNoteState]) -> None:
        self._update(replace(self.state, is_busy=True, error=None))
        self._runner.submit(work, done=self._update, failed=self._on_refused)

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, error=error))

    def _update(self, state: QuestionNoteState) -> None:
        self.state = state
        self.state_changed.emit(state)
