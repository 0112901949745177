"""J5: an operation of the police of Delta in a hotel. Six people are met at the same time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frontline.domain.answers import AnswerValue
from frontline.domain.findings import Band
from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind
from frontline.domain.trafficking import AgeProfile
from frontline.rules.checks.wording import forbidden_topics
from frontline.wire.ref_record import GenderCode
from tests.support.journeys import Met, Post, reading, services, unfit_words

ADULT: dict[str, AnswerValue] = {
    "rights_told": ("help_first", "silence", "no_blame"),
    "private_now": "yes",
    "interpreter": "not_needed",
    "age_group": "adult",
}


def hotel() -> Post:
    return Post("delta", OfficialRole.POLICE, SiteKind.HOTEL)


def _met(post: Post, **told: AnswerValue) -> Met:
    met = post.meet("police_operation")
    met.say(**told)
    return met


def controlled(post: Post) -> Met:
    """A: a manager takes the earnings."""
    met = _met(post, **ADULT, already_there="yes", offer_from="acquaintance")
    met.say(
        on_arrival=("lodged",),
        papers_with="employer_or_host",
        debt=("holds_now",),
        held_there=("leave",),
        harm_there=(),
        pay_problems=(),
        asked_to_do=("sexual",),
        sexual_terms=("earnings", "no_refusal"),
    )
    return met


def independent(post: Post, **told: AnswerValue) -> Met:
    """B: works alone, and decides."""
    met = _met(post, **ADULT, already_there="no", offer_from="nobody", **told)
    met.say(papers_with="self", debt=(), asked_to_do=(), unwanted_ahead=(), planned_for=())
    return met


def sixteen(post: Post) -> Met:
    """C: says 19."""
    met = _met(post, **{**ADULT, "age_group": "in_doubt"})
    met.say(
        journey_arranged_by="recent_contact",
        child_with_whom="recent_contact",
        child_work=(),
        child_signs=("sexual",),
        unwanted_ahead=(),
    )
    return met


def trans_woman(post: Post) -> Met:
    """D: in her own words."""
    return independent(post, gender="trans_female")


def unpaid(post: Post) -> Met:
    """E: behind the bar, and free to go."""
    met = _met(post, **ADULT, already_there="yes", offer_from="nobody")
    met.say(
        papers_with="self",
        held_there=(),
        harm_there=(),
        pay_problems=("too_little",),
        work_conditions=("no_contract",),
        asked_to_do=(),
        unwanted_ahead=(),
    )
    return met


def watched(post: Post) -> Met:
    """F: a companion stays at the side."""
    return _met(post, rights_told=("help_first",), private_now="no", age_group="adult")


PEOPLE = (controlled, independent, sixteen, trans_woman, unpaid, watched)


def test_step_2_six_people_side_by_side_have_each_a_finding_of_their_own() -> None:
    post = hotel()
    side_by_side = [person(post) for person in PEOPLE]
    bands = [met.finding.band for met in side_by_side]
    assert bands == [
        Band.PRESUMED,
        Band.NONE_OBSERVED,
        Band.PRESUMED,
        Band.NONE_OBSERVED,
        Band.NONE_OBSERVED,
        Band.INCOMPLETE,
    ]
    assert [met.finding for met in side_by_side] == [person(hotel()).finding for person in PEOPLE]


def test_step_3_a_controlled_adult_is_presumed_and_help_comes_before_the_manager() -> None:
    met = controlled(hotel())
    assert {"PROSTITUTION_OF_OTHERS", "OTHER_SEXUAL_EXPLOITATION"} <= set(met.finding.forms)
    asked = list(met.questions)
    assert asked.index("rights_told") < asked.index("already_there")
    assert asked.index("help_wanted") < asked.index("others_affected")
    assert {"help_first"} <= met.notices
    assert {"SHELTER", "MEDICAL", "LEGAL", "SECURITY"} <= met.plan.keys()


def test_step_4_an_adult_who_decides_alone_has_no_finding_and_gets_the_card() -> None:
    met = independent(hotel())
    assert met.finding.concerns == ()
    assert met.finding.forms == ()
    assert met.state.exit == "close"


def test_step_5_sixteen_who_says_19_is_a_child_and_needs_no_means() -> None:
    met = sixteen(hotel())
    assert met.assessment.profile is AgeProfile.IN_DOUBT
    assert "SEXUAL_EXPLOITATION_OF_CHILDREN" in met.finding.forms
    assert met.finding.urgent
    assert {"child_protection", "gender_based_violence"} <= set(met.finding.concerns)
    assert {"child_path", "child_images"} <= met.notices
    assert met.state.next_instrument == "child_interview"


def test_step_5_what_nobody_may_ask_a_child_is_not_put() -> None:
    met = sixteen(hotel())
    of_adults = {
        "sexual_terms",
        "asked_to_do",
        "debt",
        "harm_there",
        "held_there",
        "others_affected",
    }
    assert not [name for name in of_adults if met.may_be_asked(name)]
    texts = met.post.pack.texts
    for name in met.to_come():
        assert not list(forbidden_topics(texts.get(f"question.{name}.text", "en").value, "en"))


def test_step_6_gender_in_a_persons_own_words_weighs_nothing_and_need_not_be_told() -> None:
    met = trans_woman(hotel())
    for code in met.questions["gender"].answers:
        other = met.otherwise(gender=code)
        assert reading(other) == reading(met.interview)
        assert services(other) == services(met.interview)
    met.say(gender="declined", referral_choice="deidentified")
    assert met.referral().gender is GenderCode.NOT_STATED


def test_step_7_a_tool_of_the_police_leads_on_to_the_talk_about_work() -> None:
    met = unpaid(hotel())
    assert met.finding.concerns == ("labour_violation",)
    assert (met.state.exit, met.state.next_instrument) == ("labour", "worker_short_screen")
    talk = met.go_on_with("worker_short_screen")
    talk.say(private_now="yes", interpreter="not_needed")
    assert {"promises_broken", "pay_promised", "weeks_worked"} <= set(talk.to_come())
    assert not {"pay_problems", "work_conditions", "held_there"} & set(talk.to_come())


def test_step_8_danger_marked_in_between_leaves_the_place_in_the_talk() -> None:
    met = sixteen(hotel())
    upcoming = met.to_come()
    met.say(obs_asks_for_help="seen")
    assert met.finding.urgent
    assert "immediate_danger" in met.protocols
    assert "danger_now" in met.reasons
    assert met.to_come() == [name for name in upcoming if name != "obs_asks_for_help"]


@pytest.mark.parametrize("person", PEOPLE)
def test_no_word_on_the_way_decides_or_stigmatises(person: Callable[[Post], Met]) -> None:
    assert unfit_words(person(hotel())) == []
