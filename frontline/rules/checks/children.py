"""For a child no means is needed, and of a child little is asked."""

from __future__ import annotations

from collections.abc import Iterator

from frontline.domain.answers import QuestionKind
from frontline.domain.trafficking import AgeProfile, Element
from frontline.rules.checks.possible import parsed
from frontline.rules.conditions import (
    All,
    AnyOf,
    ChildProfile,
    Condition,
    ElementShown,
    IndicatorShown,
    IsIn,
    walk,
)
from frontline.rules.definitions import Mode, QuestionRole
from frontline.rules.faults import Fault
from frontline.rules.shapes import RawCondition
from frontline.rules.source import PackSource, section_part
from frontline.rules.source_models import InstrumentModel, PackModel, QuestionModel

MOST_CARD_ANSWERS = 5

# What a condition asks for on every way to fulfil it.
_CHILD, _MEANS = "child", "means"
_BOTH = {_CHILD, _MEANS}


class ChildCheck:
    def __init__(self, source: PackSource, pack: PackModel) -> None:
        self._source = source
        self._pack = pack
        self._questions = {question.id: question for question in pack.questions}
        self._elements = {indicator.code: indicator.element for indicator in pack.indicators}
        self._age = next((q.id for q in pack.questions if q.role is QuestionRole.AGE_GROUP), None)

    def faults(self) -> Iterator[Fault]:
        yield from self._means_for_a_child()
        for instrument in self._pack.instruments:
            if instrument.mode is Mode.PICTURE_CARDS:
                yield from self._cards(instrument)

    def _means_for_a_child(self) -> Iterator[Fault]:
        for concern in self._pack.protocols.concerns:
            yield from self._condition(concern.when, f"concern.{concern.code}")
        for offer in self._pack.routing.offers:
            yield from self._condition(offer.when, f"offer.{offer.id}")
        for protocol in self._pack.protocols.protocols:
            yield from self._condition(protocol.when, f"protocol.{protocol.id}")
        for instrument in self._pack.instruments:
            for at, way in enumerate(instrument.exits):
                yield from self._condition(way.when, f"instrument.{instrument.id}", "exits", at)
        for question in self._pack.questions:
            if self._raised_elements(question) & {Element.ACT, Element.PURPOSE}:
                yield from self._condition(question.when, f"question.{question.id}")

    def _condition(self, raw: RawCondition, part: str, *steps: str | int) -> Iterator[Fault]:
        condition = parsed(raw)
        # Some way to fulfil it, if not every one, wants a child for whom means are shown.
        if condition is not None and any(self._asked(part) >= _BOTH for part in walk(condition)):
            yield self._source.fault(part, "condition.means-for-child", *steps, "when")

    def _asked(self, condition: Condition) -> set[str]:
        match condition:
            case All(parts):
                return set().union(*(self._asked(part) for part in parts))
            case AnyOf(parts):
                return set.intersection(*(self._asked(part) for part in parts))
            case IsIn(name, values) if name == self._age:
                return set() if AgeProfile.ADULT in values else {_CHILD}
            case ChildProfile():
                return {_CHILD}
            case _:
                return {_MEANS} if self._is_means(condition) else set()

    def _is_means(self, condition: Condition) -> bool:
        match condition:
            case ElementShown(element):
                return element is Element.MEANS
            case IndicatorShown(code):
                return self._elements.get(code) is Element.MEANS
            case IsIn(name, values) if name in self._questions:
                raises = self._questions[name].raises
                return all(
                    any(self._elements.get(code) is Element.MEANS for code in raises.get(value, ()))
                    for value in values
                )
            case _:
                return False

    def _cards(self, instrument: InstrumentModel) -> Iterator[Fault]:
        for section in instrument.sections:
            part = section_part(instrument.id, section.id)
            for at, item in enumerate(section.items):
                question = self._questions.get(item.question)
                for code in self._card_faults(question) if question is not None else ():
                    yield self._source.fault(part, code, "items", at, detail=item.question)

    def _card_faults(self, question: QuestionModel) -> Iterator[str]:
        if Element.MEANS in self._raised_elements(question):
            yield "cards.asks-for-means"
        if question.sensitive:
            yield "cards.sensitive"
        if question.say is None and question.kind is not QuestionKind.OBSERVATION:
            yield "cards.not-said"
        if len(question.answers) > MOST_CARD_ANSWERS:
            yield "cards.too-many-answers"

    def _raised_elements(self, question: QuestionModel) -> set[Element]:
        codes = [code for raised in question.raises.values() for code in raised]
        codes.extend(code for threshold in question.thresholds for code in threshold.raises)
        return {self._elements[code] for code in codes if code in self._elements}
