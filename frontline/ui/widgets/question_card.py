"""One question: for the officer, beside it for the person, and the answers as cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import (
    QComboBox,
    QVBoxLayout,
    QWidget,
)

from frontline.domain.answers import AnswerValue, QuestionKind
from frontline.rules.definitions import Question
from frontline.ui.language import LANGUAGE_NAMES
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.answer_buttons import Answer, AnswerButtons, answer_codes
from frontline.ui.widgets.answer_card import CardText
from frontline.ui.widgets.buttons import button, with_icon
from frontline.ui.widgets.fields import choice_list
from frontline.ui.widgets.page import row
from frontline.ui.widgets.texts import label, short_label, spoken_label
from frontline.ui.widgets.value_input import value_input


@dataclass(frozen=True, slots=True)
class QuestionActions:
    """What can be done with a question."""

    choose: Callable[[AnswerValue], None]
    speak: Callable[[str], None]
    show_person: Callable[[], None]


class QuestionCard(QWidget):
    """Built anew for each question; `columns` is how many cards stand side by side."""

    def __init__(
        self,
        around: Surroundings,
        words: PackWords,
        question: Question,
        value: AnswerValue | None,
        actions: QuestionActions,
        columns: int,
    ) -> None:
        super().__init__()
        self.setObjectName("question-card")
        self.setProperty("question", question.id)
        self._around = around
        self._words = words
        self._question = question
        self._actions = actions
        self._columns = columns
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(around.theme.px(0.7))
        heading = label(words.question(question.id), "title")
        heading.setAccessibleName(words.question(question.id))
        layout.addWidget(heading)
        if words.is_said(question.id):
            self._add_person_side(layout)
        entered = value_input(around, question.kind, value, actions.choose)
        if entered is not None:
            layout.addWidget(entered)
        self._answers = self._make_answers()
        self._answers.show_value(value)
        layout.addWidget(self._answers)
        if words.help(question.id):
            layout.addWidget(label(words.help(question.id), "quiet"))

    def _add_person_side(self, layout: QVBoxLayout) -> None:
        around, words = self._around, self._words
        gettext = around.language.gettext
        screen = button(
            gettext("Person's screen (F)"), self._actions.show_person, name="person-screen"
        )
        with_icon(screen, around.theme, "screen", around.theme.palette.text)
        caption = short_label(gettext("Shown to the person in"), "quiet")
        if self._columns > 1:
            layout.addWidget(row(around.theme, caption, self._language_choice(), screen))
        else:
            layout.addWidget(row(around.theme, caption, self._language_choice()))
            layout.addWidget(row(around.theme, screen))
        said = words.said_question(self._question.id)
        if said is None:
            layout.addWidget(
                label(
                    gettext(
                        "This question is not available in {language}. "
                        "Please work with an interpreter."
                    ).format(language=LANGUAGE_NAMES.get(words.person, words.person)),
                    "warn",
                )
            )
            return
        layout.addWidget(spoken_label(said.value, said.language))
        if not said.is_reviewed:
            text = gettext("This translation has not been reviewed by a second speaker yet.")
            layout.addWidget(label(text, "quiet"))

    def _language_choice(self) -> QComboBox:
        names = [(code, LANGUAGE_NAMES.get(code, code)) for code in self._words.person_languages()]
        box = choice_list("person-language", names, self._words.person)
        box.setAccessibleName(self._around.language.gettext("Language of the person"))
        box.activated.connect(lambda _index: self._actions.speak(str(box.currentData())))
        return box

    def _make_answers(self) -> AnswerButtons:
        has_keys = self._question.kind is not QuestionKind.MULTI
        answers = [
            Answer(
                code,
                CardText(self._words.answer(self._question, code), str(number) if has_keys else ""),
            )
            for number, code in enumerate(answer_codes(self._question), start=1)
        ]
        return AnswerButtons(
            self._around.theme,
            self._question,
            answers,
            self._actions.choose,
            columns=self._columns,
        )

    def focus_answer(self) -> None:
        self._answers.focus_answer()
