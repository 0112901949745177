"""Ports of the vault for groups of people. As in services/stores.py: a change and its Deed are
written in one transaction, or neither is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from frontline.domain.answers import AnswerEvent, Observation
from frontline.domain.cases import Case, Screening
from frontline.domain.deeds import Deed
from frontline.domain.groups import FactReply, Group, Member, PlaceItem, SharedFact
from frontline.domain.identifiers import CaseId, FactId, GroupId, QuestionId, UserId
from frontline.services.case_stores import Envelope


class GroupStore(Protocol):
    def add_group(self, group: Group, envelope: Envelope, deed: Deed) -> None:
        """With its sheet, sealed."""
        ...

    def group(self, group: GroupId) -> Group:
        """Raises GroupNotFoundError."""
        ...

    def groups(self) -> tuple[Group, ...]:
        """The newest first."""
        ...

    def set_group(self, group: Group, deed: Deed) -> None:
        """Raises GroupNotFoundError."""
        ...

    def team(self, group: GroupId) -> frozenset[UserId]:
        """Whom it is shared with."""
        ...

    def set_team(
        self, group: GroupId, team: frozenset[UserId], envelope: Envelope, deed: Deed
    ) -> None:
        """Exactly these from now on, with the sheet sealed anew."""
        ...

    def save_sheet(self, group: GroupId, envelope: Envelope, deed: Deed) -> None: ...

    def sheet(self, group: GroupId) -> bytes:
        """Raises GroupNotFoundError."""
        ...

    def sealed(self) -> Sequence[tuple[GroupId, tuple[str, ...]]]:
        """Every group, with the recipients its sheet is sealed to."""
        ...

    def add_members(self, members: Sequence[Member], deed: Deed) -> None: ...

    def set_member(self, member: Member, deed: Deed, envelope: Envelope | None = None) -> None:
        """With a new sheet of the group, where one is given. Raises GroupNotFoundError."""
        ...

    def open_case(self, member: Member, case: Case, screening: Screening, deed: Deed) -> None:
        """A first talk with this member, whose `case` it is."""
        ...

    def members(self, group: GroupId) -> tuple[Member, ...]:
        """By number."""
        ...

    def member_of(self, case: CaseId) -> Member | None:
        """Whose case it is, where it is that of a member."""
        ...

    def check_place(
        self, group: GroupId, item: PlaceItem, seen: Observation, deed: Deed
    ) -> None: ...

    def place(self, group: GroupId) -> Mapping[PlaceItem, Observation]: ...


class FactStore(Protocol):
    def add_fact(self, fact: SharedFact, envelope: Envelope, deed: Deed) -> None:
        """With the group's sheet, which may have details of it."""
        ...

    def fact(self, fact: FactId) -> SharedFact:
        """Raises GroupNotFoundError."""
        ...

    def facts(self, group: GroupId) -> tuple[SharedFact, ...]:
        """In the order in which they were added."""
        ...

    def record_reply(
        self,
        reply: FactReply,
        case: CaseId,
        event: AnswerEvent,
        position: QuestionId | None,
        deed: Deed,
    ) -> None:
        """The member's reply, and the answer that follows from it in the log of their case;
        `position` is where their interview stands, before and after."""
        ...

    def replies(self, group: GroupId) -> tuple[FactReply, ...]: ...
