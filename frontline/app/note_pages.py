"""The note on a question, opened from the question or from the list of answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontline.app.stage import Stage
from frontline.domain.identifiers import QuestionId
from frontline.services.question_notes import QuestionNotes
from frontline.ui.tasks import TaskRunner
from frontline.ui.viewmodels.answers import AnswersViewModel
from frontline.ui.viewmodels.question_note import QuestionNoteViewModel
from frontline.ui.viewmodels.screening import ScreeningViewModel
from frontline.ui.views.question_note import QuestionNoteView


class NotePages:
    """What stands behind the note is read anew when it is left: there may be one more now."""

    def __init__(
        self,
        stage: Stage,
        notes: QuestionNotes,
        runner: TaskRunner,
        behind: tuple[ScreeningViewModel, AnswersViewModel],
    ) -> None:
        self._stage = stage
        self._notes = notes
        self._runner = runner
        self._screening, self._answers = behind

    def show(self, question: QuestionId) -> None:
        def make(back: Callable[[], None]) -> QWidget:
            model = QuestionNoteViewModel(
                self._notes, self._runner, self._screening.table, question
            )
            return QuestionNoteView(model, self._stage.around, lambda: self._leave(back))

        self._stage.aside("note", make)

    def _leave(self, back: Callable[[], None]) -> None:
        back()
        # After the page has gone, and with it what was typed last has been handed over.
        self._screening.look_again()
        self._answers.load()
