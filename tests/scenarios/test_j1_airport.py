"""J1: an adult in transit at an airport of Tango. A first look, then a talk in private."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frontline.domain.assistance import Choice
from frontline.domain.findings import Band, ElementStatus
from frontline.domain.officials import OfficialRole
from frontline.domain.referrals import ReferralState
from frontline.domain.sites import SiteKind
from frontline.domain.trafficking import Element
from frontline.errors import InstrumentNotPermittedError
from frontline.wire.ref_record import AgeBand, ConsentScope
from tests.support.journeys import Met, Post, reading, services, unfit_words

BOTH_FORMS = {"FORCED_LABOUR", "PROSTITUTION_OF_OTHERS"}
RETURN = {"REPATRIATION", "RESETTLEMENT"}
CIRCUMSTANCES = (
    "no_work", "provider", "little_schooling", "few_speak_language", "unclear_status",
    "discrimination", "violence_at_home", "illness", "conflict",
)  # fmt: skip


def airport(kind: SiteKind = SiteKind.AIRPORT) -> Post:
    return Post("tango", OfficialRole.IMMIGRATION, kind)


def first_look() -> Met:
    """Step 2: he holds both passports and answers for her."""
    return airport().meet(
        "immigration_rapid",
        obs_needs_care="not_seen",
        obs_papers_with_other="seen",
        obs_spoken_for="seen",
        obs_watched="not_seen",
        age_group="adult",
        journey_arranged_by="acquaintance",
        knows_plans="no",
    )


def still_near() -> Met:
    """Step 3, and the beginning of 4: she takes the offer of a talk, and he is still there."""
    met = first_look().go_on_with("second_line_interview")
    met.say(private_now="no", interpreter="linked")
    return met


def in_private() -> Met:
    """Step 4: he is away, and somebody interprets by telephone."""
    met = still_near()
    met.say(private_now="yes", interpreter="independent", language="pt", interviewer_wish="met")
    return met


def told() -> Met:
    """Step 5: a job in a restaurant was promised, and she says that she agreed."""
    met = in_private()
    met.say(
        journey_stage="transit",
        offer_from="acquaintance",
        already_there="no",
        promises_broken="unknown",
        papers_with="other_person",
        debt=("amount_unknown", "work_off"),
        agreed_account="yes",
    )
    return met


def helped() -> Met:
    """Steps 6 to 8: her circumstances, and what she wants of the help."""
    met = told()
    met.say(circumstances=("no_work", "provider"), health_need="none", safe_place="no")
    met.say(fear_of_return="unknown", help_wanted=("bed", "lawyer"))
    met.say(referral_choice="deidentified")
    met.choose(SHELTER=Choice.ACCEPTED, LEGAL=Choice.ACCEPTED, CONSULAR=Choice.LATER)
    return met


def test_step_1_the_first_look_is_open_to_the_officer_and_the_labour_visit_is_not() -> None:
    post = airport()
    assert "immigration_rapid" in post.instruments()
    assert "labour_site_visit" not in post.instruments()
    with pytest.raises(InstrumentNotPermittedError):
        post.meet("labour_site_visit")


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        (SiteKind.AIRPORT, "obs_led_group"),
        (SiteKind.BUS_TERMINAL, "obs_tickets_with_one"),
        (SiteKind.HOTEL, "obs_keys_with_other"),
    ],
)
def test_step_1_each_kind_of_site_has_its_own_things_to_see(kind: SiteKind, own: str) -> None:
    asked = airport(kind).meet("immigration_rapid").questions
    of_sites = {"obs_led_group", "obs_tickets_with_one", "obs_keys_with_other"}
    assert of_sites & asked.keys() == {own}


def test_step_2_a_first_look_takes_few_inputs_and_offers_a_private_talk() -> None:
    met = first_look()
    assert len(met.interview.answers()) < 12
    assert len(met.questions) <= 12
    assert (met.state.exit, met.state.next_instrument) == ("private_talk", "second_line_interview")


def test_step_3_the_talk_begins_with_all_answers_and_asks_none_again() -> None:
    seen = first_look()
    met = seen.go_on_with("second_line_interview")
    assert met.interview.answers() == seen.interview.answers()
    assert not set(met.to_come()) & set(seen.interview.answers())
    assert met.table.screening.person_language == "pt"


def test_step_4_while_he_is_near_what_could_harm_her_is_hidden_and_stays_open() -> None:
    near, private = still_near(), in_private()
    harmful = {"terms_ahead", "journey_control", "papers_with", "debt", "asked_to_do"}
    assert not harmful & set(near.to_come())
    assert near.withheld > 0
    assert "ask_in_private" in near.notices
    assert {"interview_conditions", "interpreter"} <= near.protocols
    assert near.assessment.upper == private.assessment.upper
    assert near.status(Element.PURPOSE) is ElementStatus.UNKNOWN

    assert harmful <= set(private.to_come())
    assert private.withheld == 0
    assert "ask_in_private" not in private.notices
    assert private.plan["INTERPRETATION"].offers == ("interpretation_need",)


def test_step_5_what_she_tells_meets_the_act_and_leaves_means_and_purpose_possible() -> None:
    met = told()
    assert met.status(Element.ACT) is ElementStatus.MET
    assert met.codes(Element.ACT) == {"RECRUITMENT", "TRANSPORTATION"}
    assert met.status(Element.MEANS) is ElementStatus.POSSIBLE
    assert met.codes(Element.MEANS) == {"DECEPTION", "OTHER_COERCION"}
    assert met.status(Element.PURPOSE) is ElementStatus.POSSIBLE
    assert met.codes(Element.PURPOSE) == BOTH_FORMS


def test_step_5_a_debt_of_an_unknown_sum_alone_leaves_the_purpose_open() -> None:
    met = in_private()
    met.say(already_there="no", debt=("amount_unknown",))
    assert met.status(Element.PURPOSE) is ElementStatus.UNKNOWN
    assert set(met.assessment.upper.forms) >= BOTH_FORMS


def test_step_5_that_she_agreed_changes_nothing_and_the_notice_says_why() -> None:
    met = told()
    agreed = [met.otherwise(agreed_account=code) for code in ("yes", "no", "declined", "unknown")]
    assert len({reading(interview) for interview in agreed}) == 1
    assert len({services(interview) for interview in agreed}) == 1
    assert "consent_has_no_effect" in met.notices
    # What does weigh changes the same reading.
    assert reading(met.otherwise(papers_with="self")) != reading(met.interview)


def test_step_6_circumstances_leave_band_and_elements_alone() -> None:
    met = told()
    none_told = reading(met.otherwise(circumstances=()))
    for circumstance in CIRCUMSTANCES:
        assert reading(met.otherwise(circumstances=(circumstance,))) == none_told
    assert reading(met.otherwise(circumstances=CIRCUMSTANCES)) == none_told
    # That somebody used her need is no circumstance.
    assert reading(met.otherwise(need_used=("hardship",))) != none_told


def test_step_7_the_finding_names_its_answers_and_what_is_still_unasked() -> None:
    found = told().assessment
    assert found.finding.band in (Band.POSSIBLE, Band.PRESUMED)
    assert {reason.subject for reason in found.reasons} >= {"act", "means", "purpose"}
    for reason in found.reasons:
        assert all(trace.questions for trace in reason.traces)
    assert {"offer_pressure", "journey_control", "terms_ahead"} <= set(found.can_still_matter)
    assert not found.is_settled


def test_step_8_help_comes_before_any_question_on_him() -> None:
    met = helped()
    asked = list(met.questions)
    assert asked.index("help_wanted") < asked.index("first_contact")
    assert asked.index("help_wanted") < asked.index("others_affected")
    assert "help_before_questions" in met.protocols
    assert "help_first" in met.notices


def test_step_8_each_service_has_its_reason_and_her_own_choice() -> None:
    plan = helped().plan
    assert {"SHELTER", "LEGAL", "MEDICAL", "PSYCHOLOGICAL", "CONSULAR"} <= plan.keys()
    assert all(line.offers for line in plan.values())
    made = {service: line.choice for service, line in plan.items()}
    assert (made["SHELTER"], made["LEGAL"]) == (Choice.ACCEPTED, Choice.ACCEPTED)
    assert made["CONSULAR"] is Choice.LATER
    # Nothing is taken as a yes.
    assert {made["MEDICAL"], made["PSYCHOLOGICAL"]} == {Choice.NOT_ASKED}
    assert "consular_right" in helped().notices


def test_step_9_with_her_fear_unknown_no_return_is_offered_even_if_she_wishes_it() -> None:
    met = helped()
    met.say(help_wanted=("go_home",))
    assert not RETURN & met.plan.keys()
    assert "ASYLUM" in met.plan
    assert "fear_of_return" in met.notices
    fearless = services(met.otherwise(fear_of_return="no"))
    assert "REPATRIATION" in {line.service.value for line in fearless}


def test_step_10_all_that_is_said_to_her_is_there_in_portuguese() -> None:
    met = in_private()
    texts = met.post.pack.texts
    assert texts.person_completeness("pt") == 1.0
    for name in met.to_come():
        if texts.has(f"question.{name}.say"):
            assert texts.said(f"question.{name}.say", "pt") is not None


def test_step_10_a_hotline_nobody_has_stated_is_a_gap() -> None:
    country = airport().pack.country
    assert country is not None
    assert country.hotline is None


def test_step_12_one_coded_referral_waits_to_leave() -> None:
    met = helped()
    met.post.referrals.make(met.table)
    (line,) = met.post.referrals.lines()
    assert line.state is ReferralState.QUEUED
    record = line.record
    assert (record.country, record.region) == ("XT", "XT-1")
    assert (record.age_band, record.consent) == (AgeBand.ADULT, ConsentScope.DEIDENTIFIED)
    assert set(record.services) == {"SHELTER", "LEGAL"}
    assert record.do_not_return_before_assessment


@pytest.mark.parametrize("stage", [first_look, still_near, helped])
def test_no_word_on_the_way_decides_or_stigmatises(stage: Callable[[], Met]) -> None:
    assert unfit_words(stage()) == []


def test_every_kind_of_text_is_among_the_words_looked_at() -> None:
    """The control: in a language nobody has, each of them is missing."""
    missing = {name.split(" ")[1].split(".")[0] for name in unfit_words(helped(), ("xx",))}
    assert missing == {"instrument", "question", "notice", "protocol", "form", "indicator", "offer"}
