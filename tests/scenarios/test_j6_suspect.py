"""J6: the police of Delta stop a man of 24 who carries drugs, and who may have been made to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frontline.domain.assistance import Choice
from frontline.domain.findings import Band, ElementStatus
from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind
from frontline.domain.trafficking import Element
from frontline.wire.ref_record import RefRecord, write_ref
from tests.support.journeys import Met, Post, reading, services, unfit_words

RIGHTS = ("help_first", "silence", "lawyer", "no_blame", "consulate")
ACTS = ("drugs", "entry", "papers")
# What nobody may weigh, and answers of each.
NEVER_WEIGHED = {
    "citizenship": ("XA", "XD", "XT", "declined"),
    "language": ("es", "ar", "other", "unknown"),
    "gender": ("male", "female", "trans_male", "not_stated"),
    "interviewer_wish": ("no_wish", "met", "not_met"),
    "agreed_account": ("yes", "no", "unknown", "declined"),
    "first_contact": ("known_before", "advertisement", "declined"),
    "others_affected": ("yes", "no", "declined"),
}


def checkpoint() -> Post:
    return Post("delta", OfficialRole.POLICE, SiteKind.CHECKPOINT)


def stopped() -> Met:
    """Step 1: nothing was asked yet but whether he knows his rights."""
    return checkpoint().meet(
        "police_encounter",
        obs_asks_for_help="not_seen",
        obs_needs_care="not_seen",
        private_now="yes",
        interpreter="independent",
        language="es",
        rights_told=RIGHTS,
        informed="yes",
        age_group="adult",
        age_years=24,
        gender="male",
        citizenship="XA",
    )


def told() -> Met:
    """Step 2: a debt, a truck, orders to carry, and his sister threatened."""
    met = stopped()
    met.say(
        offer_from="acquaintance",
        already_there="yes",
        journey_arranged_by="acquaintance",
        on_arrival=("lodged",),
        debt=("holds_now",),
        held_there=(),
        harm_there=("threatened",),
    )
    met = met.go_on_with("forced_criminality_suspect")
    met.say(
        private_now="yes",
        interpreter="independent",
        asked_to_do=("offences",),
        offending_terms=("gain_to_others", "no_choice", "threatened"),
        offending_kind=("carry",),
        planned_for=("other",),
        other_terms="something_else",
        other_gainer="group",
        other_control=("debt", "threats"),
        other_setting="on_the_move",
    )
    return met


def accused() -> Met:
    """Steps 3 to 5: his acts came out of the situation; he agreed at first and names nobody."""
    met = told()
    met.say(fear_of_return="unknown", help_wanted=("lawyer",), referral_choice="deidentified")
    met.say(accused_of=ACTS, acts_from_situation=ACTS)
    met.say(first_contact="declined", others_affected="declined", agreed_account="yes")
    return met


def helped() -> Met:
    """Step 9."""
    met = accused()
    met.choose(LEGAL=Choice.ACCEPTED, SECURITY=Choice.ACCEPTED, CONSULAR=Choice.DECLINED)
    return met


def acts_told(record: RefRecord) -> set[str]:
    """Everything in a record that would tell of an act of the person."""
    pack = checkpoint().pack
    local: set[str] = {code for code, each in pack.indicators.items() if each.stays_local}
    local |= {concern.code for concern in pack.concerns if concern.stays_local}
    for name, question in pack.questions.items():
        if question.stays_local:
            local |= {name, *question.answers}
    # Answers to any question, and to fields of a record.
    local -= {"other", "unknown", "declined", "not_asked", "none"}
    return local & set(_leaves(record.model_dump(mode="json")))


def _leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in _leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in _leaves(each)]
    return [str(value)]


def test_step_1_safety_rights_and_a_lawyer_come_before_anything_is_asked() -> None:
    met = checkpoint().meet("police_encounter")
    asked = list(met.questions)
    first_of_story = asked.index("offer_from")
    for name in ("private_now", "interpreter", "rights_told", "informed", "care_offered"):
        assert asked.index(name) < first_of_story
    assert asked.index("help_wanted") < asked.index("accused_of")
    assert "lawyer" in met.questions["rights_told"].answers
    met.say(age_group="adult", accused_of=ACTS)
    assert met.finding.band is Band.INCOMPLETE
    assert met.plan["LEGAL"].offers == ("legal_base",)


def test_step_2_the_three_elements_are_met_in_a_form_that_the_treaty_does_not_name() -> None:
    met = told()
    assert met.finding.band is Band.PRESUMED
    assert {"TRANSPORTATION", "HARBOURING"} <= met.codes(Element.ACT)
    assert met.codes(Element.MEANS) == {"THREAT_OF_FORCE", "OTHER_COERCION"}
    assert met.status(Element.MEANS) is ElementStatus.MET
    assert "OTHER_UNNAMED" in met.finding.forms
    described = {"other_terms", "other_gainer", "other_control", "other_setting"}
    assert described <= met.interview.answers().keys()


def test_step_3_his_acts_bring_the_notice_of_non_punishment_with_deltas_law() -> None:
    met = accused()
    assert "non_punishment" in met.finding.concerns
    assert {"non_punishment", "delta_non_punishment"} <= met.notices
    assert "non_punishment" in met.protocols
    # What he is accused of raises nothing else.
    assert met.finding.band is told().finding.band
    assert met.finding.forms == told().finding.forms


def test_step_5_silence_about_his_masters_leaves_the_plan_alone() -> None:
    met = accused()
    named = met.otherwise(first_contact="known_before", others_affected="yes")
    assert services(named) == services(met.interview)


@pytest.mark.parametrize("name", NEVER_WEIGHED)
def test_steps_4_to_6_a_copy_that_differs_in_it_has_the_same_reading_and_plan(name: str) -> None:
    met = accused()
    copies = [met.otherwise(**{name: code}) for code in NEVER_WEIGHED[name]]
    assert {reading(copy) for copy in copies} == {reading(met.interview)}
    assert {services(copy) for copy in copies} == {services(met.interview)}


def test_steps_4_to_6_a_copy_that_differs_in_what_weighs_has_another_reading() -> None:
    """The control."""
    met = accused()
    assert reading(met.otherwise(debt=())) != reading(met.interview)
    assert reading(met.otherwise(age_group="in_doubt")) != reading(met.interview)


def test_step_9_each_service_is_his_own_choice() -> None:
    plan = helped().plan
    assert (plan["LEGAL"].choice, plan["SECURITY"].choice) == (Choice.ACCEPTED, Choice.ACCEPTED)
    assert plan["CONSULAR"].choice is Choice.DECLINED
    assert plan["WITNESS_PROTECTION"].choice is Choice.NOT_ASKED


def test_step_10_the_referral_names_the_form_and_tells_of_no_act() -> None:
    record = helped().referral()
    assert "OTHER_UNNAMED" in record.forms
    assert {service.value for service in record.services} == {"LEGAL", "SECURITY"}
    assert acts_told(record) == set()
    assert "non_punishment" not in record.concerns


def test_step_10_an_act_in_a_referral_would_be_seen() -> None:
    """The control."""
    record = helped().referral()
    for part, code in (("indicators", "carrying_for_others"), ("concerns", "non_punishment")):
        telling = record.model_copy(update={part: (code,)})
        assert acts_told(telling) == {code}


def test_step_10_a_referral_is_the_same_whatever_he_is_accused_of() -> None:
    met = accused()
    before = met.referral().model_copy(update={"token": "0" * 32})
    met.say(acts_from_situation=(), accused_of=("theft", "begging"))
    after = met.referral().model_copy(update={"token": "0" * 32})
    assert write_ref(after) == write_ref(before)


@pytest.mark.parametrize("stage", [stopped, told, helped])
def test_no_word_on_the_way_decides_or_stigmatises(stage: Callable[[], Met]) -> None:
    assert unfit_words(stage()) == []
