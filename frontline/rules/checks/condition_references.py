"""Every condition of a pack must be of the grammar and look at things that exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frontline.domain.answers import QuestionKind
from frontline.errors_of_packs import ConditionError
from frontline.rules.checks.possible import Possibilities
from frontline.rules.compile import allowed_codes
from frontline.rules.conditions import (
    AtLeast,
    ConcernRaised,
    Condition,
    IndicatorShown,
    IsIn,
    LessThan,
    is_over_answers,
    parse_condition,
    questions_read,
    walk,
)
from frontline.rules.faults import Fault
from frontline.rules.shapes import RawCondition
from frontline.rules.source import PackSource
from frontline.rules.source_models import PackModel

_COMPARABLE = ({QuestionKind.NUMBER}, {QuestionKind.MONEY})


@dataclass(frozen=True, slots=True)
class PlacedCondition:
    """A condition as written, and where. `decides_relevance`: it may read answers alone.

    `decides_concern`: it may read no concern, because all of them are raised in one go.
    """

    raw: RawCondition
    part: str
    steps: tuple[str | int, ...]
    decides_relevance: bool = False
    decides_concern: bool = False


def pack_conditions(pack: PackModel) -> Iterator[PlacedCondition]:
    """Every condition the pack has."""
    for question in pack.questions:
        yield PlacedCondition(question.when, f"question.{question.id}", ("when",), True)
    protocols = pack.protocols
    yield PlacedCondition(protocols.privacy_gate, "protocols", ("privacy_gate",), True)
    for concern in protocols.concerns:
        part = f"concern.{concern.code}"
        yield PlacedCondition(concern.when, part, ("when",), decides_concern=True)
    for notice in protocols.notices:
        yield PlacedCondition(notice.when, f"notice.{notice.id}", ("when",))
    for protocol in protocols.protocols:
        yield PlacedCondition(protocol.when, f"protocol.{protocol.id}", ("when",))
    for offer in pack.routing.offers:
        yield PlacedCondition(offer.when, f"offer.{offer.id}", ("when",))
    for instrument in pack.instruments:
        for at, way in enumerate(instrument.exits):
            part = f"instrument.{instrument.id}"
            yield PlacedCondition(way.when, part, ("exits", at, "when"))


class ConditionReferenceCheck:
    def __init__(self, source: PackSource, pack: PackModel) -> None:
        self._source = source
        self._pack = pack
        self._questions = {question.id: question for question in pack.questions}
        self._indicators = {indicator.code for indicator in pack.indicators}
        self._possible = Possibilities(pack)
        self._concerns = {concern.code for concern in pack.protocols.concerns}

    def faults(self) -> Iterator[Fault]:
        for placed in pack_conditions(self._pack):
            if placed.raw is not None:
                yield from self._condition(placed)

    def _condition(self, placed: PlacedCondition) -> Iterator[Fault]:
        part, steps = placed.part, placed.steps
        try:
            condition = parse_condition(placed.raw)
        except ConditionError as error:
            yield self._source.fault(part, error.fault, *steps, *error.path)
            return
        if placed.decides_relevance and not is_over_answers(condition):
            yield self._source.fault(part, "condition.reads-findings", *steps)
        if placed.decides_concern and any(isinstance(i, ConcernRaised) for i in walk(condition)):
            yield self._source.fault(part, "condition.concern-in-concern", *steps)
        for name in sorted(questions_read(condition) - set(self._questions)):
            yield self._source.fault(part, "condition.unknown-question", *steps, detail=name)
        for inner in walk(condition):
            for code, detail in (*self._misread(inner), *self._unknown(inner)):
                yield self._source.fault(part, code, *steps, detail=detail)
        if not self._possible.can_hold(condition):
            yield self._source.fault(part, "condition.never-holds", *steps)

    def _misread(self, condition: Condition) -> Iterator[tuple[str, str]]:
        match condition:
            case IsIn(name, values) if name in self._questions:
                allowed = allowed_codes(self._questions[name])
                for value in values:
                    if value not in allowed:
                        yield "condition.unknown-answer", f"{name}: {value}"
            case AtLeast(name, _) if name in self._questions:
                if self._questions[name].kind is not QuestionKind.NUMBER:
                    yield "condition.not-a-number", name
            case LessThan(left, right) if {left, right} <= set(self._questions):
                kinds = {self._questions[left].kind, self._questions[right].kind}
                if kinds not in _COMPARABLE:
                    yield "condition.not-comparable", f"{left}, {right}"

    def _unknown(self, condition: Condition) -> Iterator[tuple[str, str]]:
        match condition:
            case IndicatorShown(code) if code not in self._indicators:
                yield "condition.unknown-indicator", code
            case ConcernRaised(concern) if concern not in self._concerns:
                yield "condition.unknown-concern", concern
