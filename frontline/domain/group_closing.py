"""What is still to be done before a group is closed. Pure: how each member stands is handed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from frontline.domain.findings import Band
from frontline.domain.groups import GroupKind, Member


class Point(StrEnum):
    """The values stand in errors."""

    RECORD = "record"
    CHILD_PROTECTION = "child-protection"
    OFFER = "offer"
    NEXT_VISIT = "next-visit"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """`number` is the member's, 0 where it is not about one of them."""

    point: Point
    number: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one member is. `has_record`: a talk was begun, and none is open any more.

    `is_child`: is or may be under 18, by the flag or by the answers. `is_protected`: child
    protection was brought in, or a referral is under way. `is_offered`: help was offered, and
    what the person chose is recorded. `band` is None before the first talk.
    """

    member: Member
    has_record: bool
    is_child: bool
    is_protected: bool
    is_offered: bool
    band: Band | None = None

    @property
    def is_flagged(self) -> bool:
        shown = self.band is not None and self.band.rank >= Band.POSSIBLE.rank
        return bool(self.member.flags) or shown


def open_points(kind: GroupKind, standings: Iterable[Standing]) -> tuple[OpenPoint, ...]:
    """In order of the members' numbers, for each member the gravest first.

    A child is never settled by a reason alone (S-045); whoever else is flagged has a record or a
    reason (S-085); in an operation help was offered to each presumed person (S-022).
    """
    found: list[OpenPoint] = []
    for standing in sorted(standings, key=lambda each: each.member.number):
        number = standing.member.number
        if standing.is_child and not standing.is_protected:
            found.append(OpenPoint(Point.CHILD_PROTECTION, number))
        if standing.is_flagged and not standing.has_record and standing.member.no_record is None:
            found.append(OpenPoint(Point.RECORD, number))
        if kind is GroupKind.OPERATION and _lacks_offer(standing):
            found.append(OpenPoint(Point.OFFER, number))
    return tuple(found)


def _lacks_offer(standing: Standing) -> bool:
    band = standing.band
    return band is not None and band.rank >= Band.POSSIBLE.rank and not standing.is_offered
