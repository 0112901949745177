"""The answers of one question as cards in a grid: one may be chosen, or several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from frontline.domain.answers import NONE_OF_THESE, AnswerValue, QuestionKind, is_open
from frontline.rules.definitions import Question
from frontline.ui.theme import Theme
from frontline.ui.widgets.answer_card import AnswerBox, AnswerCard, CardText

Choose = Callable[[AnswerValue], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """`code` is one of the question's, or NONE_OF_THESE for an empty choice among several."""

    code: str
    content: CardText
    # What a screen reader says, where the card's own words are not enough.
    spoken: str = ""


def answer_codes(question: Question) -> list[str]:
    """The question's codes as they are shown; a question with several has "none of these"."""
    if question.kind is not QuestionKind.MULTI:
        return list(question.answers)
    own = [code for code in question.answers if not is_open(code)]
    return [*own, NONE_OF_THESE, *(code for code in question.answers if is_open(code))]


class AnswerButtons(QWidget):
    """`choose` gets the whole new value of the question."""

    def __init__(
        self,
        theme: Theme,
        question: Question,
        answers: Sequence[Answer],
        choose: Choose,
        *,
        columns: int,
        units: float = 1.07,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._question = question
        self._choose = choose
        self._units = units
        self._group = QButtonGroup(self)
        self._value: AnswerValue | None = None
        self.cards: dict[str, AnswerCard | AnswerBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(0.6))
        for at, answer in enumerate(answers):
            made = self._make(answer)
            made.setProperty("role", f"{question.id}={answer.code}")
            made.setAccessibleName(answer.spoken or answer.content.text)
            self.cards[answer.code] = made
            grid.addWidget(made, at // columns, at % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)

    def _make(self, answer: Answer) -> AnswerCard | AnswerBox:
        is_one_of_several = (
            self._question.kind is QuestionKind.MULTI
            and answer.code != NONE_OF_THESE
            and not is_open(answer.code)
        )
        if is_one_of_several:
            box = AnswerBox(self._theme, answer.content, self._units)
            box.clicked.connect(lambda checked: self._toggle(answer.code, is_checked=checked))
            return box
        card = AnswerCard(self._theme, answer.content, self._units)
        self._group.addButton(card)
        value: AnswerValue = () if answer.code == NONE_OF_THESE else answer.code
        card.clicked.connect(lambda: self._choose(value))
        return card

    def _toggle(self, code: str, *, is_checked: bool) -> None:
        chosen = self._value if isinstance(self._value, tuple) else ()
        kept = tuple(other for other in chosen if other != code)
        self._choose((*kept, code) if is_checked else kept)

    def show_value(self, value: AnswerValue | None) -> None:
        """Mark what is stored, and nothing else."""
        self._value = value
        if value == ():
            marked: tuple[str, ...] = (NONE_OF_THESE,)
        elif isinstance(value, tuple):
            marked = value
        else:
            marked = (value,) if isinstance(value, str) else ()
        # A radio button of an exclusive group cannot be unchecked otherwise.
        self._group.setExclusive(False)
        for code, made in self.cards.items():
            made.setChecked(code in marked)
        self._group.setExclusive(True)

    def focus_answer(self) -> None:
        """Keys work at once: the chosen card, or the first, has the focus."""
        cards = list(self.cards.values())
        target = next((made for made in cards if made.isChecked()), cards[0] if cards else None)
        if target is not None:
            target.setFocus()
