"""Three-valued conditions over answers, compiled to closures, and who depends on whom.

FALSE < OPEN < TRUE, so that `all` is the least and `any` the greatest of its parts. Nothing known
about an answer makes a comparison OPEN; it is never read as "no". A question that is ruled out has
no answer at all, and any look at it is FALSE.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from frontline.domain.answers import AnswerValue, Money, is_open
from frontline.domain.identifiers import QuestionId
from frontline.errors_of_packs import ConditionError
from frontline.rules.conditions import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    Condition,
    IsIn,
    LessThan,
)

FALSE, OPEN, TRUE = 0, 1, 2


class RuledOut(Enum):
    """Stands for the answer of a question whose condition is false."""

    RULED_OUT = 0


RULED_OUT = RuledOut.RULED_OUT

Value = AnswerValue | RuledOut | None
Values = Sequence[Value]
Test = Callable[[Values], int]


def compile_condition(condition: Condition, index_of: Mapping[QuestionId, int]) -> Test:
    """A function from the current values, by question index, to FALSE, OPEN or TRUE."""
    match condition:
        case All(parts):
            return _all([compile_condition(part, index_of) for part in parts])
        case AnyOf(parts):
            return _any([compile_condition(part, index_of) for part in parts])
        case Answered(question):
            return _answered(index_of[question])
        case IsIn(question, values):
            return _is_in(index_of[question], frozenset(values))
        case AtLeast(question, value):
            return _at_least(index_of[question], value)
        case LessThan(left, right):
            return _less_than(index_of[left], index_of[right])
        case _:
            raise ConditionError("condition.reads-findings", ())


def _all(tests: list[Test]) -> Test:
    def test(values: Values) -> int:
        return min(part(values) for part in tests)

    return test


def _any(tests: list[Test]) -> Test:
    def test(values: Values) -> int:
        return max(part(values) for part in tests)

    return test


def _answered(index: int) -> Test:
    def test(values: Values) -> int:
        value = values[index]
        if value is RULED_OUT:
            return FALSE
        return OPEN if is_open(value) else TRUE

    return test


def _is_in(index: int, wanted: frozenset[str]) -> Test:
    def test(values: Values) -> int:
        value = values[index]
        if isinstance(value, tuple):
            return TRUE if wanted.intersection(value) else FALSE
        if isinstance(value, str) and value in wanted:
            # A rule may name "unknown" itself, and then it holds.
            return TRUE
        return _without_comparison(value)

    return test


def _at_least(index: int, least: int) -> Test:
    def test(values: Values) -> int:
        value = values[index]
        if not isinstance(value, int):
            return _without_comparison(value)
        return TRUE if value >= least else FALSE

    return test


def _less_than(left: int, right: int) -> Test:
    def test(values: Values) -> int:
        one, other = values[left], values[right]
        if isinstance(one, int) and isinstance(other, int):
            return TRUE if one < other else FALSE
        if isinstance(one, Money) and isinstance(other, Money) and one.currency == other.currency:
            return TRUE if one.minor < other.minor else FALSE
        # Amounts in two currencies cannot be compared here: nothing is known.
        return FALSE if RULED_OUT in (one, other) else OPEN

    return test


def _without_comparison(value: Value) -> int:
    return OPEN if value is not RULED_OUT and is_open(value) else FALSE
