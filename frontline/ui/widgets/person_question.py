"""One question as the person sees it: in their language and direction, with large answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontline.domain.answers import AnswerValue
from frontline.rules.definitions import Question
from frontline.ui.language import LANGUAGE_NAMES, is_right_to_left
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.listening import Spoken
from frontline.ui.widgets.answer_buttons import Answer, AnswerButtons, answer_codes
from frontline.ui.widgets.answer_card import CardText
from frontline.ui.widgets.listen_line import ListenLine, listen_line
from frontline.ui.widgets.pictures import picture_of
from frontline.ui.widgets.scrolling import scroll_area
from frontline.ui.widgets.texts import label, spoken_label

_CARD_UNITS = 1.9
_MOST_BELOW_EACH_OTHER = 5
_ONE_BELOW_THE_OTHER, _BESIDE, _PICTURES = (1, 1), (2, 2), (2, 3)


class PersonQuestion(QWidget):
    """`has_pictures`: each answer that has a picture shows it, for children and whoever reads
    little. Without the question in their language it says so, in the officer's."""

    def __init__(
        self,
        around: Surroundings,
        words: PackWords,
        question: Question,
        choose: Callable[[AnswerValue], None],
        *,
        has_pictures: bool,
    ) -> None:
        super().__init__()
        self._around = around
        self._words = words
        self._answers: AnswerButtons | None = None
        self._listen: ListenLine | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        area, body = scroll_area(around.theme)
        if is_right_to_left(words.person):
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            # The scroll bar changes sides, and so does the room beside it.
            body.setContentsMargins(around.theme.px(0.6), 0, 0, 0)
        layout.addWidget(area)
        said = words.said_question(question.id)
        if said is None:
            body.insertWidget(0, label(self._lacking(), "warn"))
            return
        body.insertWidget(0, spoken_label(said.value, said.language, "person-big"))
        answers = self._answers_of(question, has_pictures=has_pictures)
        # All of them in sight at once, "I prefer not to answer" among them.
        few = len(answers) <= _MOST_BELOW_EACH_OTHER
        columns = _ONE_BELOW_THE_OTHER if few else _BESIDE
        self._answers = AnswerButtons(
            around.theme,
            question,
            answers,
            choose,
            columns=_PICTURES if has_pictures else columns,
            units=_CARD_UNITS,
        )
        spoken = Spoken(words.pack, words.person, question.id)
        self._listen = listen_line(around, spoken, for_person=True)
        # In the order of reading, which the tab key follows.
        parts: tuple[QWidget | None, ...] = (self._listen, self._answers)
        for at, part in enumerate((each for each in parts if each is not None), start=1):
            body.insertWidget(at, part)

    def listen(self) -> None:
        """Play the question, or stop it, where there is something to hear."""
        if self._listen is not None:
            self._listen.toggle()

    def _lacking(self) -> str:
        text = self._around.language.gettext(
            "This question is not available in {language}. Please work with an interpreter."
        )
        return text.format(language=LANGUAGE_NAMES.get(self._words.person, self._words.person))

    def _answers_of(self, question: Question, *, has_pictures: bool) -> list[Answer]:
        answers = []
        for code in answer_codes(question):
            said = self._words.said_answer(question, code)
            if said is not None:
                content = CardText(
                    said.value,
                    is_right_to_left=is_right_to_left(said.language),
                    picture=picture_of(self._around.theme, question.id, code)
                    if has_pictures
                    else "",
                )
                answers.append(Answer(code, content))
        return answers

    def show_value(self, value: AnswerValue | None) -> None:
        """Mark what is stored."""
        if self._answers is not None:
            self._answers.show_value(value)

    def press(self, number: int) -> None:
        """The answer in this place, counted from 1."""
        if self._answers is not None:
            self._answers.press(number)
