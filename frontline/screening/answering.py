"""Which values a question takes, and which indicators a value shows."""

from __future__ import annotations

from datetime import date

from frontline.domain.answers import AnswerValue, Money, QuestionKind, is_open
from frontline.domain.identifiers import IndicatorCode
from frontline.errors import AnswerNotAllowedError
from frontline.rules.definitions import Question

_LARGEST_NUMBER = 10_000_000
_COUNTRY_LETTERS = 2


def check_value(question: Question, value: AnswerValue) -> None:
    """Raises AnswerNotAllowedError unless `value` is one of the question's answers."""
    if isinstance(value, str) and value in question.answers:
        # Of several answers one is given as a tuple too, so that there is one form of it.
        if is_open(value) or question.kind is not QuestionKind.MULTI:
            return
    elif _fits_kind(question, value):
        return
    raise AnswerNotAllowedError(question=question.id)


def _fits_kind(question: Question, value: AnswerValue) -> bool:
    match question.kind:
        case QuestionKind.MULTI:
            own = [code for code in question.answers if not is_open(code)]
            return (
                isinstance(value, tuple)
                and len(set(value)) == len(value)
                and all(code in own for code in value)
            )
        case QuestionKind.NUMBER:
            return isinstance(value, int) and 0 <= value <= _LARGEST_NUMBER
        case QuestionKind.DATE:
            return isinstance(value, date)
        case QuestionKind.MONEY:
            return isinstance(value, Money) and value.minor >= 0 and len(value.currency) == 3
        case QuestionKind.COUNTRY:
            return (
                isinstance(value, str)
                and len(value) == _COUNTRY_LETTERS
                and value.isascii()
                and value.isupper()
            )
        case _:
            return False


def indicators_shown(question: Question, value: AnswerValue) -> frozenset[IndicatorCode]:
    """The indicators that `value` shows."""
    if isinstance(value, tuple):
        return frozenset(code for part in value for code in question.raises.get(part, ()))
    if isinstance(value, str):
        return frozenset(question.raises.get(value, ()))
    if isinstance(value, int):
        return frozenset(
            code
            for threshold in question.thresholds
            if value >= threshold.at_least
            for code in threshold.indicators
        )
    return frozenset()
