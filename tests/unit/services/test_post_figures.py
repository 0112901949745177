"""The figures of a post equal its records, and rank nobody (S-131)."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import get_args, get_type_hints

import pytest

from frontline.domain.identifiers import UserId
from frontline.domain.officials import AccessRole
from frontline.domain.rights import RightsLine
from frontline.errors import NotPermittedError
from frontline.services.follow_ups import FollowUps
from frontline.services.post_figures import PERIOD, PostFigures, PostFiguresDesk
from frontline.services.referrals import Referrals
from frontline.statistics.profiling import Selection
from tests.support.desks import DECEIVED, a_session
from tests.support.review_office import Reviewed, a_reviewed_post


@pytest.fixture
def post() -> Reviewed:
    return a_reviewed_post()


def figures(post: Reviewed) -> PostFigures:
    return PostFiguresDesk(post.supervisor.desk).read()


def test_what_is_to_be_done_equals_the_records(post: Reviewed) -> None:
    waiting, back, approved = (post.referred() for _ in range(3))
    post.review.return_to_officer(back.id, "why")
    post.review.approve([approved.id])
    table = post.officer.started(**DECEIVED)
    FollowUps(post.officer.desk).set_for(table.case.id, date(2026, 1, 1))
    FollowUps(post.officer.desk).set_for(table.case.id, date(2099, 1, 1))

    tasks = figures(post).tasks

    assert post.state(waiting) == "ready"
    assert (tasks.in_review, tasks.returned, tasks.approved) == (1, 1, 1)
    assert (tasks.open_screenings, tasks.follow_ups_due, tasks.lowerings) == (4, 1, 0)


def test_times_are_those_between_the_records(post: Reviewed) -> None:
    for hours in (1, 2, 9):
        table = post.officer.started(**DECEIVED)
        post.officer.clock.advance(timedelta(hours=hours))
        made = Referrals(post.officer.desk).make(table)
        post.officer.clock.advance(timedelta(hours=2 * hours))
        post.review.approve([made.id])

    found = figures(post)
    assert (found.cases, found.referred) == (3, 3)
    assert (found.hours_to_referral, found.hours_in_review) == (2.0, 4.0)


def test_without_referrals_there_is_nothing_to_measure(post: Reviewed) -> None:
    post.officer.started()

    found = figures(post)
    assert (found.cases, found.referred) == (1, 0)
    assert found.hours_to_referral is None
    assert found.hours_in_review is None
    assert found.unkept[RightsLine.HELP_OFFERED] == 1


def test_cases_of_another_time_do_not_count(post: Reviewed) -> None:
    post.officer.started()
    post.officer.clock.advance(PERIOD + timedelta(days=1))
    post.officer.started()

    assert figures(post).cases == 1


def test_no_figure_stands_beside_an_officer_but_the_caution() -> None:
    """Wherever an officer is named, it is with whom they screen, never with what they found."""
    naming = {kind for kind in reached(PostFigures) if UserId in types_of(kind)}
    assert naming == {Selection}
    assert {each.name for each in fields(Selection)} == {
        "officer",
        "group",
        "share",
        "usual",
        "cases",
    }


def reached(kind: type) -> set[type]:
    """All dataclasses that hang on one."""
    found = {kind}
    for part in types_of(kind):
        if isinstance(part, type) and is_dataclass(part):
            found |= reached(part)
    return found


def types_of(kind: type) -> set[object]:
    hints = get_type_hints(kind).values()
    return {part for hint in hints for part in (hint, *get_args(hint))}


@pytest.mark.parametrize("role", [r for r in AccessRole if r is not AccessRole.SUPERVISOR])
def test_nobody_else_reads_them(post: Reviewed, role: AccessRole) -> None:
    desk = post.officer.signed_in(a_session(role)).desk
    with pytest.raises(NotPermittedError):
        PostFiguresDesk(desk).read()
