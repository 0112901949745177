"""The floor no pack may go below: docs/safeguards.md."""

from __future__ import annotations

from collections.abc import Iterator

from frontline.domain.answers import OPEN_ANSWERS, QuestionKind, StandardAnswer
from frontline.domain.assistance import AssistanceService
from frontline.domain.trafficking import (
    MEANS_DIMENSIONS,
    AgeProfile,
    Dimension,
    Element,
    StrengthColumn,
)
from frontline.rules.checks.possible import parsed
from frontline.rules.conditions import (
    All,
    AnyOf,
    Condition,
    IsIn,
)
from frontline.rules.definitions import QuestionRole
from frontline.rules.faults import Fault
from frontline.rules.source import PackSource
from frontline.rules.source_models import (
    IndicatorModel,
    OfferModel,
    PackModel,
    QuestionModel,
)

_CHILD_COLUMNS = {StrengthColumn.CHILD_LABOUR, StrengthColumn.CHILD_SEXUAL}
_RETURN_SERVICES = {AssistanceService.REPATRIATION, AssistanceService.RESETTLEMENT}
_REQUIRED_ROLES = (QuestionRole.AGE_GROUP,)


class SafetyCheck:
    def __init__(self, source: PackSource, pack: PackModel) -> None:
        self._source = source
        self._pack = pack
        self._roles = {q.role: q for q in pack.questions if q.role is not None}
        self._child_forms = {form.code for form in pack.header.forms if form.children_only}

    def faults(self) -> Iterator[Fault]:
        for indicator in self._pack.indicators:
            yield from self._indicator(indicator)
        for question in self._pack.questions:
            yield from self._question(question)
        for offer in self._pack.routing.offers:
            yield from self._offer(offer)
        yield from self._program_questions()

    def _indicator(self, indicator: IndicatorModel) -> Iterator[Fault]:
        part = f"indicator.{indicator.code}"
        if indicator.element is Element.CONTEXT:
            if indicator.strength or indicator.dimension is not None:
                yield self._source.fault(part, "indicator.context-scores", "element")
            return
        if not indicator.strength:
            yield self._source.fault(part, "indicator.strength-missing", "strength")
        if not indicator.element_codes:
            yield self._source.fault(part, "indicator.element-code-missing", "element_codes")
        if not _dimension_fits(indicator.element, indicator.dimension):
            yield self._source.fault(part, "indicator.dimension-and-element", "dimension")
        if indicator.element is Element.PURPOSE:
            yield from self._purpose_forms(indicator)

    def _purpose_forms(self, indicator: IndicatorModel) -> Iterator[Fault]:
        part, forms = f"indicator.{indicator.code}", set(indicator.forms)
        if not forms or "any" in forms:
            yield self._source.fault(part, "indicator.purpose-without-form", "forms")
        elif forms <= self._child_forms and not _CHILD_COLUMNS.issuperset(indicator.strength):
            yield self._source.fault(part, "indicator.child-form-for-adult", "strength")

    def _question(self, question: QuestionModel) -> Iterator[Fault]:
        for answer in sorted(OPEN_ANSWERS & set(question.raises)):
            yield self._source.fault(
                f"question.{question.id}", "question.silence-scores", "raises", answer
            )

    def _offer(self, offer: OfferModel) -> Iterator[Fault]:
        if offer.service in _RETURN_SERVICES and not self._rules_out_fear(parsed(offer.when)):
            yield self._source.fault(f"offer.{offer.id}", "offer.return-before-fear", "when")

    def _rules_out_fear(self, condition: Condition | None) -> bool:
        """Non-refoulement: a return may be offered only where fear was asked and is absent."""
        fear = self._roles.get(QuestionRole.FEAR_OF_RETURN)
        if condition is None or fear is None:
            return False
        match condition:
            case IsIn(name, values):
                return name == fear.id and values == (StandardAnswer.NO.value,)
            case All(parts):
                return any(self._rules_out_fear(part) for part in parts)
            case AnyOf(parts):
                return all(self._rules_out_fear(part) for part in parts)
            case _:
                return False

    def _program_questions(self) -> Iterator[Fault]:
        for role in _REQUIRED_ROLES:
            if role not in self._roles:
                yield self._source.fault("header", "pack.role-missing", detail=role)
        age = self._roles.get(QuestionRole.AGE_GROUP)
        if age is None:
            return
        wanted = {profile.value for profile in AgeProfile}
        if age.kind is not QuestionKind.CHOICE or {a.code for a in age.answers} != wanted:
            yield self._source.fault(f"question.{age.id}", "question.age-answers", "answers")
        if age.when is not None:
            yield self._source.fault(f"question.{age.id}", "question.age-conditional", "when")


def _dimension_fits(element: Element, dimension: Dimension | None) -> bool:
    match element:
        case Element.MEANS:
            return dimension in MEANS_DIMENSIONS
        case Element.PURPOSE:
            return dimension in (None, Dimension.EXPLOITATIVE_CONDITIONS)
        case _:
            return dimension is None
