"""The plan of help, the person's choices in it, and looking after a case later."""

from __future__ import annotations

from datetime import date

import pytest

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import QuestionId
from frontline.errors import CaseNotFoundError
from frontline.services.assistance import AssistancePlans
from frontline.services.follow_ups import FollowUps
from tests.support.desks import DECEIVED, Office, a_session, an_office

SHELTER, LEGAL = AssistanceService.SHELTER, AssistanceService.LEGAL


@pytest.fixture
def office() -> Office:
    return an_office()


def test_nothing_counts_as_chosen_before_the_person_chose(office: Office) -> None:
    lines = AssistancePlans(office.desk).lines(office.started(**DECEIVED))

    assert [(line.service, line.choice) for line in lines] == [
        (LEGAL, Choice.NOT_ASKED),
        (SHELTER, Choice.NOT_ASKED),
    ]
    assert all(line.offers for line in lines)


def test_the_latest_choice_stands_and_each_is_a_deed(office: Office) -> None:
    plans, table = AssistancePlans(office.desk), office.started(**DECEIVED)
    plans.choose(table, SHELTER, Choice.ACCEPTED)
    lines = plans.choose(table, SHELTER, Choice.DECLINED)

    assert {line.service: line.choice for line in lines}[SHELTER] is Choice.DECLINED
    assert office.deeds[-2:] == [DeedKind.CHOICE_RECORDED] * 2


def test_what_the_person_chose_stays_when_its_reason_has_gone(office: Office) -> None:
    plans, table = AssistancePlans(office.desk), office.started(**DECEIVED)
    plans.choose(table, SHELTER, Choice.ACCEPTED)
    for question, value in (("recruited", "no"), ("journey", "self"), ("hours", 8)):
        office.screenings.answer(table, QuestionId(question), value)

    kept = {line.service: line for line in plans.lines(table)}[SHELTER]

    assert (kept.offers, kept.choice) == ((), Choice.ACCEPTED)


def test_a_follow_up_is_listed_for_its_owner_until_done(office: Office) -> None:
    table, mine = office.started(), FollowUps(office.desk)
    colleague = FollowUps(office.signed_in(a_session()).desk)
    late = mine.set_for(table.case.id, date(2027, 1, 5))
    soon = mine.set_for(table.case.id, date(2026, 12, 1))

    assert mine.open() == ((soon, table.case), (late, table.case))
    assert colleague.open() == ()
    mine.done(soon.id)

    assert mine.open() == ((late, table.case),)
    assert office.deeds[-3:] == [
        DeedKind.FOLLOW_UP_SET,
        DeedKind.FOLLOW_UP_SET,
        DeedKind.FOLLOW_UP_DONE,
    ]


def test_a_colleagues_follow_up_cannot_be_ticked_off(office: Office) -> None:
    follow_up = FollowUps(office.desk).set_for(office.started().case.id, date(2026, 12, 1))
    colleague = FollowUps(office.signed_in(a_session()).desk)

    with pytest.raises(CaseNotFoundError):
        colleague.done(follow_up.id)
    assert [each for each, _case in FollowUps(office.desk).open()] == [follow_up]
