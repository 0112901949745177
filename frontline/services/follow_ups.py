"""Days on which a case is looked after again."""

from __future__ import annotations

from datetime import date

from frontline.domain.cases import Case, FollowUp
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import CaseId, FollowUpId
from frontline.errors import CaseNotFoundError
from frontline.services.case_access import require_case
from frontline.services.desk import Desk
from frontline.services.permissions import Action


class FollowUps:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def set_for(self, case: CaseId, due: date) -> FollowUp:
        desk = self._desk
        desk.session.require(Action.SCREEN)
        require_case(desk, Action.SCREEN, desk.vault.cases.case(case))
        follow_up = FollowUp(FollowUpId(desk.chance.uuid()), case, due, desk.session.user.id)
        deed = desk.deed(DeedKind.FOLLOW_UP_SET, follow_up.id)
        desk.vault.follow_ups.add_follow_up(follow_up, deed)
        return follow_up

    def done(self, follow_up: FollowUpId) -> None:
        """Raises CaseNotFoundError for a follow-up that is not the user's."""
        desk = self._desk
        if follow_up not in {own.id for own, _case in self.open()}:
            raise CaseNotFoundError
        deed = desk.deed(DeedKind.FOLLOW_UP_DONE, follow_up)
        desk.vault.follow_ups.finish_follow_up(follow_up, desk.clock.now(), deed)

    def open(self) -> tuple[tuple[FollowUp, Case], ...]:
        """The user's own that are not done, the earliest due first, each with its case.

        Those of a colleague who may not work on the case any more are its owner's.
        """
        desk = self._desk
        desk.session.require(Action.READ_OWN_CASES)
        found = []
        for follow_up in desk.vault.follow_ups.open_follow_ups():
            case = desk.vault.cases.case(follow_up.case)
            access = desk.vault.shares.access(case)
            heir = follow_up.owner if follow_up.owner in access.users else access.owner
            if heir == desk.session.user.id:
                found.append((follow_up, case))
        return tuple(found)
