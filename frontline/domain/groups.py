"""People who were met together: a family, the workers of a place, those found in an operation.

A group holds numbers, codes and moments. Who the people are stays with each one's own case, and
what was written about the group is sealed (domain/group_sheet.py). No referral tells of a group
(S-112).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from frontline.domain.answers import AnswerValue
from frontline.domain.identifiers import (
    CaseId,
    FactId,
    GroupId,
    MemberId,
    QuestionId,
    SiteId,
    UserId,
)


class GroupKind(StrEnum):
    FAMILY = "family"
    SITE_VISIT = "site_visit"
    OPERATION = "operation"


class MemberFlag(StrEnum):
    """What was seen or heard of somebody before the talk alone; the gravest first."""

    ASKS_FOR_HELP = "asks_for_help"
    HURT = "hurt"
    MAY_BE_CHILD = "may_be_child"
    AFRAID = "afraid"
    WATCHED = "watched"


class Relation(StrEnum):
    """To the others of the group, as it was told."""

    MOTHER = "mother"
    FATHER = "father"
    PARTNER = "partner"
    SON_OR_DAUGHTER = "son_or_daughter"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    AUNT_OR_UNCLE = "aunt_or_uncle"
    OTHER_RELATIVE = "other_relative"
    NOT_RELATED = "not_related"
    UNKNOWN = "unknown"


class NoRecordReason(StrEnum):
    """Why there is no finished talk with somebody: a code, because a text could name them."""

    DID_NOT_WANT = "did_not_want"
    LEFT = "left"
    NOT_SAFE = "not_safe"
    NO_INTERPRETER = "no_interpreter"
    OTHER_BODY = "other_body"


class SeparationReason(StrEnum):
    """Why a child is kept apart from the adults of the group (S-050)."""

    AT_RISK = "at_risk"
    NOT_FAMILY = "not_family"
    CHILD_ASKED = "child_asked"
    ORDERED = "ordered"


class StartReason(StrEnum):
    """Why an operation starts although nothing stands ready for those found in it (S-020)."""

    DANGER_TO_LIFE = "danger_to_life"
    ON_THE_WAY = "on_the_way"
    ORDERED = "ordered"


class PlaceItem(StrEnum):
    """What is looked at in a place where people work (S-085)."""

    QUARTERS_BAD = "quarters_bad"
    EXITS_LOCKED = "exits_locked"
    PAPERS_HELD = "papers_held"
    PAY_RECORDS_MISSING = "pay_records_missing"
    NOTICES_MISSING = "notices_missing"
    MINORS_AT_WORK = "minors_at_work"
    TRANSPORT_CONTROLLED = "transport_controlled"


class Reply(StrEnum):
    CONFIRMED = "confirmed"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Group:
    """`started_at` and `start_reason` are of operations. `next_visit`: set when it is closed."""

    id: GroupId
    kind: GroupKind
    site: SiteId
    opened_at: datetime
    opened_by: UserId
    started_at: datetime | None = None
    start_reason: StartReason | None = None
    closed_at: datetime | None = None
    next_visit: date | None = None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a group, by number from 1. `case` is None until a talk with them was begun."""

    id: MemberId
    group: GroupId
    number: int
    flags: frozenset[MemberFlag] = frozenset()
    relation: Relation | None = None
    case: CaseId | None = None
    no_record: NoRecordReason | None = None
    separation: SeparationReason | None = None

    @property
    def may_be_child(self) -> bool:
        return MemberFlag.MAY_BE_CHILD in self.flags


@dataclass(frozen=True, slots=True)
class SharedFact:
    """An answer that may hold for several people, to be confirmed by each of them alone."""

    id: FactId
    group: GroupId
    question: QuestionId
    value: AnswerValue = field(repr=False)


@dataclass(frozen=True, slots=True)
class FactReply:
    """What one of them said to it."""

    fact: FactId
    member: MemberId
    reply: Reply


def by_risk(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """Whom to talk to alone first: by the gravest flag, then by how many, then by number."""
    order = tuple(MemberFlag)

    def key(member: Member) -> tuple[int, int, int]:
        gravest = min((order.index(flag) for flag in member.flags), default=len(order))
        return gravest, -len(member.flags), member.number

    return tuple(sorted(members, key=key))
