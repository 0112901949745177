"""The assistance plan of a case, and the person's choices."""

from __future__ import annotations

from frontline.domain.assistance import AssistanceService, Choice, PlanLine
from frontline.domain.deeds import DeedKind
from frontline.screening.guidance import plan
from frontline.services.case_access import require_case
from frontline.services.desk import Desk
from frontline.services.permissions import Action
from frontline.services.screenings import OpenScreening
from frontline.services.standing import standing_of

_RETURNS = (AssistanceService.REPATRIATION, AssistanceService.RESETTLEMENT)


class AssistancePlans:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def lines(self, table: OpenScreening) -> tuple[PlanLine, ...]:
        """Services to offer, each with its reasons and the person's choice.

        While the fear of a return stands, no return is among them (S-035).
        """
        found = plan(table.interview, self._desk.vault.plans.choices(table.case.id))
        if not standing_of(self._desk, table).fear_stands:
            return found
        return tuple(line for line in found if line.service not in _RETURNS)

    def choose(
        self, table: OpenScreening, service: AssistanceService, choice: Choice
    ) -> tuple[PlanLine, ...]:
        """Record what the person decided; it may change at any time, without effect elsewhere."""
        require_case(self._desk, Action.SCREEN, table.case)
        deed = self._desk.deed(DeedKind.CHOICE_RECORDED, table.case.id)
        self._desk.vault.plans.record_choice(table.case.id, service, choice, deed)
        return self.lines(table)
