"""The rights checklist of a screening filled in, for what comes after."""

from __future__ import annotations

from frontline.domain.rights import Kept, RightsSaid
from frontline.services.desk import Desk
from frontline.services.rights_checklist import RightsChecklist
from frontline.services.screenings import OpenScreening, ScreeningService


def give_rights(desk: Desk, table: OpenScreening, said: RightsSaid = RightsSaid.GIVEN) -> None:
    """Every line that is open gets this answer."""
    checklist = RightsChecklist(desk)
    for entry in checklist.entries(table):
        if entry.kept is Kept.NOT_RECORDED:
            checklist.say(table, entry.line, said)


def close_with_rights(desk: Desk, table: OpenScreening) -> None:
    give_rights(desk, table)
    ScreeningService(desk).close(table)
