"""The bounded condition grammar of rule packs.

Over answers (relevance of a question):
    all: [...]  any: [...]  answered: q  is: {q: code}  in: {q: [codes]}
    at_least: {q: number}   compare: {left: q, less_than: q}
Over what was found (notices, concerns, routing, exits), beside the above:
    indicator: CODE  element: act|means|purpose  concern: code  band_at_least: possible
    profile: child   urgent: true

There is no negation, no arithmetic and no code, so a rule can only ever add (docs/engine.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from frontline.domain.findings import Band
from frontline.domain.identifiers import IndicatorCode, QuestionId
from frontline.domain.trafficking import Element
from frontline.errors_of_packs import ConditionError

MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    question: QuestionId


@dataclass(frozen=True, slots=True)
class IsIn:
    """True when the answer is one of `values` (for several codes: holds one of them)."""

    question: QuestionId
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    question: QuestionId
    value: int


@dataclass(frozen=True, slots=True)
class LessThan:
    """True when the answer of `left` is below that of `right`; both numbers or both amounts."""

    left: QuestionId
    right: QuestionId


@dataclass(frozen=True, slots=True)
class IndicatorShown:
    indicator: IndicatorCode


@dataclass(frozen=True, slots=True)
class ElementShown:
    """Some indicator of the element is shown."""

    element: Element


@dataclass(frozen=True, slots=True)
class ConcernRaised:
    concern: str


@dataclass(frozen=True, slots=True)
class BandAtLeast:
    band: Band


@dataclass(frozen=True, slots=True)
class ChildProfile:
    """The person is, or may be, under 18."""


@dataclass(frozen=True, slots=True)
class Urgent:
    """The urgent flag is up."""


AnswerCondition = All | AnyOf | Answered | IsIn | AtLeast | LessThan
Condition = (
    AnswerCondition
    | IndicatorShown
    | ElementShown
    | ConcernRaised
    | BandAtLeast
    | ChildProfile
    | Urgent
)


Path = tuple[str | int, ...]


def parse_condition(raw: object, path: Path = ()) -> Condition:
    """Read one condition from plain data.

    Raises ConditionError for anything that is not of the grammar, negation among it.
    """
    if len([step for step in path if isinstance(step, int)]) > MAX_DEPTH:
        raise ConditionError("condition.too-deep", path)
    if not isinstance(raw, Mapping) or len(raw) != 1:
        raise ConditionError("condition.one-operator", path)
    operator, body = next(iter(raw.items()))
    if operator in ("not", "none", "unless"):
        raise ConditionError("condition.negation", (*path, operator))
    parser = _PARSERS.get(operator)
    if parser is None:
        raise ConditionError("condition.unknown-operator", (*path, str(operator)))
    return parser(body, (*path, operator))


def _parts(body: object, path: Path) -> tuple[Condition, ...]:
    if not isinstance(body, Sequence) or isinstance(body, str) or not body:
        raise ConditionError("condition.list-expected", path)
    return tuple(parse_condition(part, (*path, index)) for index, part in enumerate(body))


def _text(body: object, path: Path) -> str:
    if not isinstance(body, str):
        raise ConditionError("condition.text-expected", path)
    return body


def _pair(body: object, path: Path) -> tuple[str, object]:
    if not isinstance(body, Mapping) or len(body) != 1:
        raise ConditionError("condition.pair-expected", path)
    key, value = next(iter(body.items()))
    return _text(key, path), value


def _is(body: object, path: Path) -> Condition:
    question, value = _pair(body, path)
    return IsIn(QuestionId(question), (_text(value, (*path, question)),))


def _in(body: object, path: Path) -> Condition:
    question, values = _pair(body, path)
    if not isinstance(values, Sequence) or isinstance(values, str) or not values:
        raise ConditionError("condition.list-expected", (*path, question))
    listed = tuple(_text(value, (*path, question, at)) for at, value in enumerate(values))
    return IsIn(QuestionId(question), listed)


def _at_least(body: object, path: Path) -> Condition:
    question, value = _pair(body, path)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ConditionError("condition.number-expected", (*path, question))
    return AtLeast(QuestionId(question), value)


def _compare(body: object, path: Path) -> Condition:
    if not isinstance(body, Mapping) or set(body) != {"left", "less_than"}:
        raise ConditionError("condition.compare-shape", path)
    left, right = _text(body["left"], path), _text(body["less_than"], path)
    return LessThan(QuestionId(left), QuestionId(right))


def _element(body: object, path: Path) -> Condition:
    if body not in (Element.ACT.value, Element.MEANS.value, Element.PURPOSE.value):
        raise ConditionError("condition.unknown-element", path)
    return ElementShown(Element(str(body)))


def _band(body: object, path: Path) -> Condition:
    if body not in (Band.POSSIBLE.value, Band.PRESUMED.value):
        raise ConditionError("condition.unknown-band", path)
    return BandAtLeast(Band(str(body)))


def _profile(body: object, path: Path) -> Condition:
    # Only the protective reading exists: nothing may hang on a person being an adult.
    if body != "child":
        raise ConditionError("condition.unknown-profile", path)
    return ChildProfile()


def _urgent(body: object, path: Path) -> Condition:
    if body is not True:
        raise ConditionError("condition.negation", path)
    return Urgent()


_PARSERS: dict[str, Callable[[object, Path], Condition]] = {
    "all": lambda body, path: All(_parts(body, path)),
    "any": lambda body, path: AnyOf(_parts(body, path)),
    "answered": lambda body, path: Answered(QuestionId(_text(body, path))),
    "is": _is,
    "in": _in,
    "at_least": _at_least,
    "compare": _compare,
    "indicator": lambda body, path: IndicatorShown(IndicatorCode(_text(body, path))),
    "element": _element,
    "concern": lambda body, path: ConcernRaised(_text(body, path)),
    "band_at_least": _band,
    "profile": _profile,
    "urgent": _urgent,
}


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and all its parts, outermost first."""
    yield condition
    if isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from walk(part)


def questions_read(condition: Condition) -> frozenset[QuestionId]:
    """Every question the condition looks at."""
    found: set[QuestionId] = set()
    for part in walk(condition):
        if isinstance(part, Answered | IsIn | AtLeast):
            found.add(part.question)
        elif isinstance(part, LessThan):
            found.update((part.left, part.right))
    return frozenset(found)


def is_over_answers(condition: Condition) -> bool:
    """True when the condition reads answers alone, as relevance must."""
    return all(isinstance(part, AnswerCondition) for part in walk(condition))
