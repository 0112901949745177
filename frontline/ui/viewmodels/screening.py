"""The screening on the screen: its state, and what the officer can do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from frontline.domain.answers import AnswerValue, Observation, QuestionKind
from frontline.domain.identifiers import QuestionId
from frontline.errors import FrontlineError
from frontline.services.interview_state import InterviewState, interview_state
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class ScreeningState:
    """`interview` is what is stored; nothing is shown as answered before it is durable."""

    interview: InterviewState
    is_saving: bool = False
    error: FrontlineError | None = None


class ScreeningViewModel(QObject):
    """Signals:
    state_changed(ScreeningState): the one thing a view listens to.
    finished(): the officer is through, or stopped; the finding is next.
    """

    state_changed = Signal(object)
    finished = Signal()

    def __init__(self, service: ScreeningService, runner: TaskRunner, table: OpenScreening) -> None:
        super().__init__()
        self._service = service
        self._runner = runner
        self.table = table
        self.state = ScreeningState(interview_state(table))

    def choose(self, question: QuestionId, value: AnswerValue) -> None:
        """Record or correct an answer, at once."""
        self._do(lambda: self._service.answer(self.table, question, value))

    def choose_key(self, number: int) -> None:
        """The answer that carries this number on its card, if there is one."""
        position = self.state.interview.position
        if position is None:
            return
        question = self.state.interview.pack.questions[position]
        if question.kind is not QuestionKind.MULTI and 0 < number <= len(question.answers):
            self.choose(position, question.answers[number - 1])

    def mark_rest_not_seen(self, section: str) -> None:
        """One stroke for every observation of the section that was not marked: not seen."""
        state = self.state.interview
        visible = next(s.visible for s in state.sections if s.id == section)
        rest = [
            (question, Observation.NOT_SEEN.value)
            for question in visible
            if state.pack.questions[question].kind is QuestionKind.OBSERVATION
            and question not in state.values
        ]
        if rest:
            self._do(lambda: self._service.answer_all(self.table, rest))

    def go_to(self, question: QuestionId) -> None:
        self._do(lambda: self._service.move_to(self.table, question))

    def go_on(self) -> None:
        """The next question, or the finding after the last one."""
        after = self.state.interview.after
        if after is None:
            self.finish()
        else:
            self.go_to(after)

    def go_back(self) -> None:
        before = self.state.interview.before
        if before is not None:
            self.go_to(before)

    def go_to_section(self, section: str) -> None:
        """The first question of the section that was not put, or its first one."""
        state = self.state.interview
        visible = next(s.visible for s in state.sections if s.id == section)
        unasked = [question for question in visible if question not in state.values]
        if visible:
            self.go_to((unasked or list(visible))[0])

    def speak(self, language: str) -> None:
        """Ask the person in another language from now on."""
        self._do(lambda: self._service.speak(self.table, language))

    def finish(self) -> None:
        """Stop here. Whatever is still unasked stays open and can be gone back to."""
        self.finished.emit()

    def _do(self, work: Callable[[], None]) -> None:
        def saved() -> InterviewState:
            work()
            return interview_state(self.table)

        self._update(replace(self.state, is_saving=True, error=None))
        self._runner.submit(saved, done=self._on_saved, failed=self._on_refused)

    def _on_saved(self, interview: InterviewState) -> None:
        self._update(ScreeningState(interview))

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_saving=False, error=error))

    def _update(self, state: ScreeningState) -> None:
        self.state = state
        self.state_changed.emit(state)
