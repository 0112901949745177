"""One question: for the officer, beside it for the person, and the answers as cards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontline.domain.answers import AnswerValue
from frontline.rules.definitions import Question
from frontline.ui.language import LANGUAGE_NAMES
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.listening import Spoken
from frontline.ui.widgets.answer_buttons import Answer, AnswerButtons, answer_codes
from frontline.ui.widgets.answer_card import CardText
from frontline.ui.widgets.listen_line import listen_line
from frontline.ui.widgets.marked import marked_label
from frontline.ui.widgets.texts import label, spoken_label
from frontline.ui.widgets.value_input import value_input

_COLUMNS = (2, 3)
_KEYS = 9


class QuestionCard(QWidget):
    """Built anew for each question; `choose` gets what was answered. `is_asked`: the person is
    there to hear it."""

    def __init__(
        self,
        around: Surroundings,
        words: PackWords,
        question: Question,
        choose: Callable[[AnswerValue], None],
        *,
        is_asked: bool = True,
    ) -> None:
        super().__init__()
        self.setObjectName("question-card")
        self.setProperty("question", question.id)
        self._around = around
        self._words = words
        self._question = question
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(around.theme.px(0.35))
        heading = marked_label(around, words.question(question.id), "question")
        heading.setAccessibleName(words.question(question.id))
        layout.addWidget(heading)
        if words.is_said(question.id):
            layout.addWidget(self._person_side())
        spoken = Spoken(words.pack, words.person, question.id)
        self._listen = listen_line(around, spoken) if is_asked else None
        if self._listen is not None:
            layout.addWidget(self._listen)
        self._input = value_input(around, question.kind, choose)
        if self._input is not None:
            layout.addWidget(self._input)
        self._answers = self._make_answers(choose)
        layout.addWidget(self._answers)
        if words.help(question.id):
            layout.addWidget(marked_label(around, words.help(question.id), "quiet"))

    def _person_side(self) -> QWidget:
        gettext, words = self._around.language.gettext, self._words
        said = words.said_question(self._question.id)
        if said is None:
            return label(
                gettext(
                    "This question is not available in {language}. Please work with an interpreter."
                ).format(language=LANGUAGE_NAMES.get(words.person, words.person)),
                "warn",
            )
        return spoken_label(said.value, said.language)

    def _make_answers(self, choose: Callable[[AnswerValue], None]) -> AnswerButtons:
        # Where digits are typed into a field, they choose no card.
        has_keys = self._input is None
        answers = [
            Answer(
                code,
                CardText(
                    self._words.answer(self._question, code),
                    str(number) if has_keys and number <= _KEYS else "",
                ),
            )
            for number, code in enumerate(answer_codes(self._question), start=1)
        ]
        return AnswerButtons(self._around.theme, self._question, answers, choose, columns=_COLUMNS)

    def show_value(self, value: AnswerValue | None) -> None:
        """Mark what is stored; nothing else moves."""
        if self._input is not None:
            self._input.show_value(value)
        self._answers.show_value(value)

    def press(self, number: int) -> bool:
        """The card that carries this number; whether there is one."""
        is_there = self._input is None and 0 < number <= len(self._answers.cards)
        if is_there:
            self._answers.press(number)
        return is_there

    def listen(self) -> None:
        """Play the question, or stop it, where there is something to hear."""
        if self._listen is not None:
            self._listen.toggle()

    def focus_answer(self) -> None:
        """Keys work at once."""
        if self._input is not None:
            self._input.setFocus()
        else:
            self._answers.focus_answer()
