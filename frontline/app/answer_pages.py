"""The list of all answers of a screening, and changing one of them."""

from __future__ import annotations

from collections.abc import Callable

from frontline.app.stage import Stage
from frontline.domain.identifiers import QuestionId
from frontline.ui.viewmodels.answers import AnswersViewModel
from frontline.ui.viewmodels.screening import ScreeningViewModel
from frontline.ui.views.answers import AnswersActions, AnswersView
from frontline.ui.views.change_answer import ChangeAnswerView


class AnswerPages:
    """`on_back` goes back to the questions, `on_finish` to the finding, `on_note` to
    the note on a question."""

    def __init__(
        self,
        stage: Stage,
        screening: ScreeningViewModel,
        answers: AnswersViewModel,
        *,
        on_back: Callable[[], None],
        on_finish: Callable[[], None],
        on_note: Callable[[QuestionId], None],
    ) -> None:
        self._stage = stage
        self._screening = screening
        self._answers = answers
        self._actions = AnswersActions(
            change=self._change, note=on_note, go_back=on_back, finish=on_finish
        )

    def show(self, at: QuestionId | None = None) -> None:
        self._stage.show(lambda: AnswersView(self._answers, self._stage.around, self._actions, at))
        self._answers.load()

    def _change(self, question: QuestionId) -> None:
        # An answer moves the interview to its question; the place it stood at is kept.
        before = self._screening.state.interview.position

        def done() -> None:
            if before is not None:
                self._screening.go_to(before)
            self.show(question)

        self._stage.show(
            lambda: ChangeAnswerView(self._screening, self._stage.around, question, done)
        )
