"""Groups of people in the vault: what they are, who is in them, and their sealed sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from frontline.domain.answers import Observation
from frontline.domain.cases import Case, Screening
from frontline.domain.deeds import Deed
from frontline.domain.groups import Group, Member, PlaceItem
from frontline.domain.identifiers import CaseId, GroupId, UserId
from frontline.errors_of_groups import GroupNotFoundError
from frontline.services.case_stores import Envelope
from frontline.storage import tables
from frontline.storage.case_rows import case_values, screening_values
from frontline.storage.group_rows import (
    group_from_row,
    group_values,
    member_from_row,
    member_values,
)
from frontline.storage.group_tables import (
    group_members,
    group_sheets,
    group_team,
    groups,
    place_checks,
)
from frontline.storage.ledger import Change, Ledger


class SqlGroupStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add_group(self, group: Group, envelope: Envelope, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            if change.add(groups, group_values(group)):
                write_sheet(change, group.id, envelope)

    def group(self, group: GroupId) -> Group:
        with self._ledger.database.reading() as connection:
            row = connection.execute(select(groups).where(groups.c.id == group)).one_or_none()
        if row is None:
            raise GroupNotFoundError(group=str(group))
        return group_from_row(row)

    def groups(self) -> tuple[Group, ...]:
        newest_first = select(groups).order_by(groups.c.number.desc())
        with self._ledger.database.reading() as connection:
            return tuple(map(group_from_row, connection.execute(newest_first)))

    def set_group(self, group: Group, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            changed = change.connection.execute(
                update(groups).where(groups.c.id == group.id).values(group_values(group))
            )
            if changed.rowcount == 0:
                raise GroupNotFoundError(group=str(group.id))
            change.vouch(groups, group.id)

    def team(self, group: GroupId) -> frozenset[UserId]:
        standing = select(group_team.c.user_id).where(
            group_team.c.group_id == group, group_team.c.ended.is_(None)
        )
        with self._ledger.database.reading() as connection:
            return frozenset(map(UserId, connection.scalars(standing)))

    def set_team(
        self, group: GroupId, team: frozenset[UserId], envelope: Envelope, deed: Deed
    ) -> None:
        before = self.team(group)
        with self._ledger.change(deed) as change:
            for user in before - team:
                ending = update(group_team).where(
                    group_team.c.group_id == group, group_team.c.user_id == user
                )
                change.connection.execute(ending.values(ended=deed.at))
                change.vouch(group_team, group, user)
            for user in team - before:
                values = {"since": deed.at, "by": deed.actor, "ended": None}
                change.connection.execute(
                    insert(group_team)
                    .values(group_id=group, user_id=user, **values)
                    .on_conflict_do_update(index_elements=["group_id", "user_id"], set_=values)
                )
                change.vouch(group_team, group, user)
            write_sheet(change, group, envelope)

    def save_sheet(self, group: GroupId, envelope: Envelope, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            write_sheet(change, group, envelope)

    def sheet(self, group: GroupId) -> bytes:
        wanted = select(group_sheets.c.sealed).where(group_sheets.c.group_id == group)
        with self._ledger.database.reading() as connection:
            found: bytes | None = connection.scalar(wanted)
        if found is None:
            raise GroupNotFoundError(group=str(group))
        return found

    def sealed(self) -> Sequence[tuple[GroupId, tuple[str, ...]]]:
        wanted = (
            select(group_sheets.c.group_id, group_sheets.c.readers)
            .join(groups, groups.c.id == group_sheets.c.group_id)
            .order_by(groups.c.number)
        )
        with self._ledger.database.reading() as connection:
            rows = connection.execute(wanted)
            return tuple((GroupId(row.group_id), tuple(row.readers.split())) for row in rows)

    def add_members(self, members: Sequence[Member], deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            for member in members:
                change.add(group_members, member_values(member))

    def set_member(self, member: Member, deed: Deed, envelope: Envelope | None = None) -> None:
        with self._ledger.change(deed) as change:
            _write_member(change, member)
            if envelope is not None:
                write_sheet(change, member.group, envelope)

    def open_case(self, member: Member, case: Case, screening: Screening, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            change.add(tables.cases, case_values(case))
            change.add(tables.screenings, screening_values(screening))
            _write_member(change, member)

    def members(self, group: GroupId) -> tuple[Member, ...]:
        of_group = select(group_members).where(group_members.c.group_id == group)
        with self._ledger.database.reading() as connection:
            rows = connection.execute(of_group.order_by(group_members.c.place))
            return tuple(map(member_from_row, rows))

    def member_of(self, case: CaseId) -> Member | None:
        wanted = select(group_members).where(group_members.c.case_id == case)
        with self._ledger.database.reading() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else member_from_row(row)

    def check_place(self, group: GroupId, item: PlaceItem, seen: Observation, deed: Deed) -> None:
        values = {"seen": seen.value, "checked_at": deed.at, "checked_by": deed.actor}
        with self._ledger.change(deed) as change:
            change.connection.execute(
                insert(place_checks)
                .values(group_id=group, item=item.value, **values)
                .on_conflict_do_update(index_elements=["group_id", "item"], set_=values)
            )
            change.vouch(place_checks, group, item.value)

    def place(self, group: GroupId) -> Mapping[PlaceItem, Observation]:
        wanted = select(place_checks).where(place_checks.c.group_id == group)
        with self._ledger.database.reading() as connection:
            rows = connection.execute(wanted)
            return {PlaceItem(row.item): Observation(row.seen) for row in rows}


def write_sheet(change: Change, group: GroupId, envelope: Envelope) -> None:
    """In place of the one before, whose bytes the database overwrites."""
    values = {"sealed": envelope.sealed, "readers": " ".join(sorted(envelope.readers))}
    change.connection.execute(
        insert(group_sheets)
        .values(group_id=group, **values)
        .on_conflict_do_update(index_elements=["group_id"], set_=values)
    )
    change.vouch(group_sheets, group)


def _write_member(change: Change, member: Member) -> None:
    changed = change.connection.execute(
        update(group_members).where(group_members.c.id == member.id).values(member_values(member))
    )
    if changed.rowcount == 0:
        raise GroupNotFoundError(member=str(member.id))
    change.vouch(group_members, member.id)
