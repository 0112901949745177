from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.domain.answers import AnswerValue, is_open
from frontline.domain.findings import Assessment, Band, Finding, IndicatorStatus
from frontline.domain.identifiers import IndicatorCode, InstrumentId, QuestionId
from frontline.domain.trafficking import AgeProfile
from frontline.rules.definitions import Topic
from frontline.screening.assessment import assess, assess_facts, bounds_of
from frontline.screening.compiled import CompiledPack
from frontline.screening.interview import Interview
from tests.support.packs import core, mini
from tests.support.sessions import answer_values, indicator_facts, sessions

pytestmark = pytest.mark.property

MINI_FULL = InstrumentId("full")
SECOND_LINE = InstrumentId("second_line_interview")

Session = list[tuple[QuestionId, AnswerValue]]
Facts = dict[IndicatorCode, IndicatorStatus]


def replayed(compiled: CompiledPack, instrument: InstrumentId, session: Session) -> Interview:
    interview = Interview(compiled, instrument)
    for question, value in session:
        interview.answer(question, value)
    return interview


def is_within(finding: Finding, lower: Finding, upper: Finding) -> bool:
    return (
        lower.band.rank <= finding.band.rank <= upper.band.rank
        and lower.urgent <= finding.urgent <= upper.urgent
        and set(lower.concerns) <= set(finding.concerns) <= set(upper.concerns)
        and set(lower.forms) <= set(finding.forms) <= set(upper.forms)
    )


@given(data=st.data())
def test_answering_step_by_step_equals_reading_all_answers_at_once(data: st.DataObject) -> None:
    session = data.draw(sessions(core(), SECOND_LINE))
    stepwise = replayed(core(), SECOND_LINE, session)
    at_once = Interview(core(), SECOND_LINE, stepwise.answers())

    assert assess(stepwise) == assess(at_once)


@given(data=st.data())
def test_the_order_of_answers_does_not_matter(data: st.DataObject) -> None:
    answers = dict(data.draw(sessions(mini(), MINI_FULL)))
    shuffled = data.draw(st.permutations(list(answers.items())))

    one = replayed(mini(), MINI_FULL, list(answers.items()))
    other = replayed(mini(), MINI_FULL, shuffled)

    assert assess(one) == assess(other)


@given(
    facts=indicator_facts(core()),
    code=st.sampled_from([i.code for i in core().board.indicators]),
    age=st.sampled_from(AgeProfile),
)
def test_showing_one_more_indicator_never_lowers_a_finding(
    facts: Facts, code: IndicatorCode, age: AgeProfile
) -> None:
    before = assess_facts(core(), age, facts)
    after = assess_facts(core(), age, {**facts, code: IndicatorStatus.SHOWN})

    assert after.finding.band.rank >= before.finding.band.rank
    assert is_within(before.lower, before.lower, after.lower)
    if facts.get(code) is not IndicatorStatus.NOT_SHOWN:
        assert is_within(after.upper, after.upper, before.upper)


@given(data=st.data(), age=st.sampled_from(AgeProfile))
def test_no_completion_of_what_is_open_leaves_the_bounds(
    data: st.DataObject, age: AgeProfile
) -> None:
    facts = data.draw(indicator_facts(core()))
    bounds = assess_facts(core(), age, facts)
    open_codes = [
        i.code
        for i in core().board.indicators
        if facts.get(i.code, IndicatorStatus.OPEN) is IndicatorStatus.OPEN
    ]
    some = st.sets(st.sampled_from(open_codes)) if open_codes else st.just(set[IndicatorCode]())
    shown = data.draw(some)

    closed = dict.fromkeys(open_codes, IndicatorStatus.NOT_SHOWN)
    closed.update(dict.fromkeys(shown, IndicatorStatus.SHOWN))
    completed = assess_facts(core(), age, {**facts, **closed})

    assert is_within(completed.finding, bounds.lower, bounds.upper)
    assert completed.is_settled


@given(facts=indicator_facts(core()), age=st.sampled_from(AgeProfile))
def test_both_bounds_are_reached(facts: Facts, age: AgeProfile) -> None:
    bounds = assess_facts(core(), age, facts)

    def completed(status: IndicatorStatus) -> Finding:
        every = {i.code: facts.get(i.code, IndicatorStatus.OPEN) for i in core().board.indicators}
        closed = {
            code: status if have is IndicatorStatus.OPEN else have for code, have in every.items()
        }
        return assess_facts(core(), age, closed).finding

    assert completed(IndicatorStatus.NOT_SHOWN) == bounds.lower
    assert completed(IndicatorStatus.SHOWN) == bounds.upper


@given(data=st.data())
def test_an_interview_stays_within_its_bounds_whatever_is_answered_next(
    data: st.DataObject,
) -> None:
    session = data.draw(sessions(mini(), MINI_FULL))
    interview = replayed(mini(), MINI_FULL, session)
    bounds = bounds_of(interview)
    unanswered = [
        mini().questions[index]
        for index in range(len(mini().questions))
        if interview.is_in_scope(index) and interview.is_unanswered(index)
    ]
    for question in unanswered:
        interview.answer(question.id, data.draw(answer_values(question)))

    finding = bounds_of(interview).finding
    if finding.band is Band.INCOMPLETE:
        finding = replace(finding, band=Band.NONE_OBSERVED)
    assert is_within(finding, bounds.lower, bounds.upper)


@given(data=st.data())
def test_a_settled_finding_stays_whatever_is_answered_next(data: st.DataObject) -> None:
    session = data.draw(sessions(mini(), MINI_FULL))
    interview = replayed(mini(), MINI_FULL, session)
    before = assess(interview)
    if not before.is_settled:
        assert before.can_still_matter or not _askable(interview)
        return
    for index, question in enumerate(mini().questions):
        if interview.is_in_scope(index) and interview.is_unanswered(index):
            interview.answer(question.id, data.draw(answer_values(question)))

    assert assess(interview).finding == before.finding


def _askable(interview: Interview) -> list[QuestionId]:
    return [
        item.question
        for item in interview.instrument.items
        if interview.is_visible(item.question)
        and interview.is_unanswered(interview.compiled.index(item.question))
        and interview.open_mask(interview.compiled.index(item.question))
    ]


@given(data=st.data())
def test_protected_answers_change_nothing(data: st.DataObject) -> None:
    session = data.draw(sessions(core(), SECOND_LINE))
    interview = replayed(core(), SECOND_LINE, session)
    before = _without_account(assess(interview))
    protected = [
        core().questions[core().index(item.question)]
        for item in interview.instrument.items
        if core().questions[core().index(item.question)].topic is not None
    ]
    assert {question.topic for question in protected} >= {
        Topic.CONSENT,
        Topic.NATIONALITY,
        Topic.GENDER,
        Topic.LANGUAGE,
    }
    for question in protected:
        interview.answer(question.id, data.draw(answer_values(question)))

    assert _without_account(assess(interview)) == before


def _without_account(assessment: Assessment) -> Assessment:
    """What remains to ask may shrink by the very questions that were answered."""
    return replace(assessment, can_still_matter=())


@given(
    data=st.data(),
    instrument=st.sampled_from(list(core().pack.instruments)),
    silence=st.sampled_from(["unknown", "declined", "not_asked"]),
)
def test_silence_alone_is_never_a_finding(
    data: st.DataObject, instrument: InstrumentId, silence: str
) -> None:
    interview = Interview(core(), instrument)
    for item in interview.instrument.items:
        question = core().questions[core().index(item.question)]
        code = silence if silence in question.answers else "could_not_observe"
        if not question.raises.get(code):
            interview.answer(question.id, code)

    assert assess(interview).finding.band is Band.INCOMPLETE


@given(facts=indicator_facts(core()))
def test_a_child_needs_no_means(facts: Facts) -> None:
    means = {
        i.code: IndicatorStatus.NOT_SHOWN
        for i in core().board.indicators
        if i.element.value == "means"
    }
    adult = assess_facts(core(), AgeProfile.ADULT, {**facts, **means})
    for age in (AgeProfile.CHILD, AgeProfile.IN_DOUBT):
        child = assess_facts(core(), age, {**facts, **means})
        assert child.finding.band.rank >= adult.finding.band.rank
    assert adult.finding.band is not Band.PRESUMED


@pytest.mark.parametrize("age", AgeProfile)
def test_context_alone_shows_nothing(age: AgeProfile) -> None:
    facts = {
        i.code: IndicatorStatus.SHOWN if i.element.value == "context" else IndicatorStatus.NOT_SHOWN
        for i in core().board.indicators
    }

    assert assess_facts(core(), age, facts).finding.band is Band.NONE_OBSERVED


def test_answers_left_open_are_not_read_as_no() -> None:
    assert is_open("unknown")
    assert is_open("could_not_observe")
    assert not is_open("no")
