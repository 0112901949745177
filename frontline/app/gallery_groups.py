"""The groups of the gallery's post: one of each kind, with invented people."""

from __future__ import annotations

from collections.abc import Mapping

from frontline.domain.answers import AnswerValue, Observation
from frontline.domain.group_sheet import GroupSheet
from frontline.domain.groups import (
    GroupKind,
    MemberFlag,
    NoRecordReason,
    PlaceItem,
    Relation,
    Reply,
)
from frontline.domain.identifiers import InstrumentId, QuestionId, SiteId
from frontline.services.desk import Desk
from frontline.services.group_talks import GroupTalks
from frontline.services.groups import Groups
from frontline.services.screenings import ScreeningService

_SHEET = GroupSheet(employer="Finca Inventada", partners="A union of invented workers")
_PEOPLE = 4


def make_groups(
    desk: Desk, site: SiteId, talk: InstrumentId, answers: Mapping[str, AnswerValue]
) -> None:
    """A visit with one who was talked to, one who may be a child, one hurt and one who left."""
    _visit(desk, site, talk, answers)
    groups = Groups(desk)
    family = groups.begin(GroupKind.FAMILY, site, GroupSheet())
    groups.add_person(family.id, Relation.SON_OR_DAUGHTER, {MemberFlag.MAY_BE_CHILD})
    groups.begin(GroupKind.OPERATION, site, GroupSheet())


def _visit(
    desk: Desk, site: SiteId, talk: InstrumentId, answers: Mapping[str, AnswerValue]
) -> None:
    groups, talks = Groups(desk), GroupTalks(desk)
    group = groups.begin(GroupKind.SITE_VISIT, site, _SHEET)
    first, child, hurt, left = groups.add_people(group.id, _PEOPLE)
    groups.describe(child, None, {MemberFlag.MAY_BE_CHILD, MemberFlag.AFRAID})
    groups.describe(hurt, None, {MemberFlag.HURT})
    groups.leave_without_record(left, NoRecordReason.DID_NOT_WANT)
    for item in (PlaceItem.EXITS_LOCKED, PlaceItem.PAPERS_HELD):
        groups.check_place(group.id, item, Observation.SEEN)
    debt = ("work_off", "holds_now")
    fact = talks.add_fact(group.id, QuestionId("debt"), debt, "Agency Invented, 900")
    table = talks.begin(first, talk, "es")
    given = [(QuestionId(name), value) for name, value in answers.items()]
    ScreeningService(desk).answer_all(table, given)
    talks.reply(first, fact.id, Reply.CONFIRMED)
