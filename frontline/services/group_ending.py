"""A group is closed once everybody in it was seen to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from frontline.domain.deeds import DeedKind
from frontline.domain.group_closing import OpenPoint, Point
from frontline.domain.groups import Group, GroupKind
from frontline.domain.identifiers import GroupId
from frontline.errors_of_groups import GroupUnfinishedError
from frontline.services.desk import Desk
from frontline.services.group_access import require_open_group
from frontline.services.group_board import board_of


class GroupEnding:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def close(self, group: GroupId, next_visit: date | None = None) -> Group:
        """Talks that are open stay open, each for itself. `next_visit`: when somebody looks after
        the place again, needed for a site visit.

        Raises GroupUnfinishedError for the first thing that is still to be done.
        """
        desk = self._desk
        found = require_open_group(desk, group)
        points = list(board_of(desk, found).open_points)
        if found.kind is GroupKind.SITE_VISIT and next_visit is None:
            points.append(OpenPoint(Point.NEXT_VISIT))
        for first in points:
            raise GroupUnfinishedError(
                point=first.point.value, number=first.number, open=len(points)
            )
        closed = replace(found, closed_at=desk.clock.now(), next_visit=next_visit)
        desk.vault.groups.set_group(closed, desk.deed(DeedKind.GROUP_CLOSED, group))
        return closed
