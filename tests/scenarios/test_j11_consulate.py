"""J11: a consulate of Alpha in Delta. A national who ran away from a house asks for help."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frontline.domain.assistance import Choice
from frontline.domain.findings import Band
from frontline.domain.officials import OfficialRole
from frontline.domain.reviews import LoweringReason
from frontline.domain.sites import SiteKind
from frontline.wire.ref_record import ConsentScope
from tests.support.journeys import OFFICER_LANGUAGES, Met, Post, services, unfit_words

RETURN = {"REPATRIATION", "RESETTLEMENT"}


def consulate() -> Post:
    return Post("alpha", OfficialRole.CONSULAR, SiteKind.CONSULATE, abroad="delta")


def without_papers() -> Met:
    """Step 1."""
    return consulate().meet(
        "consular_desk",
        private_now="yes",
        interpreter="not_needed",
        age_group="adult",
        journey_stage="destination",
        papers_with="none",
        health_need="soon",
        help_wanted=("papers", "doctor", "lawyer"),
    )


def escaped() -> Met:
    """Step 2: out of a house, and afraid of people at home."""
    met = without_papers()
    met.say(
        offer_from="acquaintance",
        already_there="yes",
        journey_arranged_by="acquaintance",
        held_there=("go_out", "call"),
        harm_there=("threatened",),
        how_left="fled",
        asked_to_do=("home_service",),
        home_terms=("always_on_call", "kept_in"),
        fear_of_return="yes",
        referral_choice="full",
    )
    return met


def wants_to_go_home() -> Met:
    """Steps 4 and 5, later: an authority has assessed the fear."""
    met = escaped().go_on_with("consular_desk")
    met.say(
        journey_stage="return",
        fear_of_return="no",
        help_wanted=("go_home", "learn"),
        private_now="yes",
    )
    assert "REPATRIATION" not in met.plan
    met.lowered(LoweringReason.AUTHORITY_ASSESSED)
    return met


def test_step_1_a_national_without_papers_is_offered_new_ones_a_doctor_and_a_lawyer() -> None:
    met = without_papers()
    assert met.finding.band is Band.INCOMPLETE
    assert {"DOCUMENT_REPLACEMENT", "MEDICAL", "LEGAL"} <= met.plan.keys()
    assert "medical" in met.protocols


def test_step_2_who_escaped_and_fears_home_is_presumed_and_hears_of_asylum() -> None:
    met = escaped()
    assert met.finding.band is Band.PRESUMED
    assert "DOMESTIC_SERVITUDE" in met.finding.forms
    assert "asylum_claim" in met.finding.concerns
    assert met.plan["ASYLUM"].offers == ("asylum_information",)
    assert met.state.exit == "protection"
    assert {"fear_of_return", "consular_caution"} <= met.protocols


def test_step_2_no_return_and_no_consular_line_while_she_fears_home() -> None:
    met = escaped()
    met.say(help_wanted=("go_home",))
    assert not RETURN & met.plan.keys()
    assert "CONSULAR" not in met.plan
    assert met.referral().do_not_return_before_assessment


def test_step_2_the_referral_goes_by_the_country_she_is_in() -> None:
    record = escaped().referral()
    assert (record.country, record.region) == ("XD", "XD-1")
    assert record.consent is ConsentScope.FULL


def test_step_4_without_fear_her_wish_to_go_home_is_offered_and_the_finding_stands() -> None:
    met = wants_to_go_home()
    assert met.plan["REPATRIATION"].offers == ("return_by_choice",)
    assert met.finding.band is Band.PRESUMED
    assert met.finding.forms == escaped().finding.forms
    assert not met.referral().do_not_return_before_assessment


def test_step_4_a_return_nobody_wished_for_is_not_offered() -> None:
    met = wants_to_go_home()
    offered = services(met.otherwise(help_wanted=("learn",)))
    assert "REPATRIATION" not in {line.service.value for line in offered}


def test_step_5_three_ways_to_go_on_stand_side_by_side_and_she_chooses() -> None:
    met = wants_to_go_home()
    assert {"REINTEGRATION", "REPATRIATION", "RESETTLEMENT"} <= met.plan.keys()
    met.choose(REPATRIATION=Choice.ACCEPTED, RESETTLEMENT=Choice.DECLINED)
    met.choose(REPATRIATION=Choice.LATER)
    assert met.plan["REPATRIATION"].choice is Choice.LATER
    assert met.plan["REINTEGRATION"].choice is Choice.NOT_ASKED


def test_step_9_the_right_to_a_consulate_is_there_in_every_language_of_an_officer() -> None:
    met = escaped()
    assert "consular_right" in met.notices
    found = [met.post.pack.texts.get("notice.consular_right", each) for each in OFFICER_LANGUAGES]
    assert len({text.value for text in found}) == len(OFFICER_LANGUAGES)
    assert not any(text.is_fallback for text in found)


@pytest.mark.parametrize("stage", [without_papers, escaped, wants_to_go_home])
def test_no_word_on_the_way_decides_or_stigmatises(stage: Callable[[], Met]) -> None:
    assert unfit_words(stage()) == []
