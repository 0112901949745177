"""The review desk: what waits, in which order, and what a supervisor may do about it (S-116)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import QuestionId, ReferralId
from frontline.domain.officials import AccessRole
from frontline.domain.referrals import ReferralState
from frontline.domain.reviews import LoweringReason
from frontline.errors import (
    CaseNotFoundError,
    NotPermittedError,
    ReferralNotFoundError,
    ReferralStateError,
    ScreeningNotFoundError,
)
from frontline.errors_of_review import CommentMissingError
from frontline.rules.country import Country, ReviewRule
from frontline.services.lowerings import Lowerings
from frontline.services.outbox import Outbox
from frontline.services.referrals import Referrals
from frontline.services.review_desk import ReviewDesk
from frontline.services.review_rule import waits_for_review
from frontline.services.screenings import ScreeningService
from frontline.services.sharing import Sharing
from frontline.wire.ref_record import read_ref
from tests.support.desks import DECEIVED, a_session
from tests.support.review_office import Reviewed, a_reviewed_post, with_hub
from tests.support.vault_posts import CHANCE

# Of a child anything that is shown is urgent.
NOTHING_SHOWN: dict[str, Any] = {
    "recruited": "no",
    "journey": "self",
    "hours": 8,
    "minimum": "no",
}
WORDS = "Ask again who Quetzalcanary is."


@pytest.fixture
def post() -> Reviewed:
    return a_reviewed_post()


def test_a_referral_waits_for_review_and_leaves_by_no_road(post: Reviewed) -> None:
    referral = post.referred()
    with_hub(post)

    assert post.state(referral) == "ready"
    assert Outbox(post.officer.desk).seal_waiting() == ()


def test_an_urgent_one_is_not_held_back(post: Reviewed) -> None:
    referral = post.referred(hurt="yes")

    assert post.state(referral) == "queued"
    assert post.officer.deeds[-1] is DeedKind.REFERRAL_UNREVIEWED


@pytest.mark.parametrize(
    ("rule", "plain", "urgent"),
    [
        (ReviewRule.ALL, True, True),
        (ReviewRule.NOT_URGENT, True, False),
        (ReviewRule.NONE, False, False),
    ],
)
def test_the_rules_of_the_country_say_what_waits(
    post: Reviewed,
    rule: ReviewRule,
    plain: bool,
    urgent: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = post.officer.desk
    country = Country("XA", (), None, None, None, None, review=rule)
    changed = replace(desk.pack, pack=replace(desk.pack.pack, country=country))
    monkeypatch.setitem(desk.packs._compiled, (changed.pack.id, changed.pack.version), changed)

    assert waits_for_review(desk, is_urgent=False) is plain
    assert waits_for_review(desk, is_urgent=True) is urgent


def test_urgent_ones_children_and_overrides_come_first_then_the_longest_waiting(
    post: Reviewed,
) -> None:
    plain = post.referred()
    lowered = post.officer.started(**DECEIVED)
    post.corrected(lowered, recruited="no", journey="self")
    Lowerings(post.officer.desk).ask(lowered, LoweringReason.MISUNDERSTOOD)
    override = Referrals(post.officer.desk).make(lowered)
    later = post.referred()
    child = post.referred(age_group="child", **NOTHING_SHOWN)
    urgent = post.referred()
    post.review.make_urgent(urgent.id)

    queue = post.review.queue()

    assert [line.id for line in queue] == [
        each.id for each in (urgent, child, override, plain, later)
    ]
    assert [line.is_override for line in queue] == [False, False, True, False, False]
    assert queue[1].is_child
    assert queue[3].officer == post.officer.desk.session.user.name
    assert queue[3].unkept


def test_several_are_approved_at_once_and_still_do_not_leave(post: Reviewed) -> None:
    made = [post.referred(), post.referred()]
    with_hub(post)

    post.review.approve([each.id for each in made])

    assert {post.state(each) for each in made} == {"reviewed"}
    assert post.supervisor.deeds[-2:] == [DeedKind.REFERRAL_APPROVED] * 2
    assert Outbox(post.officer.desk).seal_waiting() == ()
    assert post.review.queue() == ()


def test_none_is_approved_where_one_cannot_be(post: Reviewed) -> None:
    one, other = post.referred(), post.referred()
    Referrals(post.officer.desk).withdraw(other.id)

    with pytest.raises(ReferralStateError):
        post.review.approve([one.id, other.id])
    assert post.state(one) == "ready"


def test_what_is_returned_reaches_the_officer_with_the_words(post: Reviewed) -> None:
    referral = post.referred()

    post.review.return_to_officer(referral.id, WORDS)

    (back,) = ReviewDesk(post.officer.desk).returned()
    assert (back.referral, back.comment) == (referral.id, WORDS)
    assert back.by == post.supervisor.desk.session.user.name
    assert ReviewDesk(post.other.desk).returned() == ()
    assert post.review.queue() == ()


def test_the_words_lie_sealed_and_open_to_nobody_else(post: Reviewed) -> None:
    referral = post.referred()
    post.review.return_to_officer(referral.id, WORDS)

    (review,) = post.officer.vault.reviews.reviews(referral.id)
    assert b"Quetzalcanary" not in review.comment
    # A colleague the case is shared with later is told that it came back, and no more.
    case = post.officer.vault.cases.case(referral.case)
    Sharing(post.officer.desk).share(case, post.other.desk.session.user.id)
    (seen,) = ReviewDesk(post.other.desk).returned()
    assert seen.comment == ""


def test_a_referral_is_not_returned_without_a_word(post: Reviewed) -> None:
    referral = post.referred()

    with pytest.raises(CommentMissingError):
        post.review.return_to_officer(referral.id, "  \n")
    assert post.state(referral) == "ready"


def test_what_was_approved_can_be_returned_until_it_is_let_go(post: Reviewed) -> None:
    referral = post.referred()
    post.review.approve([referral.id])

    post.review.return_to_officer(referral.id, WORDS)
    assert post.state(referral) == "returned"
    with pytest.raises(ReferralStateError):
        post.review.approve([referral.id])


def test_made_again_it_takes_the_place_of_the_one_that_came_back(post: Reviewed) -> None:
    table = post.officer.started(**DECEIVED)
    referrals = Referrals(post.officer.desk)
    first = referrals.make(table)
    post.review.return_to_officer(first.id, WORDS)

    second = referrals.make(table)

    assert (post.state(first), post.state(second)) == ("closed", "ready")
    assert first.token != second.token
    assert ReviewDesk(post.officer.desk).returned() == ()


def test_a_supervisor_may_say_that_something_is_urgent(post: Reviewed) -> None:
    referral = post.referred()

    post.review.make_urgent(referral.id)

    stored = post.officer.vault.referrals.referral(referral.id)
    assert stored.is_urgent
    before, after = read_ref(referral.record), read_ref(stored.record)
    assert after == before.model_copy(update={"urgent": True})
    assert post.supervisor.deeds[-1] is DeedKind.REFERRAL_MADE_URGENT


def test_a_supervisor_changes_no_answer(post: Reviewed) -> None:
    referral = post.referred()
    service = ScreeningService(post.supervisor.desk)
    table = service.resume(referral.screening)
    before = table.log

    changes: list[Callable[[], object]] = [
        lambda: service.answer(table, QuestionId("recruited"), "no"),
        lambda: service.close(table),
        lambda: service.move_to(table, None),
        lambda: service.go_on_with(table, table.screening.instrument),
    ]
    for change in changes:
        with pytest.raises((NotPermittedError, ScreeningNotFoundError)):
            change()
    assert post.officer.vault.cases.answers(table.case.id) == before


def test_a_referral_that_left_is_reviewed_no_more(post: Reviewed) -> None:
    referral = post.referred()
    move = post.officer.vault.referrals.move_referral
    move(referral.id, ReferralState.SENT, post.officer.desk.deed(DeedKind.REFERRAL_MOVED, "x"))

    acts: list[Callable[[], object]] = [
        lambda: post.review.approve([referral.id]),
        lambda: post.review.return_to_officer(referral.id, WORDS),
        lambda: post.review.make_urgent(referral.id),
    ]
    for act in acts:
        with pytest.raises(ReferralStateError):
            act()


@pytest.mark.parametrize("role", [r for r in AccessRole if r is not AccessRole.SUPERVISOR])
def test_nobody_else_reviews(post: Reviewed, role: AccessRole) -> None:
    referral = post.referred()
    desk = ReviewDesk(post.officer.signed_in(a_session(role)).desk)

    for act in (
        desk.queue,
        lambda: desk.approve([referral.id]),
        lambda: desk.return_to_officer(referral.id, WORDS),
        lambda: desk.make_urgent(referral.id),
    ):
        with pytest.raises((NotPermittedError, CaseNotFoundError)):
            act()
    assert post.state(referral) == "ready"


def test_an_unknown_referral_is_not_found(post: Reviewed) -> None:
    with pytest.raises(ReferralNotFoundError):
        post.review.approve([ReferralId(CHANCE.uuid())])
