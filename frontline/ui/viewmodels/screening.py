"""The screening on the screen: its state, and what the officer can do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from frontline.domain.answers import AnswerValue, Observation, QuestionKind
from frontline.domain.identifiers import QuestionId
from frontline.errors import FrontlineError
from frontline.services.interview_state import InterviewState, interview_state
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class ScreeningState:
    """`interview` is what is stored; nothing is shown as answered before it is durable.

    `is_saving` until everything given so far is stored; `is_moving` while another question is on
    its way to the screen.
    """

    interview: InterviewState
    is_saving: bool = False
    is_moving: bool = False
    error: FrontlineError | None = None


class ScreeningViewModel(QObject):
    """Whatever depends on the answers is worked out where they are stored, after all that was
    given before: the state shown here may be older than what the officer just did.

    Signals:
    state_changed(ScreeningState): the one thing a view listens to.
    finished(): the officer is through, or stopped; the finding is next.
    """

    state_changed = Signal(object)
    finished = Signal()

    def __init__(self, service: ScreeningService, runner: TaskRunner, table: OpenScreening) -> None:
        super().__init__()
        self._service = service
        self._runner = runner
        self._under_way = 0
        self.table = table
        self.state = ScreeningState(interview_state(table))

    def choose(self, question: QuestionId, value: AnswerValue) -> None:
        """Record or correct an answer, at once. The one that stands already is not written anew."""
        if self.state.is_saving or value != self.state.interview.values.get(question):
            self._do(lambda: self._service.answer(self.table, question, value))

    def mark_rest_not_seen(self, section: str) -> None:
        """One stroke for every observation of the section that was not marked: not seen."""

        def work() -> None:
            stored = interview_state(self.table)
            rest = [
                (question, Observation.NOT_SEEN.value)
                for question in _visible(stored, section)
                if stored.pack.questions[question].kind is QuestionKind.OBSERVATION
                and question not in stored.values
            ]
            if rest:
                self._service.answer_all(self.table, rest)

        self._do(work)

    def go_to(self, question: QuestionId) -> None:
        self._move(lambda _stored: question, self._stay)

    def go_on(self) -> None:
        """The next question, or the finding after the last one."""
        self._move(lambda stored: stored.after, self.finish)

    def go_back(self) -> None:
        self._move(lambda stored: stored.before, self._stay)

    def go_to_section(self, section: str) -> None:
        """The first question of the section that was not put, or its first one."""

        def first(stored: InterviewState) -> QuestionId | None:
            visible = _visible(stored, section)
            unasked = [question for question in visible if question not in stored.values]
            return next(iter(unasked or visible), None)

        self._move(first, self._stay)

    def speak(self, language: str) -> None:
        """Ask the person in another language from now on."""
        self._do(lambda: self._service.speak(self.table, language))

    def look_again(self) -> None:
        """Something about the questions changed beside the answers."""
        self._do(lambda: None)

    def enter_from_paper(self, interviewed_at: datetime) -> None:
        """Whatever is answered from now on was taken down on paper at that time."""
        self._do(lambda: self._service.enter_from_paper(self.table, interviewed_at))

    def finish(self) -> None:
        """Stop here. Whatever is still unasked stays open and can be gone back to."""
        self.finished.emit()

    def _move(
        self,
        target_of: Callable[[InterviewState], QuestionId | None],
        at_the_end: Callable[[], None],
    ) -> None:
        # A second step before the first is seen would pass over a question unread.
        if self.state.is_moving:
            return

        def work() -> bool:
            target = target_of(interview_state(self.table))
            if target is not None:
                self._service.move_to(self.table, target)
            return target is not None

        def moved(done: tuple[bool, InterviewState]) -> None:
            has_moved, interview = done
            self._on_saved(interview)
            if not has_moved:
                at_the_end()

        self._start(is_moving=True)
        self._runner.submit(
            lambda: (work(), interview_state(self.table)), done=moved, failed=self._on_refused
        )

    def _stay(self) -> None:
        """There is nothing in that direction."""

    def _do(self, work: Callable[[], None]) -> None:
        def saved() -> InterviewState:
            work()
            return interview_state(self.table)

        self._start(is_moving=self.state.is_moving)
        self._runner.submit(saved, done=self._on_saved, failed=self._on_refused)

    def _start(self, *, is_moving: bool) -> None:
        self._under_way += 1
        self._update(replace(self.state, is_saving=True, is_moving=is_moving, error=None))

    def _on_saved(self, interview: InterviewState) -> None:
        self._under_way -= 1
        self._update(replace(self._settled(), interview=interview))

    def _on_refused(self, error: FrontlineError) -> None:
        self._under_way -= 1
        self._update(replace(self._settled(), error=error))

    def _settled(self) -> ScreeningState:
        """The state after one piece of work, of which there may be more under way."""
        is_saving = self._under_way > 0
        return replace(
            self.state, is_saving=is_saving, is_moving=is_saving and self.state.is_moving
        )

    def _update(self, state: ScreeningState) -> None:
        self.state = state
        self.state_changed.emit(state)


def _visible(stored: InterviewState, section: str) -> tuple[QuestionId, ...]:
    return next((s.visible for s in stored.sections if s.id == section), ())
