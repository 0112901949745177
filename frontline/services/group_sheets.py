"""What was written about a group in words, and who may work in it and read that.

As with the details of persons (services/identities.py), the words are sealed to who works in the
group and to supervisors, and sealed anew when that changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from frontline.domain.deeds import DeedKind
from frontline.domain.group_sheet import GroupSheet
from frontline.domain.identifiers import GroupId, UserId
from frontline.domain.officials import User
from frontline.errors import SealedDataError, UserNotFoundError
from frontline.services.desk import Desk
from frontline.services.group_access import (
    opened_group_sheet,
    readers_of_group,
    require_group,
    require_open_group,
    sealed_sheet,
)
from frontline.services.permissions import PERMITTED, Action


class GroupSheets:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def read(self, group: GroupId) -> GroupSheet:
        """Each look is recorded. Raises GroupNotFoundError, SealedDataError."""
        desk = self._desk
        require_group(desk, Action.READ_GROUP, group)
        sheet = opened_group_sheet(desk, group)
        desk.vault.audit.record(desk.deed(DeedKind.GROUP_SHEET_VIEWED, group))
        return sheet

    def save(self, group: GroupId, sheet: GroupSheet) -> None:
        """Raises GroupNotFoundError, GroupClosedError."""
        desk = self._desk
        envelope = sealed_sheet(desk, require_open_group(desk, group), sheet)
        deed = desk.deed(DeedKind.GROUP_SHEET_SAVED, group)
        desk.vault.groups.save_sheet(group, envelope, deed)

    def team(self, group: GroupId) -> tuple[User, ...]:
        """Colleagues it is shared with."""
        require_group(self._desk, Action.READ_GROUP, group)
        inside = self._desk.vault.groups.team(group)
        return tuple(user for user in self._desk.vault.users.users() if user.id in inside)

    def colleagues(self, group: GroupId) -> tuple[User, ...]:
        """Those it can be shared with."""
        desk = self._desk
        found = require_group(desk, Action.READ_GROUP, group)
        inside = {found.opened_by, *desk.vault.groups.team(group)}
        return tuple(
            user
            for user in desk.vault.users.users()
            if user.id not in inside and Action.WORK_IN_GROUP in PERMITTED[user.access]
        )

    def share(self, group: GroupId, colleague: UserId) -> None:
        """Let a colleague work in the group; each case stays with whoever opened it.

        Raises GroupNotFoundError, UserNotFoundError for who cannot be let in, SealedDataError.
        """
        desk = self._desk
        require_group(desk, Action.SHARE_GROUP, group)
        team = desk.vault.groups.team(group)
        if colleague in team:
            return
        if colleague not in {user.id for user in self.colleagues(group)}:
            raise UserNotFoundError
        self._set_team(group, team | {colleague}, DeedKind.GROUP_SHARED)

    def take_back(self, group: GroupId, colleague: UserId) -> None:
        """Harmless where it is not shared with them. Raises as share."""
        desk = self._desk
        require_group(desk, Action.SHARE_GROUP, group)
        team = desk.vault.groups.team(group)
        if colleague in team:
            self._set_team(group, team - {colleague}, DeedKind.GROUP_SHARE_ENDED)

    def out_of_date(self) -> tuple[GroupId, ...]:
        """Groups whose sheet is not sealed to exactly those it should be, and which the signed-in
        user can open."""
        desk, own, found = self._desk, self._desk.session.user.recipient, []
        for group, readers in desk.vault.groups.sealed():
            team = desk.vault.groups.team(group)
            wanted = readers_of_group(desk, desk.vault.groups.group(group), team)
            if own in readers and readers != wanted:
                found.append(group)
        return tuple(found)

    def reseal(self, groups: Sequence[GroupId]) -> int:
        """Seal these sheets to those they should be sealed to; how many it was done for.

        One that the user cannot open stays as it is, for somebody who can.
        """
        desk, done = self._desk, 0
        for group in groups:
            try:
                sheet = opened_group_sheet(desk, group)
            except SealedDataError:
                continue
            envelope = sealed_sheet(desk, desk.vault.groups.group(group), sheet)
            deed = desk.deed(DeedKind.GROUP_SHEET_RESEALED, group)
            desk.vault.groups.save_sheet(group, envelope, deed)
            done += 1
        return done

    def _set_team(self, group: GroupId, team: frozenset[UserId], kind: DeedKind) -> None:
        desk = self._desk
        sheet = opened_group_sheet(desk, group)
        envelope = sealed_sheet(desk, desk.vault.groups.group(group), sheet, team)
        desk.vault.groups.set_team(group, team, envelope, desk.deed(kind, group))
