"""Whose case it is to the signed-in user, and who can open what is sealed for it."""

from __future__ import annotations

from frontline.domain.cases import Case, CaseAccess
from frontline.domain.officials import AccessRole, User
from frontline.errors import CaseNotFoundError
from frontline.services.desk import Desk
from frontline.services.permissions import Action, Thing


def thing_of(desk: Desk, case: Case) -> Thing:
    """Own, shared with the user, or a colleague's."""
    access, user = desk.vault.shares.access(case), desk.session.user.id
    if user == access.owner:
        return Thing.OWN_CASE
    return Thing.SHARED_CASE if user in access.users else Thing.COLLEAGUES_CASE


def may_do(desk: Desk, action: Action, case: Case) -> bool:
    return desk.session.may(action, thing_of(desk, case))


def require_case(desk: Desk, action: Action, case: Case) -> None:
    """Raises NotPermittedError where the role never allows it, and CaseNotFoundError where it is
    only not theirs: whether the case exists is not told."""
    desk.session.require(action)
    if not may_do(desk, action, case):
        raise CaseNotFoundError


def require_readable(desk: Desk, case: Case) -> None:
    """Any case for who oversees the post, their own for others. Raises as require_case."""
    if not may_do(desk, Action.READ_ALL_CASES, case):
        require_case(desk, Action.READ_OWN_CASES, case)


def readers_of(access: CaseAccess, users: tuple[User, ...]) -> tuple[User, ...]:
    """Who can open the identity envelope of a case once it is sealed anew: who may work on it,
    and supervisors."""
    return tuple(
        user for user in users if user.id in access.users or user.access is AccessRole.SUPERVISOR
    )
