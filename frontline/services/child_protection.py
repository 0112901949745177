"""A child's screening is not closed before child protection was brought in (S-045).

Which findings ask for it is said by the pack: those that raise the concern of this name.
"""

from __future__ import annotations

from datetime import datetime

from frontline.domain.cases import Case
from frontline.domain.deeds import DeedKind
from frontline.domain.findings import Finding
from frontline.domain.referrals import ReferralState
from frontline.errors import ChildProtectionMissingError
from frontline.services.case_access import require_case, require_readable
from frontline.services.desk import Desk
from frontline.services.permissions import Action

CONCERN = "child_protection"
_NOT_ON_ITS_WAY = frozenset({ReferralState.DRAFT, ReferralState.RETURNED, ReferralState.CLOSED})


class ChildProtection:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def tell(self, case: Case) -> datetime:
        """Record that the officer brought child protection in. Raises CaseNotFoundError."""
        desk = self._desk
        require_case(desk, Action.SCREEN, case)
        deed = desk.deed(DeedKind.CHILD_PROTECTION_TOLD, case.id)
        desk.vault.plans.tell_child_protection(case.id, deed)
        return deed.at

    def told_at(self, case: Case) -> datetime | None:
        require_readable(self._desk, case)
        return self._desk.vault.plans.child_protection_told(case.id)


def is_child_protected(desk: Desk, case: Case) -> bool:
    """Whether somebody was told, or a referral is under way."""
    is_referred = any(
        referral.state not in _NOT_ON_ITS_WAY
        for referral in desk.vault.referrals.referrals(case.id)
    )
    return is_referred or desk.vault.plans.child_protection_told(case.id) is not None


def require_child_protection(desk: Desk, case: Case, finding: Finding) -> None:
    """Raises ChildProtectionMissingError while nobody was told and no referral is under way."""
    if CONCERN in finding.concerns and not is_child_protected(desk, case):
        raise ChildProtectionMissingError
