"""Whether a condition can ever hold, given what must have been asked and answered before it."""

from __future__ import annotations

from collections.abc import Mapping

from frontline.domain.answers import QuestionKind
from frontline.domain.trafficking import AgeProfile
from frontline.errors_of_packs import ConditionError
from frontline.rules.compile import allowed_codes
from frontline.rules.conditions import (
    All,
    AnyOf,
    ChildProfile,
    Condition,
    IsIn,
    parse_condition,
    questions_read,
)
from frontline.rules.definitions import QuestionRole
from frontline.rules.shapes import RawCondition
from frontline.rules.source_models import PackModel

# Past so many steps a condition is given the benefit of the doubt; real ones take a few dozen.
_MAX_STEPS = 5_000

# What each question with one answer may still have been answered.
_Answers = Mapping[str, frozenset[str]]


def parsed(raw: RawCondition) -> Condition | None:
    """The condition, or None for one that the reference check complains about."""
    try:
        return None if raw is None else parse_condition(raw)
    except ConditionError:
        return None


class Possibilities:
    """Tells what answers to the questions of a pack can come together."""

    def __init__(self, pack: PackModel) -> None:
        self._when = {question.id: parsed(question.when) for question in pack.questions}
        self._codes = {
            question.id: frozenset(allowed_codes(question))
            for question in pack.questions
            if question.kind is not QuestionKind.MULTI
        }
        self._age = next((q.id for q in pack.questions if q.role is QuestionRole.AGE_GROUP), None)
        self._steps = 0

    def can_hold(self, condition: Condition) -> bool:
        """False where every way to fulfil the condition wants two answers of one question."""
        self._steps = 0
        return self._search((condition,), {})

    def _search(self, wanted: tuple[Condition, ...], answers: _Answers) -> bool:
        self._steps += 1
        if not wanted or self._steps > _MAX_STEPS:
            return True
        first, rest = wanted[0], wanted[1:]
        match first:
            case All(parts):
                return self._search((*parts, *rest), answers)
            case AnyOf(parts):
                return any(self._search((part, *rest), answers) for part in parts)
            case ChildProfile() if self._age is not None:
                codes = self._codes.get(self._age, frozenset()) - {AgeProfile.ADULT.value}
                return self._answered({self._age: codes}, rest, answers)
            case IsIn(name, values):
                return self._answered({name: frozenset(values)}, rest, answers)
            case _:
                asked = {str(name): self._codes.get(name) for name in questions_read(first)}
                return self._answered(asked, rest, answers)

    def _answered(
        self,
        given: Mapping[str, frozenset[str] | None],
        rest: tuple[Condition, ...],
        answers: _Answers,
    ) -> bool:
        """Go on with these answers, each of which its question's own condition must allow."""
        more = dict(answers)
        for name, codes in given.items():
            if name not in answers and (when := self._when.get(name)) is not None:
                rest = (*rest, when)
            if name in self._codes and codes is not None:
                more[name] = answers.get(name, self._codes[name]) & codes
                if not more[name]:
                    return False
            else:
                more[name] = frozenset()
        return self._search(rest, more)
