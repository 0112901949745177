"""Everything that every role could try with a group, as in role_walk.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontline.domain.answers import Observation
from frontline.domain.deeds import DeedKind
from frontline.domain.group_sheet import GroupSheet
from frontline.domain.groups import (
    Group,
    GroupKind,
    Member,
    NoRecordReason,
    PlaceItem,
    Reply,
    SeparationReason,
    StartReason,
)
from frontline.domain.identifiers import GroupId, MemberId, QuestionId
from frontline.errors import CaseNotFoundError
from frontline.services.group_access import sealed_sheet
from frontline.services.group_board import GroupBoards
from frontline.services.group_ending import GroupEnding
from frontline.services.group_sheets import GroupSheets
from frontline.services.group_talks import GroupTalks
from frontline.services.groups import Groups
from frontline.services.permissions import Action, Thing
from frontline.services.screenings import ScreeningService
from tests.support.desks import FULL
from tests.support.role_walk import Walk
from tests.support.vault_posts import CHANCE, SITE

GROUPS = (Thing.OWN_GROUP, Thing.SHARED_GROUP, Thing.COLLEAGUES_GROUP)
SHEET = GroupSheet(employer="Quetzalcanary", safe_place="here", services="there")


def a_group(walk: Walk, thing: Thing) -> tuple[Group, Member]:
    """An operation of the author with one member, then made what it is to who walks; past the
    services, because no role could keep another from it."""
    desk, own = walk.author, walk.desk.session.user.id
    opener = own if thing is Thing.OWN_GROUP else desk.session.user.id
    now = desk.clock.now()
    group = Group(GroupId(CHANCE.uuid()), GroupKind.OPERATION, SITE.id, now, opener)
    team = frozenset({own} if thing is Thing.SHARED_GROUP else ())
    envelope = sealed_sheet(desk, group, SHEET, team)
    store = walk.vault.groups
    store.add_group(group, envelope, desk.deed(DeedKind.GROUP_OPENED, group.id))
    member = Member(MemberId(CHANCE.uuid()), group.id, 1)
    store.add_members((member,), desk.deed(DeedKind.MEMBER_ADDED, group.id))
    store.set_team(group.id, team, envelope, desk.deed(DeedKind.GROUP_SHARED, group.id))
    return group, member


GroupTry = Callable[[Walk, Group, Member], object]


def listed(walk: Walk, group: Group, _member: Member) -> None:
    if group not in Groups(walk.desk).listed():
        raise CaseNotFoundError


def talk_and_reply(walk: Walk, group: Group, member: Member) -> None:
    talks, question = GroupTalks(walk.desk), QuestionId("recruited")
    fact = talks.add_fact(group.id, question, "yes")
    table = talks.begin(member, FULL, "es")
    given = (("age_group", "adult"), ("alone", "yes"))
    ScreeningService(walk.desk).answer_all(table, [(QuestionId(q), v) for q, v in given])
    talks.reply(member, fact.id, Reply.CONFIRMED)
    assert talks.go_on(member).interview.value(question) == "yes"


ON_GROUPS: Mapping[Action, tuple[GroupTry, ...]] = {
    Action.READ_GROUP: (
        listed,
        lambda walk, group, _member: GroupBoards(walk.desk).read(group.id),
        lambda walk, group, _member: GroupSheets(walk.desk).read(group.id),
        lambda walk, group, _member: GroupSheets(walk.desk).team(group.id),
        lambda walk, group, _member: GroupSheets(walk.desk).colleagues(group.id),
    ),
    Action.WORK_IN_GROUP: (
        lambda walk, group, _member: GroupSheets(walk.desk).save(group.id, SHEET),
        lambda walk, group, _member: Groups(walk.desk).add_people(group.id, 2),
        lambda walk, group, _member: Groups(walk.desk).add_person(group.id, None),
        lambda walk, _group, member: Groups(walk.desk).describe(member, None, ()),
        lambda walk, _group, member: Groups(walk.desk).settle_age(member, "an authority"),
        lambda walk, _group, member: Groups(walk.desk).separate(
            member, SeparationReason.AT_RISK, "a body"
        ),
        lambda walk, _group, member: Groups(walk.desk).reunite(member),
        lambda walk, _group, member: Groups(walk.desk).leave_without_record(
            member, NoRecordReason.LEFT
        ),
        lambda walk, group, _member: Groups(walk.desk).check_place(
            group.id, PlaceItem.PAPERS_HELD, Observation.SEEN
        ),
        lambda walk, group, _member: Groups(walk.desk).start(group.id, StartReason.ORDERED),
        talk_and_reply,
        lambda walk, group, _member: GroupTalks(walk.desk).shareable(group.id),
        lambda walk, group, _member: GroupEnding(walk.desk).close(group.id),
    ),
    Action.SHARE_GROUP: (
        lambda walk, group, _member: GroupSheets(walk.desk).share(group.id, walk.other.id),
        lambda walk, group, _member: GroupSheets(walk.desk).take_back(group.id, walk.other.id),
    ),
}
