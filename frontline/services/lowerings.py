"""Two people lower a finding: the officer who corrected answers, and a supervisor who agrees."""

from __future__ import annotations

from dataclasses import dataclass, replace

from frontline.domain.cases import Case
from frontline.domain.deeds import DeedKind
from frontline.domain.findings import Finding
from frontline.domain.identifiers import LoweringId
from frontline.domain.reviews import Decision, Lowering, LoweringReason
from frontline.errors_of_review import (
    AssessmentMissingError,
    NothingLoweredError,
    OwnLoweringError,
    ReviewNotFoundError,
)
from frontline.services.case_access import may_do, require_case
from frontline.services.desk import Desk
from frontline.services.permissions import Action
from frontline.services.screenings import OpenScreening, laid_out
from frontline.services.standing import Standing, standing_of


@dataclass(frozen=True, slots=True)
class LoweringLine:
    """What a supervisor decides about. `stands` is what holds while they have not."""

    lowering: Lowering
    case: Case
    officer: str
    stands: Finding
    answered: Finding
    clears_fear: bool


class Lowerings:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def standing(self, table: OpenScreening) -> Standing:
        """What stands of a case that is on the table; reading it needed permission before."""
        return standing_of(self._desk, table)

    def ask(self, table: OpenScreening, reason: LoweringReason) -> Lowering:
        """Ask that what the corrected answers say may stand.

        Raises NothingLoweredError, AssessmentMissingError, CaseNotFoundError.
        """
        desk = self._desk
        require_case(desk, Action.SCREEN, table.case)
        standing = standing_of(desk, table)
        if not standing.is_held_up:
            raise NothingLoweredError
        if standing.fear_stands and reason is not LoweringReason.AUTHORITY_ASSESSED:
            raise AssessmentMissingError
        lowering = Lowering(
            id=LoweringId(desk.chance.uuid()),
            case=table.case.id,
            screening=table.screening.id,
            up_to=table.log[-1].sequence,
            reason=reason,
            proposed_by=desk.session.user.id,
            proposed_at=desk.clock.now(),
        )
        deed = desk.deed(DeedKind.LOWERING_PROPOSED, lowering.id)
        desk.vault.reviews.add_lowering(lowering, deed)
        return lowering

    def waiting(self) -> tuple[LoweringLine, ...]:
        """Those nobody has decided, the oldest first; of a case the last that was asked."""
        desk = self._desk
        desk.session.require(Action.REVIEW)
        last = {each.case: each for each in desk.vault.reviews.lowerings()}
        names = {user.id: user.name for user in desk.vault.users.everybody()}
        return tuple(
            self._line(each, names.get(each.proposed_by, ""))
            for each in last.values()
            if each.decision is None
        )

    def decide(self, lowering: LoweringId, decision: Decision) -> Lowering:
        """Raises OwnLoweringError for who asked, ReviewNotFoundError where it is decided."""
        desk = self._desk
        desk.session.require(Action.REVIEW)
        found = desk.vault.reviews.lowering(lowering)
        if not may_do(desk, Action.REVIEW, desk.vault.cases.case(found.case)):
            raise ReviewNotFoundError
        if found.decision is not None:
            raise ReviewNotFoundError(lowering=str(lowering))
        if found.proposed_by == desk.session.user.id:
            raise OwnLoweringError
        decided = replace(
            found,
            decision=decision,
            decided_by=desk.session.user.id,
            decided_at=desk.clock.now(),
        )
        agrees = decision is Decision.APPROVED
        kind = DeedKind.LOWERING_APPROVED if agrees else DeedKind.LOWERING_REFUSED
        desk.vault.reviews.decide(decided, desk.deed(kind, lowering))
        return decided

    def _line(self, lowering: Lowering, officer: str) -> LoweringLine:
        cases = self._desk.vault.cases
        case = cases.case(lowering.case)
        table = laid_out(self._desk, case, cases.screening(lowering.screening))
        standing = standing_of(self._desk, table)
        return LoweringLine(
            lowering, case, officer, standing.finding, standing.answered, standing.fear_stands
        )
