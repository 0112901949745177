"""The person answers alone: question, answers, back and on. Only the officer's digits end it."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from frontline.domain.identifiers import QuestionId
from frontline.rules.definitions import Mode
from frontline.ui.language import is_right_to_left
from frontline.ui.pack_words import PackWords
from frontline.ui.self_completion import SelfCompletion
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.screening import ScreeningState, ScreeningViewModel
from frontline.ui.views.hand_over import MOST_TRIES
from frontline.ui.widgets import keys
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.digit_pad import DigitPad
from frontline.ui.widgets.icons import icon
from frontline.ui.widgets.person_question import PersonQuestion
from frontline.ui.widgets.texts import label, spoken_label


@dataclass(frozen=True, slots=True)
class HandOver:
    """`digits` give the screen back; `give_back` and `lock` are the only two ways out."""

    digits: str
    give_back: Callable[[], None]
    lock: Callable[[], None]

    def fits(self, entered: str) -> bool:
        return hmac.compare_digest(entered.encode(), self.digits.encode())


class SelfCompletionView(QWidget):
    """Keys: 1-9 answer, Enter on, Backspace back, P hear it. Nothing of the officer's is on it.

    An answer that could not be stored ends the walk: the person is asked to give the screen back.
    """

    def __init__(
        self, viewmodel: ScreeningViewModel, around: Surroundings, hand_over: HandOver
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._viewmodel = viewmodel
        self._around = around
        self._hand_over = hand_over
        self._walk = SelfCompletion()
        self._tries = 0
        self._is_over = False
        self._waiting: Callable[[], None] | None = None
        self._at: QuestionId | None = None
        self._question: PersonQuestion | None = None
        self._content: QWidget | None = None
        interview = viewmodel.state.interview
        self._words = PackWords(
            interview.pack, around.language.code, interview.screening.person_language
        )
        if is_right_to_left(self._words.person):
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        edge = around.theme.px(1.2)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(edge, edge, edge, edge)
        viewmodel.state_changed.connect(self._show_state)
        self._go_on()

    def _show_state(self, state: ScreeningState) -> None:
        if state.error is not None and not self._is_over:
            self._finish()
        elif self._question is not None and self._at is not None and not state.is_saving:
            self._question.show_value(state.interview.values.get(self._at))
        if self._waiting is not None and not state.is_saving:
            self._waiting()

    def _go_on(self) -> None:
        if self._must_wait(self._go_on):
            return
        found = self._walk.go_on(self._viewmodel.state.interview, self._words)
        if found is None:
            self._finish()
        else:
            self._show_question(found)

    def _go_back(self) -> None:
        if self._must_wait(self._go_back):
            return
        found = self._walk.go_back(self._viewmodel.state.interview, self._words)
        if found is not None:
            self._show_question(found)

    def _must_wait(self, step: Callable[[], None]) -> bool:
        """What an answer leads to is known once it is stored; the step is taken then."""
        if self._is_over:
            return True
        self._waiting = step if self._viewmodel.state.is_saving else None
        return self._waiting is not None

    def _show_question(self, question: QuestionId) -> None:
        interview = self._viewmodel.state.interview
        self._at = question
        self._question = PersonQuestion(
            self._around,
            self._words,
            interview.pack.questions[question],
            lambda value: self._viewmodel.choose(question, value),
            has_pictures=interview.instrument.mode is Mode.PICTURE_CARDS,
        )
        self._question.show_value(interview.values.get(question))
        ways: list[QWidget | None] = [self._give_back_button(), None]
        if self._walk.can_go_back:
            ways.append(self._way("back", self._go_back))
        following = self._way("next", self._go_on, style="primary")
        ways.append(following)
        self._put(self._question, ways)
        # Keys work at once, and no answer has a ring around it, which would look like advice.
        following.setFocus()

    def _finish(self) -> None:
        """Thanks, in the person's language, and the officer's digits."""
        self._is_over = True
        self._ask_digits()

    def _ask_digits(self) -> None:
        self._question = None
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.addStretch(1)
        said = self._said("finished") if self._is_over else ""
        if said:
            column.addWidget(spoken_label(said, self._words.person, "person-big"))
        gettext = self._around.language.gettext
        pad = DigitPad(self._around, gettext("For the officer: your digits"), self._try)
        column.addWidget(pad)
        self._wrong = label("", "warn")
        self._wrong.hide()
        column.addWidget(self._wrong)
        column.addStretch(1)
        ways: list[QWidget | None] = []
        if not self._is_over and self._at is not None:
            at = self._at
            ways = [self._way("back", lambda: self._show_question(at)), None]
        self._put(holder, ways)
        pad.focus_enter()

    def _try(self, digits: str) -> None:
        if self._hand_over.fits(digits):
            self._hand_over.give_back()
            return
        self._tries += 1
        if self._tries >= MOST_TRIES:
            self._hand_over.lock()
            return
        text = self._around.language.gettext("These are not the digits.")
        self._wrong.setText(text)
        self._wrong.show()

    def _put(self, part: QWidget, ways: list[QWidget | None]) -> None:
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._around.theme.px(0.6))
        column.addWidget(part, 1)
        line = QHBoxLayout()
        line.setSpacing(self._around.theme.px(0.8))
        for way in ways:
            if way is None:
                line.addStretch(1)
            else:
                line.addWidget(way)
        column.addLayout(line)
        self._layout.addWidget(self._content)

    def _way(self, word: str, act: Callable[[], None], style: str = "") -> QPushButton:
        """In the person's language; where it lacks the word, the arrow says it."""
        made = button(self._said(word), act, style=style, name=f"person-{word}")
        palette, is_turned = self._around.theme.palette, is_right_to_left(self._words.person)
        name = "forward" if (word == "next") is not is_turned else "back"
        colour = palette.primary_text if style else palette.text
        made.setIcon(icon(self._around.theme, name, colour))
        side = self._around.theme.px(1.6)
        made.setIconSize(QSize(side, side))
        made.setAccessibleName(self._said(word) or word)
        made.setStyleSheet(
            f"min-width: {self._around.theme.px(9)}px; min-height: {self._around.theme.px(4)}px; "
            f"font-size: {self._around.theme.px(1.65)}px;"
        )
        return made

    def _give_back_button(self) -> QPushButton:
        made = button("", self._ask_digits, name="give-back")
        made.setIcon(icon(self._around.theme, "lock", self._around.theme.palette.text))
        made.setAccessibleName(self._around.language.gettext("Back to the officer"))
        made.setMinimumWidth(self._around.theme.px(3.6))
        return made

    def _said(self, word: str) -> str:
        texts = self._words.pack.texts
        name = f"person.word.{word}"
        said = texts.said(name, self._words.person) if texts.has(name) else None
        return "" if said is None else said.value

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whatever else is pressed ends here and reaches nothing behind."""
        number = keys.ANSWER.pressed(event)
        if self._question is not None and number is not None:
            self._question.press(number + 1)
        elif self._question is not None and keys.ON.is_pressed(event):
            self._go_on()
        elif self._question is not None and keys.ONE_BACK.is_pressed(event):
            self._go_back()
        elif self._question is not None and keys.PERSON_LISTEN.is_pressed(event):
            self._question.listen()
        event.accept()
