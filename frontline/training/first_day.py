"""The practice interview of the first day: a private talk at an airport, on invented facts.

The job of a stranger met online, papers handed over, a debt to be worked off: act, means and
purpose are all there, and none of it has begun yet.
"""

from __future__ import annotations

from frontline.domain.answers import AnswerValue, Observation, StandardAnswer
from frontline.domain.findings import Band
from frontline.domain.identifiers import InstrumentId, QuestionId
from frontline.training.practice import Fact, PracticeCase


def _fact(question: str, answer: AnswerValue) -> Fact:
    return Fact(QuestionId(question), answer)


FIRST_DAY = PracticeCase(
    id="first-day",
    instrument=InstrumentId("second_line_interview"),
    facts=(
        _fact("obs_needs_care", Observation.NOT_SEEN.value),
        _fact("private_now", "yes"),
        _fact("interpreter", "not_needed"),
        _fact("informed", "yes"),
        _fact("care_offered", ("water_food", "rest")),
        _fact("safe_now", "yes"),
        _fact("obs_led_group", Observation.NOT_SEEN.value),
        _fact("age_group", "adult"),
        _fact("age_years", 24),
        _fact("gender", "female"),
        _fact("journey_stage", "transit"),
        _fact("offer_from", "recent_contact"),
        _fact("knows_plans", "no"),
        _fact("unwanted_ahead", StandardAnswer.UNKNOWN.value),
        _fact("already_there", "no"),
        _fact("terms_ahead", ("not_free", "pay_kept")),
        _fact("promises_broken", ("work", "pay")),
        _fact("journey_arranged_by", "recent_contact"),
        _fact("journey_control", ("belongings_taken",)),
        _fact("papers_with", "other_person"),
        _fact("debt", ("amount_unknown", "work_off")),
    ),
    band=Band.PRESUMED,
)
