"""The board of a group, who may see it, and how groups end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.findings import Band
from frontline.domain.groups import (
    GroupKind,
)
from frontline.domain.identifiers import QuestionId
from frontline.domain.officials import AccessRole
from frontline.errors_of_groups import (
    GroupNotFoundError,
    GroupUnfinishedError,
)
from frontline.services.assistance import AssistancePlans
from frontline.services.group_board import TalkState
from frontline.services.group_ending import GroupEnding
from frontline.services.group_sheets import GroupSheets
from frontline.services.groups import Groups
from tests.support.desks import DECEIVED, Office, a_session, an_office
from tests.support.group_office import READY, begin, board, talk
from tests.support.rights import give_rights


@pytest.fixture
def office() -> Office:
    return an_office()


def test_the_board_counts_bands_while_talks_are_open(office: Office) -> None:
    group = begin(office, GroupKind.OPERATION, READY)
    one, two, _three = Groups(office.desk).add_people(group.id, 3)
    talk(office, one, **DECEIVED)
    second = talk(office, two, age_group="adult", alone="yes")
    first = board(office, group).lines[0].finding
    assert first is not None

    totals = board(office, group).totals
    assert (totals.people, totals.talks, totals.open_talks) == (3, 2, 2)
    assert totals.by_band[first.band] == 1
    assert sum(totals.by_band.values()) == 2
    give_rights(office.desk, second)
    office.screenings.close(second)
    assert board(office, group).totals.open_talks == 1
    assert board(office, group).lines[1].talk is TalkState.CLOSED


def test_an_operation_ends_when_help_was_offered_to_whom_it_is_owed(office: Office) -> None:
    group = begin(office, GroupKind.OPERATION, READY)
    (member,) = Groups(office.desk).add_people(group.id, 1)
    table = talk(office, member, **DECEIVED)
    finding = board(office, group).lines[0].finding
    assert finding is not None
    assert finding.band.rank >= Band.POSSIBLE.rank
    give_rights(office.desk, table)
    office.screenings.close(table)

    with pytest.raises(GroupUnfinishedError) as refused:
        GroupEnding(office.desk).close(group.id)
    assert refused.value.facts["point"] == "offer"

    AssistancePlans(office.desk).choose(table, AssistanceService.LEGAL, Choice.DECLINED)
    assert GroupEnding(office.desk).close(group.id).is_closed


def test_a_second_officer_counts_as_a_second_interview(office: Office) -> None:
    group = begin(office, GroupKind.OPERATION, READY)
    (member,) = Groups(office.desk).add_people(group.id, 1)
    table = talk(office, member, age_group="adult", alone="yes")
    assert board(office, group).lines[0].interviews == 1

    office.clock.advance(timedelta(days=1))
    office.screenings.answer(table, QuestionId("hours"), 8)
    assert board(office, group).lines[0].interviews == 2


def test_a_group_is_its_openers_and_supervisors_read_it(office: Office) -> None:
    group = begin(office, GroupKind.SITE_VISIT, READY)
    colleague = office.signed_in(a_session())
    supervisor = office.signed_in(a_session(AccessRole.SUPERVISOR))

    assert Groups(colleague.desk).listed() == ()
    with pytest.raises(GroupNotFoundError):
        board(colleague, group)
    assert board(supervisor, group).group == group
    # Their account is newer than the sheet: who can open it seals it anew.
    assert GroupSheets(office.desk).out_of_date() == (group.id,)
    assert GroupSheets(supervisor.desk).reseal((group.id,)) == 0
    assert GroupSheets(office.desk).reseal((group.id,)) == 1
    assert GroupSheets(supervisor.desk).read(group.id) == READY
    assert GroupSheets(office.desk).out_of_date() == ()


def test_a_colleague_who_is_let_in_works_in_it_and_sees_no_finding_of_cases_not_theirs(
    office: Office,
) -> None:
    group = begin(office, GroupKind.SITE_VISIT, READY)
    colleague = office.signed_in(a_session())
    one, two = Groups(office.desk).add_people(group.id, 2)
    talk(office, one, **DECEIVED)
    sheets = GroupSheets(office.desk)
    assert colleague.desk.session.user in sheets.colleagues(group.id)
    sheets.share(group.id, colleague.desk.session.user.id)

    assert GroupSheets(colleague.desk).read(group.id) == READY
    talk(colleague, two, age_group="adult")
    first, second = board(colleague, group).lines
    assert (first.is_theirs, first.code, first.finding) == (False, None, None)
    assert second.finding is not None
    assert board(colleague, group).totals.colleagues == 1

    sheets.take_back(group.id, colleague.desk.session.user.id)
    with pytest.raises(GroupNotFoundError):
        GroupSheets(colleague.desk).read(group.id)
