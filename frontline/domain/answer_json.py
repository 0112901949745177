"""Answer values to JSON and back: codes as text, several codes as a list, numbers as numbers,
days as {"date": …}, amounts as {"minor": …, "currency": …}."""

from __future__ import annotations

from datetime import date

from frontline.domain.answers import AnswerValue, Money
from frontline.errors import BadInputError

JsonAnswer = str | int | list[str] | dict[str, str | int]


def answer_to_json(value: AnswerValue) -> JsonAnswer:
    match value:
        case str() | int():
            return value
        case tuple():
            return list(value)
        case date():
            return {"date": value.isoformat()}
        case Money(minor, currency):
            return {"minor": minor, "currency": currency}


def answer_from_json(raw: object) -> AnswerValue:
    """Raises BadInputError for anything that answer_to_json does not write."""
    match raw:
        case bool():
            raise BadInputError(reason="answer")
        case str() | int():
            return raw
        case list() if all(isinstance(code, str) for code in raw):
            return tuple(raw)
        case {"date": str(day), **rest} if not rest:
            try:
                return date.fromisoformat(day)
            except ValueError as error:
                raise BadInputError(reason="answer-date") from error
        case {"minor": int(minor), "currency": str(currency), **rest} if not rest:
            return Money(minor, currency)
        case _:
            raise BadInputError(reason="answer")
