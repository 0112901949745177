"""The incremental engine against a plain second reading of the same rules, on made-up packs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.domain.answers import AnswerValue
from frontline.domain.findings import Band, Finding, IndicatorStatus
from frontline.domain.identifiers import IndicatorCode, QuestionId
from frontline.domain.trafficking import AgeProfile, Element
from frontline.screening.assessment import assess, assess_facts
from frontline.screening.compiled import CompiledPack
from frontline.screening.interview import Interview
from frontline.screening.next_question import next_question
from frontline.screening.scoring import ADULT, CHILD
from tests.support.packs import core
from tests.support.random_packs import EVERYTHING, random_packs
from tests.support.reference_engine import Reference, ReferenceAnswers
from tests.support.sessions import answer_values, indicator_facts, sessions

pytestmark = pytest.mark.property

Drawn = tuple[CompiledPack, list[tuple[QuestionId, AnswerValue]]]


@st.composite
def packs_with_answers(draw: st.DrawFn) -> Drawn:
    compiled = draw(random_packs())
    return compiled, draw(sessions(compiled, EVERYTHING))


@given(drawn=packs_with_answers())
def test_indicators_after_any_answers_are_those_of_the_reference(drawn: Drawn) -> None:
    compiled, session = drawn
    interview = Interview(compiled, EVERYTHING)
    for question, value in session:
        interview.answer(question, value)
    scope = frozenset(item.question for item in interview.instrument.items)
    reference = ReferenceAnswers(compiled.pack, scope, interview.answers())

    status = {
        indicator.code: interview.indicator_status(indicator.index)
        for indicator in compiled.board.indicators
    }

    assert {c for c, s in status.items() if s is IndicatorStatus.SHOWN} == reference.shown()
    assert {c for c, s in status.items() if s is IndicatorStatus.OPEN} == reference.open()


@given(drawn=packs_with_answers())
def test_both_bounds_are_those_of_the_reference(drawn: Drawn) -> None:
    compiled, session = drawn
    interview = Interview(compiled, EVERYTHING)
    for question, value in session:
        interview.answer(question, value)
    scope = frozenset(item.question for item in interview.instrument.items)
    answers = ReferenceAnswers(compiled.pack, scope, interview.answers())
    shown, still_open = answers.shown(), answers.open()

    for age, is_child in ((ADULT, False), (CHILD, True)):
        low = Reference(compiled.pack, shown, child=is_child)
        high = Reference(compiled.pack, shown | still_open, child=is_child)
        assert interview.lower.band(age) is low.band()
        assert interview.upper.band(age) is high.band()


@given(
    facts=indicator_facts(core()),
    age=st.sampled_from(AgeProfile),
)
def test_facts_on_the_shipped_pack_give_the_band_and_forms_of_the_reference(
    facts: dict[IndicatorCode, IndicatorStatus], age: AgeProfile
) -> None:
    shown = [code for code, status in facts.items() if status is IndicatorStatus.SHOWN]
    reference = Reference(core().pack, shown, child=age.counts_as_child)

    found = assess_facts(core(), age, facts)

    assert found.lower.band is reference.band()
    assert found.lower.forms == reference.forms()
    assert _met(found.lower, reference)
    for element in (Element.ACT, Element.MEANS, Element.PURPOSE):
        assert (found.elements[element].status.value == "met") is reference.is_met(element)


def _met(finding: Finding, reference: Reference) -> bool:
    """Presumed means that the elements the law asks for are met, or credible for a child."""
    if finding.band is not Band.PRESUMED:
        return True
    return reference.is_met(Element.ACT) and (
        reference.child or (reference.is_met(Element.MEANS) and reference.is_met(Element.PURPOSE))
    )


@given(drawn=packs_with_answers(), data=st.data())
def test_asking_on_changes_nothing_once_no_question_not_put_can_matter(
    drawn: Drawn, data: st.DataObject
) -> None:
    compiled, session = drawn
    interview = Interview(compiled, EVERYTHING)
    for question, value in session:
        interview.answer(question, value)
    before = assess(interview)
    if any(not interview.was_put(compiled.index(name)) for name in before.can_still_matter):
        return

    while (name := next_question(interview)) is not None:
        asked = compiled.questions[compiled.index(name)]
        interview.answer(name, data.draw(answer_values(asked)))

    assert assess(interview).finding == before.finding
