"""One group: its board, and the pages on which something about it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from frontline.domain.answers import AnswerValue, Observation
from frontline.domain.group_sheet import GroupSheet
from frontline.domain.groups import (
    Member,
    MemberFlag,
    NoRecordReason,
    PlaceItem,
    Relation,
    Reply,
    SeparationReason,
    SharedFact,
    StartReason,
)
from frontline.domain.identifiers import FactId, GroupId, InstrumentId, QuestionId, UserId
from frontline.errors import FrontlineError
from frontline.services.child_protection import ChildProtection
from frontline.services.desk import Desk
from frontline.services.group_access import may_do_in
from frontline.services.group_board import GroupBoards
from frontline.services.group_ending import GroupEnding
from frontline.services.group_sheets import GroupSheets
from frontline.services.group_talks import GroupTalks
from frontline.services.groups import Groups
from frontline.services.permissions import Action
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.ui.tasks import TaskRunner
from frontline.ui.viewmodels.group_state import GroupState, GroupStep

# What a piece of vault work changes in the state of the moment.
Change = Callable[[GroupState], GroupState]


class GroupViewModel(QObject):
    """Signals:
    state_changed(GroupState).
    opened(OpenScreening): a talk with a member lies on the table.
    """

    state_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, desk: Desk, runner: TaskRunner, group: GroupId) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._id = group
        self._groups = Groups(desk)
        self._talks = GroupTalks(desk)
        self._sheets = GroupSheets(desk)
        # What the next talk begins with; None for the first of the list.
        self.instrument: InstrumentId | None = None
        self.person_language = ""
        # True while a step is taken that a second click would take twice.
        self._is_taken = False
        self.state = GroupState()

    def load(self) -> None:
        self._do(lambda: None)

    def load_details(self) -> None:
        """Of a new group: what there is to write down comes before the people."""

        def work() -> Change:
            sheet, read = self._sheets.read(self._id), self._read()
            return lambda state: replace(read(state), step=GroupStep.DETAILS, sheet=sheet)

        self._submit(work)

    # Ways between the pages

    def show_board(self) -> None:
        self._update(replace(self.state, step=GroupStep.BOARD, sheet=None, error=None))

    def show_place(self) -> None:
        self._update(replace(self.state, step=GroupStep.PLACE, error=None))

    def show_closing(self) -> None:
        self._update(replace(self.state, step=GroupStep.CLOSING, error=None))

    def show_member(self, member: Member) -> None:
        self._update(replace(self.state, step=GroupStep.MEMBER, member=member.id, error=None))

    def show_details(self) -> None:
        self._with_sheet(GroupStep.DETAILS)

    def show_fact(self, fact: SharedFact) -> None:
        self._with_sheet(GroupStep.FACT, fact.id)

    def show_new_fact(self) -> None:
        def work() -> Change:
            questions = self._talks.shareable(self._id)
            return lambda state: replace(state, step=GroupStep.NEW_FACT, questions=questions)

        self._submit(work)

    def show_team(self) -> None:
        self._submit(self._team)

    # What is recorded

    def add_people(self, count: int) -> None:
        self._once(lambda: self._groups.add_people(self._id, count))

    def add_person(self, relation: Relation | None, flags: Collection[MemberFlag]) -> None:
        self._once(lambda: self._groups.add_person(self._id, relation, flags))

    def describe(
        self, member: Member, relation: Relation | None, flags: Collection[MemberFlag]
    ) -> None:
        self._do(lambda: self._groups.describe(member, relation, flags))

    def settle_age(self, member: Member, body: str) -> None:
        self._do(lambda: self._groups.settle_age(member, body))

    def separate(self, member: Member, reason: SeparationReason | None, body: str) -> None:
        self._do(lambda: self._groups.separate(member, reason, body))

    def reunite(self, member: Member) -> None:
        self._do(lambda: self._groups.reunite(member))

    def leave_without_record(self, member: Member, reason: NoRecordReason | None) -> None:
        self._do(lambda: self._groups.leave_without_record(member, reason))

    def tell_child_protection(self, member: Member) -> None:
        """Who may be a child has a case from their first talk on."""

        def work() -> None:
            if member.case is not None:
                protection = ChildProtection(self._desk)
                protection.tell(self._desk.vault.cases.case(member.case))

        self._do(work)

    def check_place(self, item: PlaceItem, seen: Observation) -> None:
        self._do(lambda: self._groups.check_place(self._id, item, seen))

    def save_details(self, sheet: GroupSheet) -> None:
        self._do(lambda: self._sheets.save(self._id, sheet), GroupStep.BOARD)

    def start(self, reason: StartReason | None) -> None:
        self._do(lambda: self._groups.start(self._id, reason))

    def add_fact(self, question: QuestionId, value: AnswerValue, note: str) -> None:
        self._once(lambda: self._talks.add_fact(self._id, question, value, note), GroupStep.BOARD)

    def reply(self, member: Member, fact: SharedFact, reply: Reply) -> None:
        self._do(lambda: self._talks.reply(member, fact.id, reply))

    def share(self, colleague: UserId) -> None:
        self._submit(lambda: self._team(lambda: self._sheets.share(self._id, colleague)))

    def take_back(self, colleague: UserId) -> None:
        self._submit(lambda: self._team(lambda: self._sheets.take_back(self._id, colleague)))

    def close(self, next_visit_in: int | None) -> None:
        """`next_visit_in` days from now."""

        def work() -> None:
            today = self._desk.clock.now().date()
            due = None if next_visit_in is None else today + timedelta(days=next_visit_in)
            GroupEnding(self._desk).close(self._id, due)

        self._once(work, GroupStep.BOARD)

    def talk(self, member: Member) -> None:
        """Begin with them, or go on; a supervisor looks at what there is."""
        if self._is_taken or not self.state.instruments:
            return
        self._is_taken = True
        instrument, may_work = self.instrument or self.state.instruments[0], self.state.may_work

        def work() -> OpenScreening:
            if member.case is None:
                return self._talks.begin(member, instrument, self.person_language)
            if may_work:
                return self._talks.go_on(member)
            last = self._desk.vault.cases.screenings(member.case)[-1]
            return ScreeningService(self._desk).resume(last.id)

        self._begin()
        self._runner.submit(work, done=self._on_opened, failed=self._on_stayed)

    # Work

    def _with_sheet(self, step: GroupStep, fact: FactId | None = None) -> None:
        def work() -> Change:
            sheet = self._sheets.read(self._id)
            return lambda state: replace(state, step=step, sheet=sheet, fact=fact)

        self._submit(work)

    def _team(self, first: Callable[[], object] = lambda: None) -> Change:
        first()
        team, colleagues = self._sheets.team(self._id), self._sheets.colleagues(self._id)
        return lambda state: replace(state, step=GroupStep.TEAM, team=team, colleagues=colleagues)

    def _read(self) -> Change:
        desk, board = self._desk, GroupBoards(self._desk).read(self._id)
        group = board.group
        instruments = ScreeningService(desk).instruments_for(board.site)
        may_work = may_do_in(desk, Action.WORK_IN_GROUP, group) and not group.is_closed
        may_share = may_do_in(desk, Action.SHARE_GROUP, group) and not group.is_closed
        pack = desk.pack.pack
        return lambda state: replace(
            state,
            board=board,
            pack=pack,
            instruments=tuple(each.id for each in instruments),
            may_work=may_work,
            may_share=may_share,
        )

    def _do(self, work: Callable[[], object], then: GroupStep | None = None) -> None:
        """Something is recorded, and the board read anew; `then` the page that follows."""

        def done() -> Change:
            work()
            read = self._read()
            return lambda state: replace(read(state), step=then or state.step)

        self._submit(done)

    def _once(self, work: Callable[[], object], then: GroupStep | None = None) -> None:
        """What a second click would do twice."""
        if self._is_taken:
            return
        self._is_taken = True

        def done() -> Change:
            work()
            read = self._read()
            return lambda state: replace(read(state), step=then or state.step)

        self._begin()
        self._runner.submit(done, done=self._on_taken, failed=self._on_stayed)

    def _submit(self, work: Callable[[], Change]) -> None:
        self._begin()
        self._runner.submit(work, done=self._on_done, failed=self._on_refused)

    def _begin(self) -> None:
        self._update(replace(self.state, is_busy=True, error=None))

    def _on_done(self, change: Change) -> None:
        self._update(replace(change(self.state), is_busy=False))

    def _on_taken(self, change: Change) -> None:
        self._is_taken = False
        self._on_done(change)

    def _on_stayed(self, error: FrontlineError) -> None:
        self._is_taken = False
        self._on_refused(error)

    def _on_opened(self, table: OpenScreening) -> None:
        self._is_taken = False
        self._update(replace(self.state, is_busy=False))
        self.opened.emit(table)

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, error=error))

    def _update(self, state: GroupState) -> None:
        self.state = state
        self.state_changed.emit(state)
