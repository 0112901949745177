"""Every name a pack uses must exist, and be of the kind that is meant."""

from __future__ import annotations

from collections.abc import Iterator

from frontline.domain.answers import QuestionKind
from frontline.domain.trafficking import Act, Element, Means
from frontline.rules.compile import allowed_codes
from frontline.rules.faults import Fault
from frontline.rules.source import PackSource, section_part
from frontline.rules.source_models import (
    IndicatorModel,
    PackModel,
    QuestionModel,
)

_WITH_OWN_ANSWERS = (QuestionKind.CHOICE, QuestionKind.MULTI)


class ReferenceCheck:
    def __init__(self, source: PackSource, pack: PackModel) -> None:
        self._source = source
        self._pack = pack
        self._questions = {question.id: question for question in pack.questions}
        self._indicators = {indicator.code for indicator in pack.indicators}
        self._forms = {form.code for form in pack.header.forms}
        self._concerns = {concern.code for concern in pack.protocols.concerns}

    def faults(self) -> Iterator[Fault]:
        for indicator in self._pack.indicators:
            yield from self._indicator(indicator)
        for question in self._pack.questions:
            yield from self._question(question)
        yield from self._instruments()
        yield from self._cases()

    def _indicator(self, indicator: IndicatorModel) -> Iterator[Fault]:
        part = f"indicator.{indicator.code}"
        for at, form in enumerate(indicator.forms):
            if form != "any" and form not in self._forms:
                yield self._source.fault(part, "indicator.unknown-form", "forms", at, detail=form)
        for at, concern in enumerate(indicator.concerns):
            if concern not in self._concerns:
                yield self._source.fault(
                    part, "indicator.unknown-concern", "concerns", at, detail=concern
                )
        known = self._element_codes(indicator.element)
        for at, code in enumerate(indicator.element_codes):
            if code not in known:
                yield self._source.fault(
                    part, "indicator.unknown-element-code", "element_codes", at, detail=code
                )

    def _element_codes(self, element: Element) -> set[str]:
        match element:
            case Element.ACT:
                return {act.value for act in Act}
            case Element.MEANS:
                return {means.value for means in Means}
            case Element.PURPOSE:
                return self._forms
            case _:
                return set()

    def _question(self, question: QuestionModel) -> Iterator[Fault]:
        part = f"question.{question.id}"
        if (question.kind in _WITH_OWN_ANSWERS) != bool(question.answers):
            yield self._source.fault(part, "question.answers-and-kind", "answers")
        if question.thresholds and question.kind is not QuestionKind.NUMBER:
            yield self._source.fault(part, "question.threshold-and-kind", "thresholds")
        codes = allowed_codes(question)
        if len(set(codes)) != len(codes):
            yield self._source.fault(part, "question.duplicate-answer", "answers")
        for answer in question.raises:
            if answer not in codes:
                yield self._source.fault(part, "question.raises-unknown-answer", "raises", answer)
        yield from self._raised(question)

    def _raised(self, question: QuestionModel) -> Iterator[Fault]:
        part = f"question.{question.id}"
        by_answer: list[tuple[tuple[str | int, ...], str]] = [
            (("raises", answer, at), code)
            for answer, raised in question.raises.items()
            for at, code in enumerate(raised)
        ]
        by_threshold: list[tuple[tuple[str | int, ...], str]] = [
            (("thresholds", at, "raises"), code)
            for at, threshold in enumerate(question.thresholds)
            for code in threshold.raises
        ]
        for steps, code in (*by_answer, *by_threshold):
            if code not in self._indicators:
                yield self._source.fault(part, "question.unknown-indicator", *steps, detail=code)

    def _instruments(self) -> Iterator[Fault]:
        known = {instrument.id for instrument in self._pack.instruments}
        for instrument in self._pack.instruments:
            seen = set[str]()
            for section in instrument.sections:
                part = section_part(instrument.id, section.id)
                for at, item in enumerate(section.items):
                    code = self._item_fault(item.question, seen)
                    if code is not None:
                        yield self._source.fault(part, code, "items", at, detail=item.question)
                    seen.add(item.question)
            for at, way in enumerate(instrument.exits):
                if way.next_instrument is not None and way.next_instrument not in known:
                    part, steps = f"instrument.{instrument.id}", ("exits", at, "next_instrument")
                    yield self._source.fault(part, "exit.unknown-instrument", *steps)

    def _item_fault(self, question: str, seen: set[str]) -> str | None:
        if question not in self._questions:
            return "instrument.unknown-question"
        return "instrument.question-twice" if question in seen else None

    def _cases(self) -> Iterator[Fault]:
        instruments = {instrument.id for instrument in self._pack.instruments}
        for case in self._pack.cases:
            part = f"case.{case.id}"
            if case.instrument not in instruments:
                yield self._source.fault(part, "case.unknown-instrument", "instrument")
            for name in case.answers:
                if name not in self._questions:
                    yield self._source.fault(part, "case.unknown-question", "answers", name)
            for at, code in enumerate(case.expect.reasons):
                if code not in self._indicators:
                    steps = ("expect", "reasons", at)
                    yield self._source.fault(part, "case.unknown-indicator", *steps)
