"""Groups of people at a post in memory."""

from __future__ import annotations

from frontline.domain.answers import AnswerValue
from frontline.domain.group_sheet import GroupSheet
from frontline.domain.groups import Group, GroupKind, Member, MemberFlag
from frontline.domain.identifiers import QuestionId
from frontline.services.group_board import Board, GroupBoards
from frontline.services.group_talks import GroupTalks
from frontline.services.groups import Groups
from frontline.services.screenings import OpenScreening
from tests.support.desks import FULL, Office
from tests.support.vault_posts import SITE

READY = GroupSheet(safe_place="the old mill", services="two nurses")
CHILD = frozenset({MemberFlag.MAY_BE_CHILD})


def begin(office: Office, kind: GroupKind, sheet: GroupSheet | None = None) -> Group:
    return Groups(office.desk).begin(kind, SITE.id, sheet or GroupSheet())


def board(office: Office, group: Group) -> Board:
    return GroupBoards(office.desk).read(group.id)


def talk(office: Office, member: Member, **answers: AnswerValue) -> OpenScreening:
    table = GroupTalks(office.desk).begin(member, FULL, "es")
    given = [(QuestionId(name), value) for name, value in answers.items()]
    office.screenings.answer_all(table, given)
    return table
