"""People who were met together: a family, the workers of a place, those found in an operation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from frontline.domain.answers import Observation
from frontline.domain.deeds import DeedKind
from frontline.domain.group_sheet import GroupSheet
from frontline.domain.groups import (
    Group,
    GroupKind,
    Member,
    MemberFlag,
    NoRecordReason,
    PlaceItem,
    Relation,
    SeparationReason,
    StartReason,
)
from frontline.domain.identifiers import GroupId, MemberId, SiteId
from frontline.errors import BadInputError, SiteMissingError
from frontline.errors_of_groups import OperationUnpreparedError, ReasonMissingError
from frontline.services.desk import Desk
from frontline.services.group_access import (
    may_do_in,
    opened_group_sheet,
    require_member,
    require_open_group,
    sealed_sheet,
)
from frontline.services.permissions import Action

MOST_AT_ONCE = 200


class Groups:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def begin(self, kind: GroupKind, site: SiteId, sheet: GroupSheet) -> Group:
        """Raises SiteMissingError."""
        desk = self._desk
        desk.session.require(Action.WORK_IN_GROUP)
        if site not in {known.id for known in desk.vault.sites.sites()}:
            raise SiteMissingError
        own, now = desk.session.user.id, desk.clock.now()
        group = Group(GroupId(desk.chance.uuid()), kind, site, now, own)
        envelope = sealed_sheet(desk, group, sheet, ())
        desk.vault.groups.add_group(group, envelope, desk.deed(DeedKind.GROUP_OPENED, group.id))
        return group

    def listed(self) -> tuple[Group, ...]:
        """Those the user may read, the newest first."""
        self._desk.session.require(Action.READ_GROUP)
        groups = self._desk.vault.groups.groups()
        return tuple(each for each in groups if may_do_in(self._desk, Action.READ_GROUP, each))

    def add_people(self, group: GroupId, count: int) -> tuple[Member, ...]:
        """So many more, by the next numbers."""
        if not 0 < count <= MOST_AT_ONCE:
            raise BadInputError(reason="count")
        return self._add(group, tuple(Member(self._id(), group, 0) for _ in range(count)))

    def add_person(
        self, group: GroupId, relation: Relation | None, flags: Collection[MemberFlag] = ()
    ) -> Member:
        """Raises GroupNotFoundError, GroupClosedError."""
        person = Member(self._id(), group, 0, frozenset(flags), relation)
        (added,) = self._add(group, (person,))
        return added

    def describe(
        self, member: Member, relation: Relation | None, flags: Collection[MemberFlag]
    ) -> Member:
        """What was told and seen of somebody. That they may be a child is never taken back here:
        see `settle_age` (S-047)."""
        known = require_member(self._desk, member)
        kept = known.flags & {MemberFlag.MAY_BE_CHILD}
        changed = replace(known, relation=relation, flags=frozenset(flags) | kept)
        return self._set(changed, DeedKind.MEMBER_CHANGED)

    def settle_age(self, member: Member, body: str) -> Member:
        """A competent authority, which is named, settled that they are an adult.

        Raises ReasonMissingError.
        """
        known = require_member(self._desk, member)
        changed = replace(known, flags=known.flags - {MemberFlag.MAY_BE_CHILD})
        return self._set(changed, DeedKind.MEMBER_CHANGED, body)

    def separate(self, member: Member, reason: SeparationReason | None, body: str) -> Member:
        """Keep a child apart from the adults of the group. `body`: the child-protection body.

        Raises ReasonMissingError where either is not there: families stay together (S-050).
        """
        known = require_member(self._desk, member)
        if reason is None:
            raise ReasonMissingError(missing="reason")
        changed = replace(known, separation=reason)
        return self._set(changed, DeedKind.MEMBER_SEPARATED, body)

    def reunite(self, member: Member) -> Member:
        known = require_member(self._desk, member)
        return self._set(replace(known, separation=None), DeedKind.SEPARATION_ENDED)

    def leave_without_record(self, member: Member, reason: NoRecordReason | None) -> Member:
        """Why there is no finished talk with them; None takes it back."""
        known = require_member(self._desk, member)
        return self._set(replace(known, no_record=reason), DeedKind.MEMBER_CHANGED)

    def check_place(self, group: GroupId, item: PlaceItem, seen: Observation) -> None:
        require_open_group(self._desk, group)
        deed = self._desk.deed(DeedKind.PLACE_CHECKED, group)
        self._desk.vault.groups.check_place(group, item, seen, deed)

    def start(self, group: GroupId, reason: StartReason | None = None) -> Group:
        """An operation begins. Harmless when repeated.

        Raises OperationUnpreparedError where no safe place or no service stands ready and no
        reason is given, BadInputError for another kind of group.
        """
        desk = self._desk
        found = require_open_group(desk, group)
        if found.kind is not GroupKind.OPERATION:
            raise BadInputError(reason="group-kind")
        if found.started_at is not None:
            return found
        if reason is None and not opened_group_sheet(desk, group).is_prepared:
            raise OperationUnpreparedError
        started = replace(found, started_at=desk.clock.now(), start_reason=reason)
        desk.vault.groups.set_group(started, desk.deed(DeedKind.GROUP_STARTED, group))
        return started

    def _add(self, group: GroupId, people: tuple[Member, ...]) -> tuple[Member, ...]:
        desk = self._desk
        require_open_group(desk, group)
        last = max((each.number for each in desk.vault.groups.members(group)), default=0)
        added = tuple(replace(each, number=last + at) for at, each in enumerate(people, 1))
        deed = desk.deed(DeedKind.MEMBER_ADDED, group)
        desk.vault.groups.add_members(added, deed)
        return added

    def _set(self, member: Member, kind: DeedKind, body: str | None = None) -> Member:
        """`body` is named in the sheet, and must be named where it is asked for."""
        desk, envelope = self._desk, None
        if body is not None:
            if not body.strip():
                raise ReasonMissingError(missing="body")
            group = desk.vault.groups.group(member.group)
            sheet = opened_group_sheet(desk, member.group)
            bodies = {**sheet.protection_bodies, member.id.hex: body.strip()}
            envelope = sealed_sheet(
                desk, group, sheet.model_copy(update={"protection_bodies": bodies})
            )
        desk.vault.groups.set_member(member, desk.deed(kind, member.id), envelope)
        return member

    def _id(self) -> MemberId:
        return MemberId(self._desk.chance.uuid())
