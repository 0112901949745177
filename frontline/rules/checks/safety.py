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
    Purpose,
    StrengthColumn,
)
from frontline.errors import ConditionError
from frontline.rules.conditions import (
    All,
    AnyOf,
    Condition,
    IsIn,
    parse_condition,
    questions_read,
)
from frontline.rules.definitions import QuestionRole, Topic
from frontline.rules.faults import Fault
from frontline.rules.source import PackSource
from frontline.rules.source_models import (
    IndicatorModel,
    OfferModel,
    PackModel,
    QuestionModel,
    RawCondition,
)

# Question ids that speak of a protected matter must say so, or they could slip past the rule.
_TELLING_NAMES = {
    "consent": Topic.CONSENT,
    "agreed": Topic.CONSENT,
    "cooperat": Topic.COOPERATION,
    "nationality": Topic.NATIONALITY,
    "citizenship": Topic.NATIONALITY,
    "ethnic": Topic.ETHNICITY,
    "indigenous": Topic.ETHNICITY,
    "race": Topic.ETHNICITY,
    "religio": Topic.RELIGION,
    "gender": Topic.GENDER,
    "migration_status": Topic.MIGRATION_STATUS,
    "visa_status": Topic.MIGRATION_STATUS,
}
# So must the questions the program reads for a protected matter.
_TELLING_ROLES = {
    QuestionRole.GENDER: Topic.GENDER,
    QuestionRole.CITIZENSHIP: Topic.NATIONALITY,
    QuestionRole.LANGUAGE: Topic.LANGUAGE,
}
_CHILD_COLUMNS = {StrengthColumn.CHILD_LABOUR, StrengthColumn.CHILD_SEXUAL}
# Help that exists only because of the matter itself: an interpreter, a consulate, new papers.
_MAY_READ = {
    AssistanceService.INTERPRETATION: {Topic.LANGUAGE},
    AssistanceService.CONSULAR: {Topic.NATIONALITY, Topic.PAPERS},
    AssistanceService.DOCUMENT_REPLACEMENT: {Topic.PAPERS},
    AssistanceService.STAY: {Topic.MIGRATION_STATUS},
}
_RETURN_SERVICES = {AssistanceService.REPATRIATION, AssistanceService.RESETTLEMENT}
_REQUIRED_ROLES = (QuestionRole.AGE_GROUP,)


class SafetyCheck:
    def __init__(self, source: PackSource, pack: PackModel) -> None:
        self._source = source
        self._pack = pack
        self._topics = {q.id: q.topic for q in pack.questions if q.topic is not None}
        self._roles = {q.role: q for q in pack.questions if q.role is not None}
        self._child_forms = {form.code for form in pack.header.forms if form.children_only}

    def faults(self) -> Iterator[Fault]:
        for indicator in self._pack.indicators:
            yield from self._indicator(indicator)
        for question in self._pack.questions:
            yield from self._question(question)
        yield from self._weighing_conditions()
        for at, offer in enumerate(self._pack.routing.offers):
            yield from self._offer(at, offer)
        yield from self._program_questions()
        yield from self._forms()

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
        part = f"question.{question.id}"
        if question.topic is not None and (question.raises or question.thresholds):
            yield self._source.fault(
                part, "question.protected-topic-scores", "raises", detail=question.topic
            )
        for topic in sorted(_told_topics(question) - {question.topic}):
            yield self._source.fault(part, "question.topic-missing", "topic", detail=topic)
        if question.role is QuestionRole.REFERRAL_CHOICE and question.raises:
            yield self._source.fault(part, "question.protected-topic-scores", "raises")
        for answer in sorted(OPEN_ANSWERS & set(question.raises)):
            yield self._source.fault(part, "question.silence-scores", "raises", answer)

    def _weighing_conditions(self) -> Iterator[Fault]:
        """Relevance, concerns and exits decide what is found, so they read nothing protected."""
        yield from self._unprotected(
            self._pack.protocols.privacy_gate, set(), "protocols", "privacy_gate"
        )
        for question in self._pack.questions:
            if question.topic is None:
                yield from self._unprotected(
                    question.when, set(), f"question.{question.id}", "when"
                )
        for at, concern in enumerate(self._pack.protocols.concerns):
            yield from self._unprotected(concern.when, set(), "protocols", "concerns", at, "when")
        for instrument in self._pack.instruments:
            for at, way in enumerate(instrument.exits):
                yield from self._unprotected(
                    way.when, set(), f"instrument.{instrument.id}", "exits", at, "when"
                )

    def _unprotected(
        self, raw: RawCondition, permitted: set[Topic], part: str, *steps: str | int
    ) -> Iterator[Fault]:
        condition = _parsed(raw)
        if condition is None:
            return
        for name in sorted(questions_read(condition)):
            topic = self._topics.get(name)
            if topic is not None and topic not in permitted:
                yield self._source.fault(
                    part, "condition.reads-protected-topic", *steps, detail=f"{name}: {topic}"
                )

    def _offer(self, at: int, offer: OfferModel) -> Iterator[Fault]:
        permitted = _MAY_READ.get(offer.service, set())
        yield from self._unprotected(offer.when, permitted, "routing", "offers", at, "when")
        if offer.service in _RETURN_SERVICES and not self._rules_out_fear(_parsed(offer.when)):
            yield self._source.fault("routing", "offer.return-before-fear", "offers", at, "when")

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

    def _forms(self) -> Iterator[Fault]:
        have = {form.code for form in self._pack.header.forms}
        for purpose in Purpose:
            if purpose.value not in have:
                yield self._source.fault("header", "pack.form-missing", "forms", detail=purpose)
        for at, form in enumerate(self._pack.header.forms):
            # Other forms share one column between the ages, so nothing could tell them apart.
            if form.children_only and form.family == "other":
                yield self._source.fault("header", "pack.child-form-family", "forms", at)


def _told_topics(question: QuestionModel) -> set[Topic]:
    """The protected matters that the question's id or role tells it is about."""
    # "_" before it, so that "race" is not found in "embrace".
    told = {
        topic for fragment, topic in _TELLING_NAMES.items() if f"_{fragment}" in f"_{question.id}"
    }
    if question.role in _TELLING_ROLES:
        told.add(_TELLING_ROLES[question.role])
    return told


def _dimension_fits(element: Element, dimension: Dimension | None) -> bool:
    match element:
        case Element.MEANS:
            return dimension in MEANS_DIMENSIONS
        case Element.PURPOSE:
            return dimension in (None, Dimension.EXPLOITATIVE_CONDITIONS)
        case _:
            return dimension is None


def _parsed(raw: RawCondition) -> Condition | None:
    """The condition, or None for one that the reference check has complained about already."""
    try:
        return None if raw is None else parse_condition(raw)
    except ConditionError:
        return None
