"""The person's own screen: the question in their language, large answers, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontline.rules.definitions import Mode
from frontline.services.interview_state import InterviewState
from frontline.ui.language import LANGUAGE_NAMES, is_right_to_left
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.screening import ScreeningState, ScreeningViewModel
from frontline.ui.widgets import keys
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.person_question import PersonQuestion
from frontline.ui.widgets.texts import short_label


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
        self._question: PersonQuestion | None = None
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
        if self._question is not None and interview.position is not None:
            self._question.show_value(interview.values.get(interview.position))

    def _rebuild(self, interview: InterviewState, words: PackWords) -> None:
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._question = None
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
        position = interview.position
        # Observations are the officer's own: there is nothing to put to the person.
        if position is not None and words.is_said(position):
            self._question = PersonQuestion(
                self._around,
                words,
                interview.pack.questions[position],
                lambda chosen: self._viewmodel.choose(position, chosen),
                has_pictures=interview.instrument.mode is Mode.PICTURE_CARDS,
            )
            column.addWidget(self._question, 1)
        else:
            column.addStretch(1)
        self._content = content
        self._layout.addWidget(content)
        # A ring around one of the answers would look like advice.
        back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.BACK_TO_OFFICER.is_pressed(event):
            self._on_back()
        elif self._question is not None and keys.PERSON_LISTEN.is_pressed(event):
            self._question.listen()
        else:
            super().keyPressEvent(event)
