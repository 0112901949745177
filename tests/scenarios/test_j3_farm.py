"""J3: a fruit farm in Delta with twelve workers, each heard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frontline.domain.answers import AnswerValue, Money, QuestionKind
from frontline.domain.findings import Band
from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind
from frontline.domain.trafficking import AgeProfile
from frontline.rules.definitions import Topic
from frontline.screening.pay import PayDoubt, PayWorksheet
from frontline.wire.ref_record import ConsentScope
from tests.support.journeys import OFFICER_LANGUAGES, Met, Post, reading, services, unfit_words

ALONE: dict[str, AnswerValue] = {
    "private_now": "yes",
    "interpreter": "not_needed",
    "informed": "yes",
}
CHILD_MEASURES = {"CHILD_ACCOMMODATION", "CHILD_EDUCATION", "CHILD_CARE", "CHILD_TRANSFER"}
COUNTRIES = ("XD", "XA", "unknown")
OWED = frozenset(range(1, 10))


def farm() -> Post:
    return Post("delta", OfficialRole.LABOUR, SiteKind.FARM)


def visit() -> Met:
    """Step 1: what the inspector sees."""
    return farm().meet(
        "labour_site_visit",
        age_group="adult",
        private_now="no",
        obs_exits_locked="seen",
        obs_guard="not_seen",
        obs_minors="seen",
        obs_quarters_bad="seen",
        obs_papers_with_employer="seen",
        obs_pay_records_missing="seen",
    )


def worker(**told: AnswerValue) -> Met:
    """An adult from another province, in the hands of the agency, and what else they tell."""
    met = farm().meet("worker_short_screen", **ALONE, age_group="adult", already_there="yes")
    met.say(
        offer_from="agency",
        journey_arranged_by="employer_or_agency",
        on_arrival=("lodged",),
        pay_problems=("too_little",),
        work_conditions=("long_days", "bad_housing"),
        papers_with="employer_or_host",
        held_there=("go_out",),
        harm_there=(),
        unwanted_ahead=(),
    )
    met.say(**told)
    return met


def in_debt() -> Met:
    """Steps 3 and 4: one of those who confirm the debt of 900."""
    return worker(debt=("holds_now",))


def paid(promised: Money, received: Money) -> PayWorksheet | None:
    """Step 5: worker 3."""
    return worker(pay_promised=promised, pay_period="month", pay_received=received).state.pay


def silent() -> Met:
    """Step 6: worker 5."""
    met = farm().meet("worker_short_screen", **ALONE, age_group="adult")
    for name in met.to_come():
        if "declined" in met.questions[name].answers:
            met.say(**{name: "declined"})
    return met


def child_of_15() -> Met:
    """Step 7: with pesticide in hand."""
    return farm().meet(
        "worker_short_screen", age_group="child", obs_child_hazard="seen", child_work=()
    )


def hard_but_free() -> Met:
    """Step 8."""
    met = farm().meet("worker_short_screen", **ALONE, age_group="adult", already_there="yes")
    met.say(
        offer_from="acquaintance",
        pay_problems=(),
        work_conditions=("long_days", "no_contract", "bad_housing"),
        papers_with="self",
        debt=(),
        held_there=(),
        harm_there=(),
        unwanted_ahead=(),
    )
    return met


def test_step_1_what_is_seen_at_the_place_shows_and_leads_to_talks_alone() -> None:
    met = visit()
    seen = {"exits_locked", "papers_kept", "pay_records_missing", "minors_at_work_seen"}
    assert seen <= met.reasons
    assert {"labour_violation", "child_protection"} <= set(met.finding.concerns)
    assert met.state.exit == "children"


def test_step_1_a_farm_has_questions_of_its_own_in_delta() -> None:
    assert "farm_account" in farm().meet("worker_short_screen").questions
    workshop = Post("delta", OfficialRole.LABOUR, SiteKind.WORKPLACE)
    assert "farm_account" not in workshop.meet("worker_short_screen").questions


def test_step_2_a_worker_who_may_be_under_18_is_on_the_path_of_a_child() -> None:
    met = farm().meet("worker_short_screen", **ALONE, age_group="in_doubt")
    assert met.assessment.profile is AgeProfile.IN_DOUBT
    assert "child_pathway" in met.protocols
    assert not {"debt", "harm_there", "pay_problems"} & set(met.to_come())


def test_step_3_only_the_nine_who_confirm_the_debt_carry_it() -> None:
    carried = set()
    for number in range(1, 13):
        met = worker(debt=("holds_now",) if number in OWED else ())
        if "debt_bondage_there" in met.reasons:
            carried.add(number)
    assert carried == OWED


def test_step_4_workers_from_another_province_are_presumed_and_no_border_is_asked_for() -> None:
    met = in_debt()
    assert met.finding.band is Band.PRESUMED
    kinds = {question.kind for question in met.questions.values()}
    topics = {question.topic for question in met.questions.values()}
    assert QuestionKind.COUNTRY not in kinds
    assert not topics & {Topic.NATIONALITY, Topic.MIGRATION_STATUS}
    # Nor does anybody need to have travelled at all.
    met.say(journey_arranged_by="no_journey")
    assert met.finding.band is Band.PRESUMED


def test_step_5_the_gaps_to_the_promise_and_to_deltas_floor() -> None:
    sheet = paid(_xts(1200), _xts(310))
    assert sheet is not None
    assert sheet.gap_to_promise == _xts(890)
    assert sheet.gap_to_law == _xts(490)
    assert not sheet.doubts


def test_step_5_an_unknown_currency_is_a_doubt_and_no_sum() -> None:
    sheet = paid(Money(120000, "XXX"), _xts(310))
    assert sheet is not None
    assert sheet.gap_to_promise is None
    assert sheet.gap_to_law == _xts(490)
    assert sheet.doubts == {PayDoubt.UNKNOWN_CURRENCY}


def test_step_5_a_country_without_a_floor_says_nothing_of_the_law() -> None:
    post = Post("tango", OfficialRole.LABOUR, SiteKind.FARM)
    met = post.meet("worker_short_screen", **ALONE, age_group="adult", already_there="yes")
    before = met.state.pay
    met.say(pay_promised=_xts(1200), pay_period="month", pay_received=_xts(310))
    sheet = met.state.pay
    assert before is None
    assert sheet is not None
    assert sheet.gap_to_promise == _xts(890)
    assert (sheet.due_by_law, sheet.gap_to_law) == (None, None)


def test_step_6_who_does_not_want_to_talk_has_a_record_and_no_finding() -> None:
    met = silent()
    assert set(met.interview.answers().values()) >= {"declined"}
    assert met.finding.band is Band.INCOMPLETE
    assert met.assessment.upper.band is Band.PRESUMED
    assert not met.assessment.is_settled
    met.post.screenings.close(met.table)
    assert met.table.screening.finding == met.finding


def test_step_6_who_helps_but_will_not_testify_has_the_same_plan() -> None:
    met = in_debt()
    said = [met.otherwise(others_affected=code) for code in ("yes", "no", "declined", "unknown")]
    assert len({reading(interview) for interview in said}) == 1
    assert len({services(interview) for interview in said}) == 1


def test_step_7_a_child_of_15_with_pesticide_is_in_the_worst_forms_of_child_labour() -> None:
    met = child_of_15()
    assert "WORST_FORMS_CHILD_LABOUR" in met.finding.forms
    assert met.finding.band is Band.POSSIBLE
    assert met.finding.urgent
    assert {"child_path", "delta_minimum_age"} <= met.notices
    assert met.plan.keys() >= CHILD_MEASURES
    assert "medical_injury" in met.plan["MEDICAL"].offers
    assert met.state.next_instrument == "child_interview"


def test_step_8_hard_conditions_with_freedom_and_pay_have_remedies_of_their_own() -> None:
    met = hard_but_free()
    assert met.finding.band is Band.NONE_OBSERVED
    assert met.finding.concerns == ("labour_violation",)
    assert {"LABOUR_REMEDY", "LEGAL", "COMPENSATION"} <= met.plan.keys()
    assert "delta_wage_claim" in met.plan["COMPENSATION"].offers
    assert "conditions_have_remedies" in met.notices
    assert met.state.exit == "remedies"


def test_step_10_nationals_and_foreigners_with_and_without_papers_have_one_plan() -> None:
    met = in_debt()
    base = set(services(met.otherwise(papers_with="self")))
    for country in COUNTRIES:
        for papers in ("self", "none"):
            other = met.otherwise(citizenship=country, papers_with=papers, language="other")
            offered = services(other)
            assert base <= set(offered)
            added = {line.service.value for line in set(offered) - base}
            assert added == ({"DOCUMENT_REPLACEMENT"} if papers == "none" else set())
    # What somebody needs does change it.
    assert set(services(met.otherwise(papers_with="self", help_wanted=("learn",)))) != base


def test_step_10_every_service_says_why_in_every_language_of_an_officer() -> None:
    met = in_debt()
    texts = met.post.pack.texts
    for line in met.plan.values():
        assert line.offers
        for offer in line.offers:
            found = [texts.get(f"offer.{offer}.reason", each) for each in OFFICER_LANGUAGES]
            assert not any(text.is_fallback for text in found)


@pytest.mark.parametrize("papers", ["none", "employer_or_host"])
def test_step_10_a_referral_needs_neither_papers_nor_a_name(papers: str) -> None:
    met = worker(debt=("holds_now",))
    met.say(papers_with=papers, referral_choice="deidentified")
    record = met.referral()
    assert record.consent is ConsentScope.DEIDENTIFIED
    assert record.band is met.finding.band


@pytest.mark.parametrize("stage", [visit, in_debt, silent, child_of_15, hard_but_free])
def test_no_word_on_the_way_decides_or_stigmatises(stage: Callable[[], Met]) -> None:
    assert unfit_words(stage()) == []


def _xts(units: int) -> Money:
    return Money(units * 100, "XTS")
