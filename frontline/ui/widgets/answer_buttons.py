"""The answers of one question as cards in a grid: one may be chosen, or several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup

from frontline.domain.answers import (
    NONE_OF_THESE,
    AnswerValue,
    QuestionKind,
    StandardAnswer,
    is_open,
)
from frontline.rules.definitions import Question
from frontline.ui.theme import Theme
from frontline.ui.widgets.answer_card import AnswerBox, AnswerCard, CardText
from frontline.ui.widgets.card_group import Card, CardGroup
from frontline.ui.widgets.scrolling import reveal

_NOT_ASKED = StandardAnswer.NOT_ASKED.value
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


class AnswerButtons(CardGroup):
    """`choose` gets the whole new value of the question; `columns` are the fewest and the most."""

    def __init__(
        self,
        theme: Theme,
        question: Question,
        answers: Sequence[Answer],
        choose: Choose,
        *,
        columns: tuple[int, int],
        units: float = 1.07,
    ) -> None:
        super().__init__(theme.px(0.15), columns)
        self._theme = theme
        self._question = question
        self._choose = choose
        self._units = units
        self._group = QButtonGroup(self)
        self._value: AnswerValue | None = None
        self.cards: dict[str, Card] = {}
        for answer in answers:
            made = self._make(answer)
            made.setProperty("role", f"{question.id}={answer.code}")
            made.setAccessibleName(answer.spoken or answer.content.text)
            self.cards[answer.code] = made
            self.put(made)

    def _make(self, answer: Answer) -> Card:
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
        # Where one answer is chosen, "none" is a code like any other.
        is_none = answer.code == NONE_OF_THESE and self._question.kind is QuestionKind.MULTI
        value: AnswerValue = () if is_none else answer.code
        card.clicked.connect(lambda: self._give(value))
        return card

    def _give(self, value: AnswerValue) -> None:
        # The next click builds on this one, also while this one is still being stored.
        self._value = value
        self._choose(value)

    def _toggle(self, code: str, *, is_checked: bool) -> None:
        chosen = self._value if isinstance(self._value, tuple) else ()
        kept = tuple(other for other in chosen if other != code)
        if is_checked:
            self._give((*kept, code))
        elif kept or _NOT_ASKED not in self._question.answers:
            self._give(kept)
        else:
            # Taking back the only mark leaves the question open; it does not say "none of these".
            self._give(_NOT_ASKED)

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

    def press(self, number: int) -> None:
        """Choose the card with this number, from 1, as a click does."""
        cards = list(self.cards.values())
        if 0 < number <= len(cards):
            cards[number - 1].setFocus()
            reveal(cards[number - 1])
            cards[number - 1].click()
