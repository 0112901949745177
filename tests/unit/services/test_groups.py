"""Families, site visits and operations: who is in them, what is known of them, how they end."""

from __future__ import annotations

from datetime import date

import pytest

from frontline.domain.answers import Observation
from frontline.domain.deeds import DeedKind
from frontline.domain.group_sheet import GroupSheet
from frontline.domain.groups import (
    GroupKind,
    MemberFlag,
    NoRecordReason,
    PlaceItem,
    Relation,
    SeparationReason,
    StartReason,
)
from frontline.domain.identifiers import QuestionId, SiteId
from frontline.errors import BadInputError, SiteMissingError
from frontline.errors_of_groups import (
    GroupClosedError,
    GroupUnfinishedError,
    OperationUnpreparedError,
    ReasonMissingError,
)
from frontline.services.child_protection import ChildProtection
from frontline.services.group_ending import GroupEnding
from frontline.services.group_sheets import GroupSheets
from frontline.services.group_talks import GroupTalks
from frontline.services.groups import Groups
from tests.support.desks import FULL, Office, an_office
from tests.support.group_office import CHILD, READY, begin, board, talk
from tests.support.rights import give_rights
from tests.support.vault_posts import CHANCE


@pytest.fixture
def office() -> Office:
    return an_office()


def test_a_group_is_at_a_site_of_the_post(office: Office) -> None:
    with pytest.raises(SiteMissingError):
        Groups(office.desk).begin(GroupKind.FAMILY, SiteId(CHANCE.uuid()), GroupSheet())
    group = begin(office, GroupKind.FAMILY)
    assert Groups(office.desk).listed() == (group,)
    assert office.deeds == [DeedKind.GROUP_OPENED]


def test_workers_are_added_by_the_next_numbers(office: Office) -> None:
    groups, group = Groups(office.desk), begin(office, GroupKind.SITE_VISIT)
    groups.add_people(group.id, 12)
    one_more = groups.add_person(group.id, None)

    assert [line.member.number for line in board(office, group).lines] == list(range(1, 14))
    assert one_more.number == 13
    for count in (0, -1, 201):
        with pytest.raises(BadInputError):
            groups.add_people(group.id, count)


def test_each_member_has_a_case_and_a_talk_of_their_own(office: Office) -> None:
    group = begin(office, GroupKind.FAMILY)
    groups = Groups(office.desk)
    mother = groups.add_person(group.id, Relation.MOTHER)
    boy = groups.add_person(group.id, Relation.SON_OR_DAUGHTER, CHILD)
    first, second = talk(office, mother), talk(office, boy)

    assert first.case.id != second.case.id
    assert {case.id for case, _ in office.screenings.unfinished()} == {
        first.case.id,
        second.case.id,
    }
    again = GroupTalks(office.desk).begin(mother, FULL, "es")
    assert again.screening.id == first.screening.id
    assert [line.code for line in board(office, group).lines] == [
        first.case.code,
        second.case.code,
    ]


def test_who_may_be_under_18_is_a_child_from_the_first_question_on(office: Office) -> None:
    group = begin(office, GroupKind.FAMILY)
    groups = Groups(office.desk)
    boy = groups.add_person(group.id, Relation.SON_OR_DAUGHTER, CHILD)
    woman = groups.add_person(group.id, Relation.MOTHER)

    begun = GroupTalks(office.desk).begin(boy, FULL, "es")
    assert begun.interview.value(QuestionId("age_group")) == "in_doubt"
    table = GroupTalks(office.desk).begin(woman, FULL, "es")
    assert begun.screening.position == table.screening.position
    assert table.interview.value(QuestionId("age_group")) is None

    groups.describe(woman, Relation.SIBLING, CHILD)
    again = GroupTalks(office.desk).go_on(woman)
    assert again.interview.value(QuestionId("age_group")) == "in_doubt"


def test_that_somebody_may_be_a_child_is_taken_back_by_a_named_authority_alone(
    office: Office,
) -> None:
    group = begin(office, GroupKind.FAMILY)
    groups = Groups(office.desk)
    boy = groups.add_person(group.id, None, CHILD)

    assert groups.describe(boy, Relation.SIBLING, ()).may_be_child
    with pytest.raises(ReasonMissingError):
        groups.settle_age(boy, "  ")
    settled = groups.settle_age(boy, "Invented Court of Families")

    assert not settled.may_be_child
    assert settled.relation is Relation.SIBLING
    sheet = GroupSheets(office.desk).read(group.id)
    assert sheet.protection_bodies == {boy.id.hex: "Invented Court of Families"}


def test_a_child_is_kept_apart_only_with_a_reason_and_a_named_body(office: Office) -> None:
    group = begin(office, GroupKind.FAMILY)
    groups = Groups(office.desk)
    boy = groups.add_person(group.id, None, CHILD)
    office.vault.audit.deeds.clear()

    for reason, body in ((None, "a body"), (SeparationReason.AT_RISK, " "), (None, "")):
        with pytest.raises(ReasonMissingError):
            groups.separate(boy, reason, body)
    assert office.deeds == []
    groups.separate(boy, SeparationReason.NOT_FAMILY, "Invented Office for Children")
    (line,) = board(office, group).lines
    assert line.member.separation is SeparationReason.NOT_FAMILY
    assert groups.reunite(boy).separation is None
    assert office.deeds == [DeedKind.MEMBER_SEPARATED, DeedKind.SEPARATION_ENDED]


def test_a_family_is_not_closed_before_child_protection_was_brought_in(office: Office) -> None:
    group = begin(office, GroupKind.FAMILY)
    groups, ending = Groups(office.desk), GroupEnding(office.desk)
    boy = groups.add_person(group.id, None, CHILD)
    groups.leave_without_record(boy, NoRecordReason.LEFT)

    with pytest.raises(GroupUnfinishedError) as refused:
        ending.close(group.id)
    assert refused.value.facts == {"point": "child-protection", "number": 1, "open": 1}

    ChildProtection(office.desk).tell(talk(office, boy).case)
    groups.leave_without_record(boy, NoRecordReason.NOT_SAFE)
    closed = ending.close(group.id)

    assert closed.is_closed
    assert board(office, group).group == closed


def test_a_child_that_only_the_talk_showed_counts_as_one(office: Office) -> None:
    group = begin(office, GroupKind.FAMILY)
    member = Groups(office.desk).add_person(group.id, None)
    talk(office, member, age_group="child")

    with pytest.raises(GroupUnfinishedError):
        GroupEnding(office.desk).close(group.id)


def test_a_visit_is_closed_with_a_record_or_a_reason_for_each_flagged_worker_and_a_next_visit(
    office: Office,
) -> None:
    group, day = begin(office, GroupKind.SITE_VISIT), date(2026, 12, 20)
    groups, ending = Groups(office.desk), GroupEnding(office.desk)
    one, two, _three = groups.add_people(group.id, 3)
    groups.describe(one, None, {MemberFlag.HURT})
    groups.describe(two, None, {MemberFlag.AFRAID})
    table = talk(office, one, age_group="adult")

    assert [(each.point.value, each.number) for each in board(office, group).open_points] == [
        ("record", 1),
        ("record", 2),
    ]
    give_rights(office.desk, table)
    office.screenings.close(table)
    groups.leave_without_record(two, NoRecordReason.DID_NOT_WANT)
    with pytest.raises(GroupUnfinishedError) as refused:
        ending.close(group.id)
    assert refused.value.facts["point"] == "next-visit"
    assert ending.close(group.id, day).next_visit == day


def test_a_closed_group_takes_no_change(office: Office) -> None:
    group = begin(office, GroupKind.OPERATION, READY)
    groups = Groups(office.desk)
    member = groups.add_person(group.id, None)
    GroupEnding(office.desk).close(group.id)
    office.vault.audit.deeds.clear()

    for change in (
        lambda: groups.add_people(group.id, 1),
        lambda: groups.describe(member, None, CHILD),
        lambda: groups.start(group.id),
        lambda: groups.check_place(group.id, PlaceItem.PAPERS_HELD, Observation.SEEN),
        lambda: GroupSheets(office.desk).save(group.id, READY),
        lambda: GroupTalks(office.desk).begin(member, FULL, "es"),
        lambda: GroupEnding(office.desk).close(group.id),
    ):
        with pytest.raises(GroupClosedError):
            change()
    assert office.deeds == []


@pytest.mark.parametrize(
    "sheet",
    [GroupSheet(), GroupSheet(safe_place="here"), GroupSheet(services="they", safe_place=" ")],
)
def test_an_operation_without_safe_place_or_services_starts_with_a_reason_alone(
    office: Office, sheet: GroupSheet
) -> None:
    group, groups = begin(office, GroupKind.OPERATION, sheet), Groups(office.desk)
    with pytest.raises(OperationUnpreparedError):
        groups.start(group.id)
    assert board(office, group).group.started_at is None

    started = groups.start(group.id, StartReason.DANGER_TO_LIFE)
    assert started.start_reason is StartReason.DANGER_TO_LIFE
    assert groups.start(group.id) == started


def test_a_prepared_operation_starts_and_other_groups_do_not(office: Office) -> None:
    group = begin(office, GroupKind.OPERATION)
    GroupSheets(office.desk).save(group.id, READY)
    assert Groups(office.desk).start(group.id).start_reason is None
    with pytest.raises(BadInputError):
        Groups(office.desk).start(begin(office, GroupKind.FAMILY).id)
