"""J2: three adults and a boy of nine at a land border of Tango."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frontline.domain.findings import Band, ElementStatus
from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind
from frontline.domain.trafficking import AgeProfile, Element
from frontline.rules.overview import country_facts
from frontline.wire.ref_record import AgeBand, ConsentScope, RefRecord
from tests.support.journeys import Met, Post, reading, services, unfit_words

CHILD_MEASURES = {"CHILD_ACCOMMODATION", "CHILD_EDUCATION", "CHILD_CARE", "CHILD_TRANSFER"}
RETURN = {"REPATRIATION", "RESETTLEMENT"}
LETTERS = ("fits", "doubtful", "missing", "not_needed")


def border() -> Post:
    return Post("tango", OfficialRole.IMMIGRATION, SiteKind.LAND_BORDER)


def uncle_speaks() -> Met:
    """Steps 1 to 3: his age is known from the adults alone, and "uncle" carries a letter."""
    return border().meet(
        "border_family_group",
        obs_asks_for_help="not_seen",
        obs_needs_care="not_seen",
        private_now="yes",
        interpreter="not_needed",
        age_group="in_doubt",
        age_years=9,
        adult_relation="sent_by_parents",
        family_papers=("permission_open",),
        journey_arranged_by="family_or_partner",
    )


def boy_heard() -> Met:
    """Step 4: with pictures, he says that he met "uncle" last week and will work in a shop."""
    met = uncle_speaks().go_on_with("child_interview")
    met.say(
        age_group="child",
        child_age_band="from_6",
        obs_child_setting="seen",
        card_ready="yes",
        card_afraid="no",
        card_with="recent_contact",
        card_plans=("work",),
    )
    return met


def man_of_the_group() -> Met:
    """Step 5: brought along by the same man, for work in the same shop."""
    return border().meet(
        "border_family_group",
        private_now="yes",
        interpreter="not_needed",
        age_group="adult",
        journey_stage="transit",
        journey_arranged_by="recent_contact",
        knows_plans="yes",
        unwanted_ahead=("work",),
    )


def mother() -> Met:
    """Step 9: she fears going back, and would rather be at home all the same."""
    met = border().meet(
        "border_family_group",
        private_now="yes",
        interpreter="not_needed",
        age_group="adult",
        journey_stage="transit",
        journey_arranged_by="self",
        knows_plans="yes",
        unwanted_ahead=(),
        safe_place="no",
        fear_of_return="yes",
        help_wanted=("go_home",),
    )
    return met.go_on_with("second_line_interview")


def test_step_1_somebody_who_may_be_under_18_is_on_the_path_of_a_child_at_once() -> None:
    met = border().meet("border_family_group", age_group="in_doubt")
    assert met.assessment.profile is AgeProfile.IN_DOUBT
    assert "child_path" in met.notices
    assert "child_pathway" in met.protocols


def test_step_2_without_danger_nothing_is_urgent_and_one_sign_makes_it_so() -> None:
    met = uncle_speaks()
    before = met.finding.urgent
    met.say(obs_asks_for_help="seen")
    assert (before, met.finding.urgent) == (False, True)
    assert "immediate_danger" in met.protocols
    assert "EMERGENCY" in met.plan


def test_step_3_a_letter_decides_nothing_and_asking_goes_on() -> None:
    met = uncle_speaks()
    assert met.finding.band is Band.INCOMPLETE
    assert met.assessment.upper.band is Band.PRESUMED
    assert {"child_with_whom", "child_plans", "stories_fit"} <= set(met.assessment.can_still_matter)
    papers = ((), ("relation",), ("permission",), ("permission_open",), ("parents_reached",))
    assert len({reading(met.otherwise(family_papers=each)) for each in papers}) == 1


def test_step_3_a_doubtful_letter_brings_tangos_notice_and_nothing_else() -> None:
    met = uncle_speaks().go_on_with("second_line_interview")
    before = met.finding
    met.say(permission_letter="doubtful")
    assert met.finding == before
    assert "tango_child_letter" in met.notices
    assert len({reading(met.otherwise(permission_letter=each)) for each in LETTERS}) == 1


def test_step_3_a_paid_passage_is_never_called_smuggling_and_nothing_more() -> None:
    met = border().meet("border_family_group", age_group="adult", journey_arranged_by="guide")
    assert "smuggling" in met.finding.concerns
    assert "smuggling_and_trafficking" in met.notices
    assert "smuggling_or_trafficking" in met.protocols
    assert met.assessment.upper.band.rank > met.finding.band.rank


def test_step_4_the_boy_is_presumed_without_any_means() -> None:
    met = boy_heard()
    assert met.finding.band is Band.PRESUMED
    assert met.assessment.profile is AgeProfile.CHILD
    assert met.status(Element.ACT) is ElementStatus.MET
    assert met.codes(Element.ACT) == {"TRANSPORTATION", "HARBOURING"}
    assert met.status(Element.PURPOSE) is ElementStatus.POSSIBLE
    assert "FORCED_LABOUR" in met.codes(Element.PURPOSE)
    assert not met.codes(Element.MEANS)


def test_step_4_no_picture_asks_about_means_or_what_hurts() -> None:
    met = boy_heard()
    indicators = met.post.pack.indicators
    said = [question for question in met.questions.values() if question.has_say]
    shown = {code for question in said for code in question.indicators}
    assert Element.ACT in {indicators[code].element for code in shown}
    assert Element.MEANS not in {indicators[code].element for code in shown}
    assert not [name for name, question in met.questions.items() if question.sensitive]


def test_step_4_nothing_the_adults_told_is_asked_of_the_boy() -> None:
    before = uncle_speaks()
    met = before.go_on_with("child_interview")
    assert not set(met.to_come()) & set(before.interview.answers())


def test_step_5_for_an_adult_means_are_missing_and_it_shows_what_to_ask() -> None:
    met = man_of_the_group()
    assert met.finding.band is Band.POSSIBLE
    assert met.status(Element.MEANS) is ElementStatus.UNKNOWN
    assert met.state.next_instrument == "second_line_interview"

    talk = met.go_on_with("second_line_interview")
    talk.say(private_now="yes", interpreter="not_needed")
    found = talk.assessment
    assert found.upper.band is Band.PRESUMED
    assert {"promises_broken", "journey_control", "need_used"} <= set(found.can_still_matter)


def test_step_7_the_four_measures_for_a_child_are_in_the_plan_and_it_is_urgent() -> None:
    met = boy_heard()
    assert met.plan.keys() >= CHILD_MEASURES
    assert "SHELTER" not in met.plan
    assert met.finding.urgent
    assert "child_protection" in met.finding.concerns


def test_step_8_papers_that_say_19_leave_him_on_the_path_of_a_child() -> None:
    met = boy_heard()
    met.say(age_group="in_doubt")
    doubtful = met.otherwise(age_years=9), met.otherwise(age_years=19)
    assert reading(doubtful[0]) == reading(doubtful[1])
    assert services(doubtful[0]) == services(doubtful[1])
    assert met.assessment.profile is AgeProfile.IN_DOUBT
    assert met.finding.band is Band.PRESUMED
    assert met.plan.keys() >= CHILD_MEASURES


def test_step_9_a_mother_who_fears_return_is_offered_protection_and_no_return() -> None:
    met = mother()
    assert "asylum_claim" in met.finding.concerns
    assert "fear_of_return" in met.notices
    assert "ASYLUM" in met.plan
    assert not RETURN & met.plan.keys()
    met.say(referral_choice="deidentified")
    assert met.referral().do_not_return_before_assessment


def test_step_10_numbers_nobody_has_stated_are_gaps_in_both_countries() -> None:
    for country in ("tango", "delta"):
        known = Post(country, OfficialRole.IMMIGRATION, SiteKind.LAND_BORDER).pack.country
        assert known is not None
        facts = country_facts(known)
        assert (facts["emergency_line"], facts["hotline"]) == ("unknown", "unknown")


def test_step_11_the_boys_referral_has_an_age_band_and_nothing_of_the_group() -> None:
    record = boy_heard().referral()
    assert record.age_band is AgeBand.FROM_9
    assert record.consent is ConsentScope.CHILD_PROTECTION
    assert not [name for name in RefRecord.model_fields if "group" in name or "family" in name]


@pytest.mark.parametrize("stage", [uncle_speaks, boy_heard, man_of_the_group, mother])
def test_no_word_on_the_way_decides_or_stigmatises(stage: Callable[[], Met]) -> None:
    assert unfit_words(stage()) == []
