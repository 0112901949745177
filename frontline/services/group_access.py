"""Whose group it is to the signed-in user, and what is sealed for it."""

from __future__ import annotations

from collections.abc import Collection

from pydantic import ValidationError

from frontline.crypto.sealing import open_sealed, seal
from frontline.domain.group_sheet import GroupSheet
from frontline.domain.groups import Group, Member
from frontline.domain.identifiers import GroupId, UserId
from frontline.domain.officials import AccessRole
from frontline.errors import SealedDataError
from frontline.errors_of_groups import GroupClosedError, GroupNotFoundError
from frontline.services.case_stores import Envelope
from frontline.services.desk import Desk
from frontline.services.permissions import Action, Thing


def thing_of_group(desk: Desk, group: Group) -> Thing:
    """Own, shared with the user, or a colleague's."""
    user = desk.session.user.id
    if user == group.opened_by:
        return Thing.OWN_GROUP
    is_shared = user in desk.vault.groups.team(group.id)
    return Thing.SHARED_GROUP if is_shared else Thing.COLLEAGUES_GROUP


def may_do_in(desk: Desk, action: Action, group: Group) -> bool:
    return desk.session.may(action, thing_of_group(desk, group))


def require_group(desk: Desk, action: Action, group: GroupId) -> Group:
    """Raises NotPermittedError where the role never allows it, and GroupNotFoundError where it is
    only not theirs: whether the group exists is not told."""
    desk.session.require(action)
    found = desk.vault.groups.group(group)
    if not may_do_in(desk, action, found):
        raise GroupNotFoundError
    return found


def require_open_group(desk: Desk, group: GroupId) -> Group:
    """One to work in. Raises as require_group, and GroupClosedError."""
    found = require_group(desk, Action.WORK_IN_GROUP, group)
    if found.is_closed:
        raise GroupClosedError(group=str(group))
    return found


def require_member(desk: Desk, member: Member) -> Member:
    """As they are stored, in a group to work in. Raises as require_open_group."""
    require_open_group(desk, member.group)
    for known in desk.vault.groups.members(member.group):
        if known.id == member.id:
            return known
    raise GroupNotFoundError(member=str(member.id))


def readers_of_group(desk: Desk, group: Group, team: Collection[UserId]) -> tuple[str, ...]:
    """The recipients its sheet is sealed to: who works in it, and supervisors."""
    inside = {group.opened_by, *team}
    return tuple(
        sorted(
            user.recipient
            for user in desk.vault.users.users()
            if user.id in inside or user.access is AccessRole.SUPERVISOR
        )
    )


def sealed_sheet(
    desk: Desk, group: Group, sheet: GroupSheet, team: Collection[UserId] | None = None
) -> Envelope:
    """For the present team, or for the one that is to be."""
    inside = desk.vault.groups.team(group.id) if team is None else team
    recipients = readers_of_group(desk, group, inside)
    return Envelope(seal(sheet.model_dump_json().encode(), recipients), recipients)


def opened_group_sheet(desk: Desk, group: GroupId) -> GroupSheet:
    """Raises SealedDataError where the signed-in user is not one it was sealed to."""
    content = open_sealed(desk.vault.groups.sheet(group), desk.session.keys.identity)
    try:
        return GroupSheet.model_validate_json(content)
    except ValidationError as error:
        raise SealedDataError(reason="form") from error
