"""A practice is marked by what was recorded, and its facts come to what it says."""

from __future__ import annotations

from dataclasses import replace

from frontline.domain.answers import AnswerValue
from frontline.domain.findings import Band
from frontline.domain.identifiers import QuestionId
from frontline.screening.answering import check_value
from frontline.training.first_day import FIRST_DAY
from frontline.training.practice import Verdict, feedback
from tests.support.packs import core

ALL: dict[QuestionId, AnswerValue] = {fact.question: fact.answer for fact in FIRST_DAY.facts}
DEBT, ALREADY = QuestionId("debt"), QuestionId("already_there")


def test_everything_as_told_leaves_nothing_to_look_at_again() -> None:
    found = feedback(FIRST_DAY, ALL, Band.PRESUMED)
    assert (found.as_told, found.recorded) == (len(FIRST_DAY.facts),) * 2
    assert found.different == ()
    assert found.is_band_expected


def test_what_differs_is_named_with_what_was_recorded() -> None:
    found = feedback(FIRST_DAY, {**ALL, ALREADY: "yes"}, Band.POSSIBLE)
    (marked,) = found.different
    assert (marked.fact.question, marked.recorded) == (ALREADY, "yes")
    assert not found.is_band_expected


def test_what_was_not_recorded_is_no_mistake() -> None:
    rest = {question: value for question, value in ALL.items() if question != DEBT}
    found = feedback(FIRST_DAY, rest, Band.POSSIBLE)
    assert found.different == ()
    assert found.recorded == len(ALL) - 1
    assert {mark.verdict for mark in found.marks} == {Verdict.AS_TOLD, Verdict.NOT_RECORDED}


def test_several_answers_are_the_same_in_any_order() -> None:
    told = ALL[DEBT]
    assert isinstance(told, tuple)
    turned = feedback(FIRST_DAY, {DEBT: tuple(reversed(told))}, Band.POSSIBLE)
    assert turned.as_told == 1
    assert feedback(FIRST_DAY, {DEBT: told[:1]}, Band.POSSIBLE).as_told == 0


def test_an_answer_for_another_question_is_not_marked() -> None:
    case = replace(FIRST_DAY, facts=FIRST_DAY.facts[:1])
    assert len(feedback(case, ALL, Band.PRESUMED).marks) == 1


def test_every_fact_is_asked_for_in_its_questionnaire_and_can_be_recorded() -> None:
    compiled = core()
    instrument = compiled.pack.instruments[FIRST_DAY.instrument]
    asked = [item.question for item in instrument.items]
    facts = [fact.question for fact in FIRST_DAY.facts]
    assert [question for question in asked if question in facts] == facts
    for fact in FIRST_DAY.facts:
        check_value(compiled.questions[compiled.index(fact.question)], fact.answer)
