"""J4: a private household in Delta, called at twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from frontline.domain.assistance import Choice
from frontline.domain.findings import Band, ElementStatus
from frontline.domain.identifiers import QuestionId
from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind
from frontline.domain.trafficking import Element
from frontline.rules.definitions import Topic
from frontline.wire.ref_record import write_ref
from tests.support.journeys import Met, Post, reading, services, unfit_words

SENSITIVE = {"papers_with", "debt", "asked_to_do", "planned_for", "promises_broken"}


def household() -> Post:
    return Post("delta", OfficialRole.LABOUR, SiteKind.HOUSEHOLD)


def at_the_door() -> Met:
    """Steps 1 and 2: the employer stands behind her and interprets."""
    return household().meet(
        "household_call",
        obs_asks_for_help="not_seen",
        obs_needs_care="not_seen",
        diplomatic_household="no",
        obs_employer_stays="seen",
        private_now="no",
        interpreter="linked",
        age_group="adult",
    )


def cannot_speak() -> Met:
    """Step 3: not now."""
    met = at_the_door()
    met.say(talk_now="later", safe_contact=("place",), safe_return_day=date(2026, 11, 29))
    return met


def second_visit() -> Met:
    """Step 4, the beginning: another day, another screening of the same person."""
    first = cannot_speak()
    first.post.screenings.close(first.table)
    return first.go_on_with("household_call")


def told() -> Met:
    """Step 4: alone with an interpreter she does not know."""
    met = second_visit()
    met.say(talk_now="now", private_now="yes", interpreter="independent", language="fr")
    met.say(
        already_there="yes",
        offer_from="family_or_partner",
        journey_arranged_by="family_or_partner",
        on_arrival=("lodged",),
        obs_sleeping_place="seen",
        home_life=("no_own_place", "no_key", "phone"),
        papers_with="self",
        pay_problems=("to_other",),
        work_conditions=("no_free_day",),
        held_there=(),
        harm_there=("report",),
        kept_by_need=("depends",),
        asked_to_do=("home_service",),
    )
    return met


def helped() -> Met:
    """Steps 5 and 6."""
    met = told()
    met.say(fear_of_return="no", referral_choice="deidentified", agreed_account="yes")
    met.choose(SHELTER=Choice.ACCEPTED, CONSULAR=Choice.DECLINED, JUSTICE=Choice.LATER)
    return met


def test_step_1_a_household_has_an_instrument_of_its_own() -> None:
    assert "household_call" in household().instruments()
    assert "obs_sleeping_place" in household().meet("household_call").questions


def test_step_2_with_the_employer_present_what_could_harm_her_is_hidden() -> None:
    met = at_the_door()
    met.say(already_there="yes")
    assert not SENSITIVE & set(met.to_come())
    assert met.withheld > len(SENSITIVE)
    assert "ask_in_private" in met.notices
    assert "employer_stays_close" in met.reasons


def test_step_3_cannot_speak_now_is_kept_as_incomplete_with_a_safe_way_back() -> None:
    met = cannot_speak()
    met.post.screenings.close(met.table)
    kept = met.table.screening.finding
    assert kept is not None
    assert kept.band is Band.INCOMPLETE
    assert (met.state.exit, met.state.next_instrument) == ("later", "household_call")
    assert met.interview.value(QuestionId("safe_return_day")) == date(2026, 11, 29)
    assert met.questions["safe_contact"].stays_local
    assert met.questions["safe_return_day"].stays_local


def test_step_3_the_day_to_come_back_is_looked_after_once_and_only_where_it_was_told() -> None:
    met = cannot_speak()
    assert met.post.follow_ups.open() == ()
    met.post.screenings.close(met.table)
    ((waiting, case),) = met.post.follow_ups.open()
    assert (waiting.due, case) == (date(2026, 11, 29), met.table.case)
    # What the next talk knows of the day was not told in it.
    again = met.go_on_with("household_call")
    met.post.screenings.close(again.table)
    assert len(met.post.follow_ups.open()) == 1


def test_step_4_the_second_visit_begins_with_what_is_known_but_asks_anew_who_can_hear() -> None:
    first, met = cannot_speak(), second_visit()
    carried = met.interview.answers()
    asked_anew = {"private_now", "interpreter", "talk_now", "safe_contact", "safe_return_day"}
    assert carried.items() <= first.interview.answers().items()
    assert first.interview.answers().keys() - carried.keys() == asked_anew
    assert {"private_now", "interpreter", "talk_now"} <= set(met.to_come())


def test_step_4_a_talk_that_was_private_once_does_not_open_the_next() -> None:
    met = told()
    again = met.go_on_with("household_call")
    assert met.may_be_asked("planned_for")
    assert not again.may_be_asked("planned_for")
    assert again.finding.band is met.finding.band
    again.say(private_now="yes", interpreter="not_needed")
    assert again.may_be_asked("planned_for")


def test_step_4_alone_her_answers_show_servitude_by_three_means() -> None:
    met = told()
    assert met.finding.band is Band.PRESUMED
    assert met.status(Element.MEANS) is ElementStatus.MET
    assert met.codes(Element.MEANS) == {
        "OTHER_COERCION",
        "ABUSE_OF_VULNERABILITY",
        "PAYMENT_TO_CONTROLLER",
    }
    assert {"SERVITUDE", "DOMESTIC_SERVITUDE"} <= set(met.finding.forms)
    # Depending on them is a circumstance until she says that somebody uses it.
    met.say(kept_by_need=())
    assert "ABUSE_OF_VULNERABILITY" not in met.codes(Element.MEANS)


def test_step_5_that_she_agreed_to_come_changes_nothing() -> None:
    met = helped()
    said = [met.otherwise(agreed_account=code) for code in ("yes", "no", "unknown", "declined")]
    assert len({reading(interview) for interview in said}) == 1
    assert len({services(interview) for interview in said}) == 1
    assert "consent_has_no_effect" in met.notices


def test_step_5_nobody_asks_whether_she_will_work_with_the_police() -> None:
    assert Topic.COOPERATION not in {question.topic for question in told().questions.values()}


def test_step_6_only_what_she_accepted_is_asked_for() -> None:
    met = helped()
    made = {service: line.choice for service, line in met.plan.items()}
    assert (made["CONSULAR"], made["JUSTICE"]) == (Choice.DECLINED, Choice.LATER)
    record = met.referral()
    assert [service.value for service in record.services] == ["SHELTER"]
    content = write_ref(record)
    assert b"safe_contact" not in content
    assert b"2026-11-29" not in content


def test_step_8_a_follow_up_by_code_is_overdue_until_it_is_done() -> None:
    met = helped()
    post, due = met.post, met.post.clock.now().date() + timedelta(days=14)
    ((first, _case),) = post.follow_ups.open()
    post.follow_ups.done(first.id)
    follow_up = post.follow_ups.set_for(met.table.case.id, due)
    assert not follow_up.is_overdue(due)
    post.clock.advance(timedelta(days=15))
    ((waiting, case),) = post.follow_ups.open()
    assert waiting.is_overdue(post.clock.now().date())
    assert case.code == met.table.case.code
    post.follow_ups.done(follow_up.id)
    assert post.follow_ups.open() == ()


@pytest.mark.parametrize("stage", [at_the_door, cannot_speak, helped])
def test_no_word_on_the_way_decides_or_stigmatises(stage: Callable[[], Met]) -> None:
    assert unfit_words(stage()) == []
