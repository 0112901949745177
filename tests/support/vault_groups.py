"""Groups of people in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from frontline.domain.answers import AnswerEvent, Observation
from frontline.domain.cases import Case, Screening
from frontline.domain.deeds import Deed
from frontline.domain.groups import FactReply, Group, Member, PlaceItem, SharedFact
from frontline.domain.identifiers import CaseId, FactId, GroupId, MemberId, QuestionId, UserId
from frontline.errors import StorageUnwritableError
from frontline.errors_of_groups import GroupNotFoundError
from frontline.services.case_stores import Envelope
from tests.support.vault_audit import MemoryAudit
from tests.support.vault_records import MemoryCaseStore, add_once


@dataclass
class MemoryGroupStore:
    audit: MemoryAudit
    cases: MemoryCaseStore
    by_id: dict[GroupId, Group] = field(default_factory=dict)
    sheets: dict[GroupId, Envelope] = field(default_factory=dict)
    teams: dict[GroupId, frozenset[UserId]] = field(default_factory=dict)
    people: dict[MemberId, Member] = field(default_factory=dict)
    seen: dict[GroupId, dict[PlaceItem, Observation]] = field(default_factory=dict)

    def add_group(self, group: Group, envelope: Envelope, deed: Deed) -> None:
        if add_once(self.by_id, group.id, group):
            self._write_sheet(group.id, envelope)
            self.audit.record(deed)

    def group(self, group: GroupId) -> Group:
        if group not in self.by_id:
            raise GroupNotFoundError(group=str(group))
        return self.by_id[group]

    def groups(self) -> tuple[Group, ...]:
        return tuple(reversed(self.by_id.values()))

    def set_group(self, group: Group, deed: Deed) -> None:
        self.group(group.id)
        self.by_id[group.id] = group
        self.audit.record(deed)

    def team(self, group: GroupId) -> frozenset[UserId]:
        return self.teams.get(group, frozenset())

    def set_team(
        self, group: GroupId, team: frozenset[UserId], envelope: Envelope, deed: Deed
    ) -> None:
        self.require(group)
        self.teams[group] = team
        self._write_sheet(group, envelope)
        self.audit.record(deed)

    def save_sheet(self, group: GroupId, envelope: Envelope, deed: Deed) -> None:
        self.require(group)
        self._write_sheet(group, envelope)
        self.audit.record(deed)

    def sheet(self, group: GroupId) -> bytes:
        if group not in self.sheets:
            raise GroupNotFoundError(group=str(group))
        return self.sheets[group].sealed

    def sealed(self) -> Sequence[tuple[GroupId, tuple[str, ...]]]:
        return tuple((group, envelope.readers) for group, envelope in self.sheets.items())

    def add_members(self, members: Sequence[Member], deed: Deed) -> None:
        for member in members:
            self.require(member.group)
            taken = {each.number for each in self.members(member.group) if each.id != member.id}
            if member.number in taken:
                raise StorageUnwritableError(reason="constraint")
        added = [add_once(self.people, member.id, member) for member in members]
        if any(added):
            self.audit.record(deed)

    def set_member(self, member: Member, deed: Deed, envelope: Envelope | None = None) -> None:
        self._known(member)
        self.people[member.id] = member
        if envelope is not None:
            self._write_sheet(member.group, envelope)
        self.audit.record(deed)

    def open_case(self, member: Member, case: Case, screening: Screening, deed: Deed) -> None:
        self._known(member)
        self.cases.add_case(case, screening, deed)
        self.people[member.id] = member

    def members(self, group: GroupId) -> tuple[Member, ...]:
        found = [member for member in self.people.values() if member.group == group]
        return tuple(sorted(found, key=lambda member: member.number))

    def member_of(self, case: CaseId) -> Member | None:
        return next((each for each in self.people.values() if each.case == case), None)

    def check_place(self, group: GroupId, item: PlaceItem, seen: Observation, deed: Deed) -> None:
        self.require(group)
        self.seen.setdefault(group, {})[item] = seen
        self.audit.record(deed)

    def place(self, group: GroupId) -> Mapping[PlaceItem, Observation]:
        return dict(self.seen.get(group, {}))

    def forget(self, group: GroupId) -> None:
        for member in self.members(group):
            del self.people[member.id]
        for kept in (self.by_id, self.sheets, self.teams, self.seen):
            kept.pop(group, None)

    def require(self, group: GroupId) -> None:
        """Raises StorageUnwritableError, as a database does for a row that belongs to nothing."""
        if group not in self.by_id:
            raise StorageUnwritableError(reason="constraint")

    def _write_sheet(self, group: GroupId, envelope: Envelope) -> None:
        self.sheets[group] = replace(envelope, readers=tuple(sorted(envelope.readers)))

    def _known(self, member: Member) -> None:
        if member.id not in self.people:
            raise GroupNotFoundError(member=str(member.id))


@dataclass
class MemoryFactStore:
    groups: MemoryGroupStore
    by_id: dict[FactId, SharedFact] = field(default_factory=dict)
    replied: dict[tuple[FactId, MemberId], FactReply] = field(default_factory=dict)

    def add_fact(self, fact: SharedFact, envelope: Envelope, deed: Deed) -> None:
        self.groups.require(fact.group)
        if add_once(self.by_id, fact.id, fact):
            self.groups.save_sheet(fact.group, envelope, deed)

    def fact(self, fact: FactId) -> SharedFact:
        if fact not in self.by_id:
            raise GroupNotFoundError(fact=str(fact))
        return self.by_id[fact]

    def facts(self, group: GroupId) -> tuple[SharedFact, ...]:
        return tuple(fact for fact in self.by_id.values() if fact.group == group)

    def record_reply(
        self,
        reply: FactReply,
        case: CaseId,
        event: AnswerEvent,
        position: QuestionId | None,
        deed: Deed,
    ) -> None:
        cases = self.groups.cases
        cases.require(case)
        if reply.fact not in self.by_id or reply.member not in self.groups.people:
            raise StorageUnwritableError(reason="constraint")
        if event.sequence in cases.log.get(case, {}):
            raise StorageUnwritableError(reason="constraint")
        self.replied[reply.fact, reply.member] = reply
        cases.log.setdefault(case, {})[event.sequence] = event
        cases.by_id[event.screening] = replace(cases.by_id[event.screening], position=position)
        self.groups.audit.record(deed)

    def replies(self, group: GroupId) -> tuple[FactReply, ...]:
        return tuple(
            reply for reply in self.replied.values() if self.by_id[reply.fact].group == group
        )

    def forget_case(self, case: CaseId) -> None:
        """The member goes with what they replied, and a closed group with its last case."""
        groups, member = self.groups, self.groups.member_of(case)
        if member is None:
            return
        del groups.people[member.id]
        self.replied = {key: each for key, each in self.replied.items() if key[1] != member.id}
        rest = groups.members(member.group)
        if groups.by_id[member.group].is_closed and not any(each.case for each in rest):
            groups.forget(member.group)
            self.by_id = {
                key: each for key, each in self.by_id.items() if each.group in groups.by_id
            }
