"""One question alone, reached from the list of answers and left to it again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent

from frontline.domain.identifiers import QuestionId
from frontline.ui.messages import error_text
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.screening import ScreeningState, ScreeningViewModel
from frontline.ui.widgets import keys
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.page import Page
from frontline.ui.widgets.question_card import QuestionCard
from frontline.ui.widgets.saved_note import SavedNote
from frontline.ui.widgets.texts import label


class ChangeAnswerView(Page):
    """Keys: 1-9 answer, Enter back to the list, P hear the question."""

    def __init__(
        self,
        viewmodel: ScreeningViewModel,
        around: Surroundings,
        question: QuestionId,
        on_done: Callable[[], None],
    ) -> None:
        gettext = around.language.gettext
        super().__init__(around.theme, gettext("Change an answer"))
        self._viewmodel = viewmodel
        self._around = around
        self._question = question
        self._on_done = on_done
        interview = viewmodel.state.interview
        words = PackWords(interview.pack, around.language.code, interview.screening.person_language)
        self._card = self.add(
            QuestionCard(
                around,
                words,
                interview.pack.questions[question],
                lambda value: viewmodel.choose(question, value),
            )
        )
        self.add(label(gettext("The answer that stood here before is kept in the list."), "quiet"))
        self._saved = self.add_footer(SavedNote(around), left=True)
        self.add_footer(
            button(gettext("Back to the list"), on_done, style="primary", name="changed")
        )
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)
        self._card.focus_answer()

    def _show_state(self, state: ScreeningState) -> None:
        if not state.is_saving:
            self._card.show_value(state.interview.values.get(self._question))
        self._saved.show_saved(state.interview.saved_at, is_saving=state.is_saving)
        error = state.error
        self.show_error(error_text(self._around.language, error) if error is not None else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = keys.ANSWER.pressed(event)
        if number is not None:
            self._card.press(number + 1)
        elif keys.ON.is_pressed(event):
            self._on_done()
        elif keys.LISTEN.is_pressed(event):
            self._card.listen()
        else:
            super().keyPressEvent(event)
