"""From the finding to help and referral: one case, four pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from frontline.domain.assistance import AssistanceService, Choice, PlanLine
from frontline.domain.identifiers import InstrumentId
from frontline.domain.identity import IdentitySheet
from frontline.domain.referrals import ReferralState
from frontline.domain.reviews import LoweringReason
from frontline.errors import ConsentMissingError, FrontlineError
from frontline.errors_of_rights import RightsOpenError
from frontline.rules.definitions import PackDefinition
from frontline.services.assistance import AssistancePlans
from frontline.services.case_access import may_do
from frontline.services.child_protection import CONCERN, ChildProtection
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.follow_ups import FollowUps
from frontline.services.identities import Identities
from frontline.services.interview_state import FindingState, finding_state
from frontline.services.lowerings import Lowerings
from frontline.services.naming import FormNaming
from frontline.services.permissions import Action
from frontline.services.referrals import Referrals
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.ui.tasks import TaskRunner
from frontline.wire.directory import DirectoryEntry
from frontline.wire.ref_record import RefRecord

T = TypeVar("T")
Contacts = dict[AssistanceService, tuple[DirectoryEntry, ...]]


@dataclass(frozen=True, slots=True)
class CaseState:
    """`preview` is None where nothing may leave: the person has not agreed, or a referral is not
    the user's to make. `is_in_review`: the one that was made waits for a supervisor. `region` is
    the site's, `rules` those in force. `may_work`: the case is theirs to go on with."""

    finding: FindingState | None = None
    rules: PackDefinition | None = None
    plan: tuple[PlanLine, ...] = ()
    contacts: Contacts | None = None
    region: str = ""
    preview: RefRecord | None = None
    identity: IdentitySheet | None = None
    is_queued: bool = False
    is_in_review: bool = False
    follow_up_days: int | None = None
    child_protection_told: datetime | None = None
    may_work: bool = False
    may_refer: bool = False
    is_busy: bool = False
    error: FrontlineError | None = None

    @property
    def asks_for_child_protection(self) -> bool:
        return self.finding is not None and CONCERN in self.finding.assessment.finding.concerns


# What a piece of vault work changes; applied on the window's thread to the state of the moment,
# so that two pieces under way at once cannot undo each other.
Change = Callable[[CaseState], CaseState]


class CaseViewModel(QObject):
    """Signals:
    state_changed(CaseState).
    next_opened(OpenScreening): another instrument was opened for the same person.
    closed(): the screening is closed.
    rights_open(): it cannot be yet, because lines of the rights checklist have no answer.
    """

    state_changed = Signal(object)
    next_opened = Signal(object)
    closed = Signal()
    rights_open = Signal()

    def __init__(
        self, desk: Desk, documents: Documents, runner: TaskRunner, table: OpenScreening
    ) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._documents = documents
        self._screenings = ScreeningService(desk)
        self._plans = AssistancePlans(desk)
        self._referrals = Referrals(desk)
        self._lowerings = Lowerings(desk)
        self._naming = FormNaming(desk)
        self._follow_ups = FollowUps(desk)
        self._identities = Identities(desk)
        self._child_protection = ChildProtection(desk)
        self._is_leaving = False
        self.table = table
        self.state = CaseState()

    def load(self) -> None:
        """Finding, plan, contacts and what a referral would say now."""
        self._do(self._read)

    def load_then(self, show: Callable[[CaseState], None]) -> None:
        """`show` what stands once everything that was said so far is recorded."""

        def done(change: Change) -> None:
            self._on_done(change)
            show(self.state)

        self._start()
        self._runner.submit(self._read, done=done, failed=self._on_refused)

    def choose(self, service: AssistanceService, choice: Choice) -> None:
        def work() -> Change:
            self._plans.choose(self.table, service, choice)
            return self._read()

        self._do(work)

    def follow_up_in(self, days: int) -> None:
        def work() -> Change:
            due = self._desk.clock.now().date() + timedelta(days=days)
            self._follow_ups.set_for(self.table.case.id, due)
            return lambda state: replace(state, follow_up_days=days)

        self._do(work)

    def tell_child_protection(self) -> None:
        """The officer called child protection."""

        def work() -> Change:
            told = self._child_protection.tell(self.table.case)
            return lambda state: replace(state, child_protection_told=told)

        self._do(work)

    def make_referral(self) -> None:
        """Queue exactly what the preview shows."""

        def work() -> Change:
            made = self._referrals.make(self.table)
            waits = made.state is ReferralState.READY
            return lambda state: replace(state, is_queued=True, is_in_review=waits)

        self._once(work, self._on_done)

    def ask_for_lower(self, reason: LoweringReason) -> None:
        """That what the corrected answers say may stand."""

        def work() -> Change:
            self._lowerings.ask(self.table, reason)
            return self._read()

        self._do(work)

    def read_identity(self) -> None:
        def work() -> Change:
            case = self.table.case
            sheet, may_work = self._identities.read(case), may_do(self._desk, Action.SCREEN, case)
            return lambda state: replace(state, identity=sheet, may_work=may_work)

        self._do(work)

    def save_identity(self, sheet: IdentitySheet) -> None:
        def work() -> Change:
            self._identities.save(self.table.case, sheet)
            return lambda state: replace(state, identity=sheet)

        self._do(work)

    def go_on_with(self, instrument: InstrumentId) -> None:
        self._once(
            lambda: self._screenings.go_on_with(self.table, instrument), self.next_opened.emit
        )

    def close(self) -> None:
        self._once(lambda: self._screenings.close(self.table), lambda _none: self.closed.emit())

    def _read(self) -> Change:
        plan = self._plans.lines(self.table)
        standing, names = self._lowerings.standing(self.table), self._naming.shown(self.table.case)
        finding, rules = finding_state(self.table, standing, names), self._naming.rules
        preview = self._preview()
        told = self._child_protection.told_at(self.table.case)
        region = self._region()
        contacts, case = self._contacts(plan, region), self.table.case
        may_work = may_do(self._desk, Action.SCREEN, case)
        may_refer = may_do(self._desk, Action.MAKE_REFERRAL, case)
        return lambda state: replace(
            state,
            may_work=may_work,
            may_refer=may_refer,
            finding=finding,
            rules=rules,
            plan=plan,
            contacts=contacts,
            region=region,
            preview=preview,
            child_protection_told=told,
        )

    def _preview(self) -> RefRecord | None:
        if not may_do(self._desk, Action.MAKE_REFERRAL, self.table.case):
            return None
        try:
            return self._referrals.preview(self.table)
        except ConsentMissingError:
            return None

    def _region(self) -> str:
        sites = {site.id: site for site in self._desk.vault.sites.sites()}
        return sites[self.table.case.site].region

    def _contacts(self, plan: tuple[PlanLine, ...], region: str) -> Contacts:
        directories = self._documents.directories()
        return {
            line.service: tuple(
                entry for each in directories for entry in each.offering(line.service, region)
            )
            for line in plan
        }

    def _once(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """A step that leads away from here. A second click while it is taken does nothing."""
        if self._is_leaving:
            return
        self._is_leaving = True

        def left(outcome: T) -> None:
            self._is_leaving = False
            done(outcome)

        def stayed(error: FrontlineError) -> None:
            self._is_leaving = False
            self._on_refused(error)
            if isinstance(error, RightsOpenError):
                self.rights_open.emit()

        self._start()
        self._runner.submit(work, done=left, failed=stayed)

    def _do(self, work: Callable[[], Change]) -> None:
        self._start()
        self._runner.submit(work, done=self._on_done, failed=self._on_refused)

    def _start(self) -> None:
        self._update(replace(self.state, is_busy=True, error=None))

    def _on_done(self, change: Change) -> None:
        self._update(replace(change(self.state), is_busy=False, error=None))

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, error=error))

    def _update(self, state: CaseState) -> None:
        self.state = state
        self.state_changed.emit(state)
