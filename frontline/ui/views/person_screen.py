"""The person's own screen: the question in their language, large answers, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontline.rules.definitions import Question
from frontline.services.interview_state import InterviewState
from frontline.ui.language import LANGUAGE_NAMES, is_right_to_left
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.screening import ScreeningState, ScreeningViewModel
from frontline.ui.widgets.answer_buttons import Answer, AnswerButtons, answer_codes
from frontline.ui.widgets.answer_card import CardText
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.scrolling import scroll_area
from frontline.ui.widgets.texts import label, short_label, spoken_label

_MOST_BELOW_EACH_OTHER = 5
_CARD_UNITS = 1.9


class PersonScreen(QWidget):
    """Shows no officer's notes and no indicators. Escape, or the small button, gives it back.

    All of it runs in the direction of the person's language.
    """

    def __init__(
        self, viewmodel: ScreeningViewModel, around: Surroundings, on_back: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._viewmodel = viewmodel
        self._around = around
        self._on_back = on_back
        self._content: QWidget | None = None
        self._answers: AnswerButtons | None = None
        self._shown: tuple[object, ...] = ()
        self._layout = QVBoxLayout(self)
        edge = around.theme.px(1.2)
        self._layout.setContentsMargins(edge, edge, edge, edge)
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: ScreeningState) -> None:
        if state.is_saving:
            return
        interview = state.interview
        person = interview.screening.person_language
        shown = (interview.position, person)
        if shown != self._shown:
            self._shown = shown
            words = PackWords(interview.pack, self._around.language.code, person)
            self._rebuild(interview, words)
        if self._answers is not None and interview.position is not None:
            self._answers.show_value(interview.values.get(interview.position))

    def _rebuild(self, interview: InterviewState, words: PackWords) -> None:
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._answers = None
        content = QWidget()
        if is_right_to_left(words.person):
            content.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._around.theme.px(0.6))
        head = QHBoxLayout()
        head.addWidget(short_label(LANGUAGE_NAMES.get(words.person, words.person), "quiet"))
        head.addStretch(1)
        back = button(
            self._around.language.gettext("Back to the officer"), self._on_back, name="back"
        )
        head.addWidget(back)
        column.addLayout(head)
        area, body = scroll_area(self._around.theme)
        if is_right_to_left(words.person):
            # The scroll bar changes sides, and so does the room beside it.
            body.setContentsMargins(self._around.theme.px(0.6), 0, 0, 0)
        column.addWidget(area, 1)
        if interview.position is not None:
            self._fill(body, interview.pack.questions[interview.position], words)
        self._content = content
        self._layout.addWidget(content)
        # A ring around one of the answers would look like advice.
        back.setFocus()

    def _fill(self, body: QVBoxLayout, question: Question, words: PackWords) -> None:
        said = words.said_question(question.id)
        if said is None:
            # Never another language in silence.
            text = self._around.language.gettext(
                "This question is not available in {language}. Please work with an interpreter."
            )
            name = LANGUAGE_NAMES.get(words.person, words.person)
            body.insertWidget(0, label(text.format(language=name), "warn"))
            return
        body.insertWidget(0, spoken_label(said.value, said.language, "person-big"))
        answers = []
        for code in answer_codes(question):
            text_said = words.said_answer(question, code)
            if text_said is not None:
                turned = is_right_to_left(text_said.language)
                answers.append(Answer(code, CardText(text_said.value, is_right_to_left=turned)))
        self._answers = AnswerButtons(
            self._around.theme,
            question,
            answers,
            lambda chosen: self._viewmodel.choose(question.id, chosen),
            # All of them in sight at once, "I prefer not to answer" among them.
            columns=(1, 1) if len(answers) <= _MOST_BELOW_EACH_OTHER else (2, 2),
            units=_CARD_UNITS,
        )
        body.insertWidget(1, self._answers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        else:
            super().keyPressEvent(event)
