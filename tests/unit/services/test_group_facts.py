"""A fact that may hold for several people is carried by nobody who did not confirm it."""

from __future__ import annotations

import pytest

from frontline.domain.answers import AnswerValue
from frontline.domain.deeds import DeedKind
from frontline.domain.group_sheet import GroupSheet
from frontline.domain.groups import Group, GroupKind, Member, MemberFlag, Reply, SharedFact
from frontline.domain.identifiers import QuestionId
from frontline.errors import AnswerNotAllowedError
from frontline.errors_of_groups import FactNotAskableError, GroupNotFoundError
from frontline.services.group_board import GroupBoards
from frontline.services.group_sheets import GroupSheets
from frontline.services.group_talks import GroupTalks
from frontline.services.groups import Groups
from frontline.services.referrals import Referrals
from tests.support.desks import DECEIVED, FULL, Office, an_office
from tests.support.rights import give_rights
from tests.support.vault_posts import SITE

HURT, WORK = QuestionId("hurt"), QuestionId("sex_work")
NOTE = "Invented-Agency-Bright, nine hundred"


@pytest.fixture
def office() -> Office:
    return an_office()


@pytest.fixture
def group(office: Office) -> Group:
    return Groups(office.desk).begin(GroupKind.SITE_VISIT, SITE.id, GroupSheet())


def workers(office: Office, group: Group, count: int) -> tuple[Member, ...]:
    """Each talked to alone as far as private questions."""
    members = Groups(office.desk).add_people(group.id, count)
    for member in members:
        table = GroupTalks(office.desk).begin(member, FULL, "es")
        given = (("age_group", "adult"), ("alone", "yes"))
        office.screenings.answer_all(table, [(QuestionId(q), v) for q, v in given])
    return members


def a_fact(
    office: Office, group: Group, question: QuestionId = HURT, value: AnswerValue = "yes"
) -> SharedFact:
    return GroupTalks(office.desk).add_fact(group.id, question, value, NOTE)


def answers_of(office: Office, member: Member, question: QuestionId) -> list[AnswerValue]:
    found = next(each for each in office.vault.groups.members(member.group) if each.id == member.id)
    assert found.case is not None
    log = office.vault.cases.answers(found.case)
    return [event.value for event in log if event.question == question]


def test_of_twelve_only_the_nine_who_confirm_it_carry_it(office: Office, group: Group) -> None:
    members, fact = workers(office, group, 13), a_fact(office, group)
    talks = GroupTalks(office.desk)
    office.vault.audit.deeds.clear()
    for member in members[:9]:
        talks.reply(member, fact.id, Reply.CONFIRMED)
    for member in members[9:12]:
        talks.reply(member, fact.id, Reply.DENIED)

    assert [answers_of(office, each, HURT) for each in members] == [
        *[["yes"]] * 9,
        *[["no"]] * 3,
        [],
    ]
    found = [(deed.kind, deed.target) for deed in office.vault.audit.deeds]
    assert found == [
        *[(DeedKind.FACT_CONFIRMED, str(fact.id))] * 9,
        *[(DeedKind.FACT_DENIED, str(fact.id))] * 3,
    ]
    board = GroupBoards(office.desk).read(group.id)
    assert [board.reply_of(fact, each.id) is not None for each in members] == [*[True] * 12, False]


def test_of_several_answers_those_of_the_fact_come_and_go_and_others_stay(
    office: Office, group: Group
) -> None:
    (member,) = workers(office, group, 1)
    fact = a_fact(office, group, WORK, ("earnings",))
    talks = GroupTalks(office.desk)
    office.screenings.answer(talks.go_on(member), WORK, ("arranged",))

    talks.reply(member, fact.id, Reply.CONFIRMED)
    talks.reply(member, fact.id, Reply.DENIED)

    assert answers_of(office, member, WORK) == [
        ("arranged",),
        ("arranged", "earnings"),
        ("arranged",),
    ]
    log = office.vault.cases.answers(talks.go_on(member).case.id)
    assert log[-1].replaces == log[-2].id


def test_nobody_is_asked_who_is_not_alone_or_was_not_talked_to(
    office: Office, group: Group
) -> None:
    fact, talks = a_fact(office, group), GroupTalks(office.desk)
    not_met, watched = Groups(office.desk).add_people(group.id, 2)
    table = talks.begin(watched, FULL, "es")
    office.screenings.answer(table, QuestionId("age_group"), "adult")
    office.screenings.answer(table, QuestionId("alone"), "no")

    for member in (not_met, watched):
        with pytest.raises(FactNotAskableError):
            talks.reply(member, fact.id, Reply.CONFIRMED)
    board = GroupBoards(office.desk).read(group.id)
    assert [line.askable for line in board.lines] == [frozenset(), frozenset()]

    office.screenings.answer(table, QuestionId("alone"), "yes")
    assert GroupBoards(office.desk).read(group.id).lines[1].askable == {fact}
    give_rights(office.desk, table)
    office.screenings.close(table)
    with pytest.raises(FactNotAskableError):
        talks.reply(watched, fact.id, Reply.CONFIRMED)


def test_a_fact_is_what_shows_something(office: Office, group: Group) -> None:
    wrong: list[tuple[str, AnswerValue]] = [
        ("hurt", "no"),
        ("hurt", "unknown"),
        ("sex_work", ()),
        ("sex_work", ("nonsense",)),
        ("job_as_promised", "yes"),
        ("hours", 15),
        ("journey", "other"),
        ("nowhere", "yes"),
    ]
    for question, value in wrong:
        with pytest.raises(AnswerNotAllowedError):
            a_fact(office, group, QuestionId(question), value)
    offered = {each.id for each in GroupTalks(office.desk).shareable(group.id)}
    assert {"hurt", "sex_work", "recruited"} <= offered
    assert not offered & {
        "age_group",
        "alone",
        "came_freely_agreed",
        "hours",
        "papers",
        "job_as_promised",
    }


def test_a_fact_of_another_group_is_none_of_theirs(office: Office, group: Group) -> None:
    other = Groups(office.desk).begin(GroupKind.FAMILY, SITE.id, GroupSheet())
    (member,) = workers(office, group, 1)

    with pytest.raises(GroupNotFoundError):
        GroupTalks(office.desk).reply(member, a_fact(office, other).id, Reply.CONFIRMED)


def test_the_place_in_an_interview_is_kept(office: Office, group: Group) -> None:
    (member,) = workers(office, group, 1)
    fact, talks = a_fact(office, group), GroupTalks(office.desk)
    office.screenings.move_to(talks.go_on(member), QuestionId("recruited"))

    talks.reply(member, fact.id, Reply.CONFIRMED)

    assert talks.go_on(member).screening.position == "recruited"


def test_the_details_of_a_fact_are_sealed(office: Office, group: Group) -> None:
    fact = a_fact(office, group)
    assert GroupSheets(office.desk).read(group.id).fact_notes == {fact.id.hex: NOTE}
    assert NOTE.encode() not in office.vault.groups.sheet(group.id)


def test_no_referral_tells_of_the_group(office: Office, group: Group) -> None:
    (member,) = Groups(office.desk).add_people(group.id, 1)
    Groups(office.desk).describe(member, None, {MemberFlag.HURT})
    fact = a_fact(office, group, QuestionId("recruited"))
    table = GroupTalks(office.desk).begin(member, FULL, "es")
    given = [(QuestionId(name), value) for name, value in DECEIVED.items()]
    office.screenings.answer_all(table, given)
    GroupTalks(office.desk).reply(member, fact.id, Reply.CONFIRMED)

    made = Referrals(office.desk).make(GroupTalks(office.desk).go_on(member))

    alone = office.started(**DECEIVED)
    told = Referrals(office.desk).preview(alone).model_dump(exclude={"token"})
    assert (
        Referrals(office.desk)
        .preview(GroupTalks(office.desk).go_on(member))
        .model_dump(exclude={"token"})
        == told
    )
    for thing in (group.id, member.id, fact.id):
        assert thing.hex.encode() not in made.record
        assert str(thing).encode() not in made.record
    assert b"group" not in made.record
