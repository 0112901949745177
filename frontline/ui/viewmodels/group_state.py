"""What the pages of one group show."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from frontline.domain.group_sheet import GroupSheet
from frontline.domain.groups import SharedFact
from frontline.domain.identifiers import FactId, InstrumentId, MemberId
from frontline.domain.officials import User
from frontline.errors import FrontlineError
from frontline.rules.definitions import PackDefinition, Question
from frontline.services.group_board import Board, MemberLine


class GroupStep(StrEnum):
    """Which of the pages is shown."""

    BOARD = "board"
    MEMBER = "member"
    DETAILS = "details"
    PLACE = "place"
    NEW_FACT = "new-fact"
    FACT = "fact"
    TEAM = "team"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class GroupState:
    """`member` and `fact` are whom and what the page is about; `sheet` is read for the pages that
    show it. `instruments`: those the user may begin with here, the one made for it first."""

    board: Board | None = None
    pack: PackDefinition | None = None
    instruments: tuple[InstrumentId, ...] = ()
    may_work: bool = False
    may_share: bool = False
    step: GroupStep = GroupStep.BOARD
    member: MemberId | None = None
    fact: FactId | None = None
    sheet: GroupSheet | None = field(default=None, repr=False)
    questions: tuple[Question, ...] = ()
    team: tuple[User, ...] = ()
    colleagues: tuple[User, ...] = ()
    is_busy: bool = False
    error: FrontlineError | None = None

    @property
    def line(self) -> MemberLine | None:
        lines = () if self.board is None else self.board.lines
        return next((line for line in lines if line.member.id == self.member), None)

    @property
    def shared_fact(self) -> SharedFact | None:
        facts = () if self.board is None else self.board.facts
        return next((fact for fact in facts if fact.id == self.fact), None)
