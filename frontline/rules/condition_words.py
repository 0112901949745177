"""Conditions of a pack in plain English, for people who read rules and write none."""

from __future__ import annotations

from collections.abc import Iterable

from frontline.errors_of_packs import ConditionError
from frontline.rules.conditions import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    BandAtLeast,
    ChildProfile,
    ConcernRaised,
    Condition,
    ElementShown,
    IndicatorShown,
    IsIn,
    LessThan,
    parse_condition,
)
from frontline.rules.source_models import PackModel


class ConditionWords:
    """Names questions, answers and signs by their texts in `pack`."""

    def __init__(self, pack: PackModel) -> None:
        self._questions = {question.id: question for question in pack.questions}
        self._indicators = {indicator.code: indicator.text for indicator in pack.indicators}
        self._concerns = {concern.code: concern.label for concern in pack.protocols.concerns}
        self._standard = pack.header.standard_answers

    def of(self, raw: object) -> str:
        """The condition in words; as it is written where it cannot be understood."""
        try:
            return self._words(parse_condition(raw))
        except ConditionError:
            return str(raw)

    def sign(self, code: str) -> str:
        """The text of an indicator."""
        return f"“{self._indicators.get(code, code)}”"

    def answer(self, code: str) -> str:
        """The words of a standard answer."""
        standard = self._standard.get(code)
        return code if standard is None else standard.label

    def _words(self, condition: Condition) -> str:
        match condition:
            case All(parts):
                return " and ".join(self._inside(part) for part in parts)
            case AnyOf(parts):
                return " or ".join(self._inside(part) for part in parts)
            case Answered() | IsIn() | AtLeast() | LessThan():
                return self._answer(condition)
            case _:
                return self._finding(condition)

    def _inside(self, part: Condition) -> str:
        words = self._words(part)
        return f"({words})" if isinstance(part, All | AnyOf) else words

    def _answer(self, condition: Answered | IsIn | AtLeast | LessThan) -> str:
        match condition:
            case Answered(name):
                return f"{self._question(name)} is answered"
            case IsIn(name, values):
                return f"{self._question(name)} is {self._answers(name, values)}"
            case AtLeast(name, value):
                return f"{self._question(name)} is {value} or more"
            case LessThan(left, right):
                return f"{self._question(left)} is less than {self._question(right)}"

    def _finding(self, condition: Condition) -> str:
        match condition:
            case IndicatorShown(code):
                return f"{self.sign(code)} is shown"
            case ElementShown(element):
                return f"a sign of {element} is shown"
            case ConcernRaised(code):
                return f"the concern “{self._concerns.get(code, code)}” is raised"
            case BandAtLeast(band):
                return f"the finding is {band} or above"
            case ChildProfile():
                return "the person is or may be a child"
            case _:
                return "it is urgent"

    def _question(self, name: str) -> str:
        question = self._questions.get(name)
        return f"“{name if question is None else question.text}”"

    def _answers(self, name: str, values: Iterable[str]) -> str:
        question = self._questions.get(name)
        own = {} if question is None else {each.code: each.label for each in question.answers}
        labels = [own.get(value, self.answer(value)) for value in values]
        return " or ".join(f"“{label}”" for label in labels)
