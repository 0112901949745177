"""A finding falls only when two people say so; until then the higher one stands (S-035)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from frontline.domain.deeds import DeedKind
from frontline.domain.findings import Band
from frontline.domain.identifiers import QuestionId
from frontline.domain.officials import AccessRole
from frontline.domain.reviews import Decision, LoweringReason
from frontline.errors import CaseNotFoundError, NotPermittedError
from frontline.errors_of_review import (
    AssessmentMissingError,
    NothingLoweredError,
    OwnLoweringError,
    ReviewNotFoundError,
)
from frontline.screening.assessment import bounds_of
from frontline.services import standing
from frontline.services.lowerings import Lowerings
from frontline.services.referrals import Referrals
from frontline.services.screenings import OpenScreening
from frontline.services.standing import standing_of
from tests.support.desks import DECEIVED, FULL, a_session
from tests.support.review_office import HURT, Reviewed, a_reviewed_post
from tests.support.rights import close_with_rights

LOWER = {"recruited": "no", "journey": "self"}


@pytest.fixture
def post() -> Reviewed:
    return a_reviewed_post()


def lowered(post: Reviewed) -> OpenScreening:
    """What the person said first made them presumed a victim; what was corrected does not."""
    table = post.officer.started(**DECEIVED)
    assert stands(post, table) is Band.PRESUMED
    post.corrected(table, **LOWER)
    assert bounds_of(table.interview).finding.band.rank < Band.PRESUMED.rank
    return table


def stands(post: Reviewed, table: OpenScreening) -> Band:
    return standing_of(post.officer.desk, table).finding.band


def asked(post: Reviewed, table: OpenScreening) -> None:
    Lowerings(post.officer.desk).ask(table, LoweringReason.MISUNDERSTOOD)


def decide(post: Reviewed, decision: Decision) -> None:
    (line,) = post.lowerings.waiting()
    post.lowerings.decide(line.lowering.id, decision)


def test_the_higher_finding_stands_in_the_referral_and_at_the_close(post: Reviewed) -> None:
    table = lowered(post)

    assert stands(post, table) is Band.PRESUMED
    assert Referrals(post.officer.desk).preview(table).band is Band.PRESUMED
    close_with_rights(post.officer.desk, table)
    assert table.screening.finding is not None
    assert table.screening.finding.band is Band.PRESUMED


def test_it_is_asked_for_with_a_reason_and_still_stands(post: Reviewed) -> None:
    table = lowered(post)
    asked(post, table)

    (line,) = post.lowerings.waiting()
    assert line.lowering.reason is LoweringReason.MISUNDERSTOOD
    assert (line.case.id, line.stands.band) == (table.case.id, Band.PRESUMED)
    assert line.answered == bounds_of(table.interview).finding
    assert line.officer == post.officer.desk.session.user.name
    assert stands(post, table) is Band.PRESUMED


def test_with_a_second_person_the_answers_stand_and_both_are_in_the_record(post: Reviewed) -> None:
    table = lowered(post)
    asked(post, table)
    decide(post, Decision.APPROVED)

    assert stands(post, table) is bounds_of(table.interview).finding.band
    told = [(deed.kind, deed.actor) for deed in post.officer.vault.audit.deeds[-2:]]
    assert told == [
        (DeedKind.LOWERING_PROPOSED, post.officer.desk.session.user.id),
        (DeedKind.LOWERING_APPROVED, post.supervisor.desk.session.user.id),
    ]
    assert post.lowerings.waiting() == ()


def test_without_agreement_the_higher_finding_stands_for_good(post: Reviewed) -> None:
    table = lowered(post)
    asked(post, table)
    decide(post, Decision.REFUSED)

    assert stands(post, table) is Band.PRESUMED
    assert post.lowerings.waiting() == ()
    assert post.officer.deeds[-1] is DeedKind.LOWERING_REFUSED


def test_what_is_corrected_after_the_agreement_is_not_covered(post: Reviewed) -> None:
    table = lowered(post)
    asked(post, table)
    decide(post, Decision.APPROVED)
    post.corrected(table, recruited="yes", journey="other")
    post.corrected(table, **LOWER)

    assert stands(post, table) is Band.PRESUMED


def test_what_was_answered_between_asking_and_agreement_is_not_covered(post: Reviewed) -> None:
    table = post.officer.started(**DECEIVED, **HURT)
    post.corrected(table, **LOWER)
    asked(post, table)
    post.corrected(table, hurt="no")
    decide(post, Decision.APPROVED)

    found = standing_of(post.officer.desk, table)
    assert found.finding.urgent
    assert not found.answered.urgent


def test_the_urgent_flag_does_not_fall_alone_either(post: Reviewed) -> None:
    table = post.officer.started(**DECEIVED, **HURT)
    post.corrected(table, hurt="no")

    assert standing_of(post.officer.desk, table).finding.urgent
    assert Referrals(post.officer.desk).preview(table).urgent


def test_a_slip_of_the_hand_is_no_correction(post: Reviewed) -> None:
    table = post.officer.started(**DECEIVED)
    hurt = QuestionId("hurt")
    post.officer.screenings.answer(table, hurt, "yes")
    post.officer.clock.advance(timedelta(seconds=5))
    post.officer.screenings.answer(table, hurt, "no")

    assert not standing_of(post.officer.desk, table).is_held_up


def test_a_slip_that_comes_back_later_is_a_correction(post: Reviewed) -> None:
    table = post.officer.started(**DECEIVED)
    post.officer.screenings.answer(table, QuestionId("hurt"), "yes")
    post.corrected(table, hurt="no")

    assert standing_of(post.officer.desk, table).is_held_up


def test_answers_that_only_add_hold_nothing_up(post: Reviewed) -> None:
    table = post.officer.started(**{**DECEIVED, "recruited": "no"})
    post.corrected(table, recruited="yes", **HURT)

    found = standing_of(post.officer.desk, table)
    assert found.finding == found.answered
    with pytest.raises(NothingLoweredError):
        asked(post, table)


def test_it_holds_into_the_next_questionnaire_of_the_case(post: Reviewed) -> None:
    table = lowered(post)
    following = post.officer.screenings.go_on_with(table, FULL)
    post.officer.clock.advance(timedelta(minutes=5))
    post.officer.screenings.answer(following, QuestionId("alone"), "yes")

    assert stands(post, following) is Band.PRESUMED


@pytest.mark.parametrize("said", ["yes", "unknown"])
def test_the_mark_against_a_return_stands_until_the_authority_assessed(
    post: Reviewed, said: str
) -> None:
    table = post.officer.started(**DECEIVED, fear=said)
    referrals = Referrals(post.officer.desk)
    post.corrected(table, fear="no")

    assert referrals.preview(table).do_not_return_before_assessment
    with pytest.raises(AssessmentMissingError):
        asked(post, table)
    Lowerings(post.officer.desk).ask(table, LoweringReason.AUTHORITY_ASSESSED)
    (line,) = post.lowerings.waiting()
    assert line.clears_fear
    assert referrals.preview(table).do_not_return_before_assessment
    decide(post, Decision.APPROVED)
    assert not referrals.preview(table).do_not_return_before_assessment


def test_a_fear_that_was_never_there_holds_nothing_up(post: Reviewed) -> None:
    table = post.officer.started(**DECEIVED, fear="no")

    assert not Referrals(post.officer.desk).preview(table).do_not_return_before_assessment


def test_nobody_agrees_to_what_they_asked_for(post: Reviewed) -> None:
    table = lowered(post)
    asked(post, table)
    (line,) = post.lowerings.waiting()
    own = replace(line.lowering, proposed_by=post.supervisor.desk.session.user.id)
    post.officer.vault.reviews.by_id[own.id] = own

    with pytest.raises(OwnLoweringError):
        post.lowerings.decide(own.id, Decision.APPROVED)
    assert stands(post, table) is Band.PRESUMED


def test_what_is_decided_is_not_decided_again(post: Reviewed) -> None:
    table = lowered(post)
    asked(post, table)
    (line,) = post.lowerings.waiting()
    decide(post, Decision.REFUSED)

    with pytest.raises(ReviewNotFoundError):
        post.lowerings.decide(line.lowering.id, Decision.APPROVED)


@pytest.mark.parametrize("role", [r for r in AccessRole if r is not AccessRole.SUPERVISOR])
def test_nobody_else_agrees(post: Reviewed, role: AccessRole) -> None:
    table = lowered(post)
    asked(post, table)
    (line,) = post.lowerings.waiting()
    other = Lowerings(post.officer.signed_in(a_session(role)).desk)

    with pytest.raises(NotPermittedError):
        other.waiting()
    with pytest.raises(NotPermittedError):
        other.decide(line.lowering.id, Decision.APPROVED)


def test_nobody_asks_for_a_colleagues_case(post: Reviewed) -> None:
    table = lowered(post)

    with pytest.raises(CaseNotFoundError):
        Lowerings(post.other.desk).ask(table, LoweringReason.NEW_FACTS)


def test_without_this_rule_one_person_alone_would_lower_it(
    post: Reviewed, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = lowered(post)
    monkeypatch.setattr(standing, "_corrections", lambda *_args: ())

    assert stands(post, table) is not Band.PRESUMED
