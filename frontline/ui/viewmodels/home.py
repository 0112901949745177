"""Home: go on with what is open, start anew, see what is due and what waits to be sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from frontline.domain.cases import Case, FollowUp, Screening, current_screening
from frontline.domain.identifiers import FollowUpId, InstrumentId, ScreeningId, SiteId
from frontline.domain.sites import Site
from frontline.errors import FrontlineError
from frontline.rules.definitions import PackDefinition
from frontline.services.desk import Desk
from frontline.services.follow_ups import FollowUps
from frontline.services.lowerings import Lowerings
from frontline.services.naming import FormNaming
from frontline.services.permissions import Action
from frontline.services.review_desk import ReturnedLine, ReviewDesk
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.services.updates import Updates
from frontline.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class Begun:
    """A screening to go on with, and the pack it began on; None where that cannot be read.

    `owner` is the name of the colleague whose case it is, empty for the user's own.
    """

    case: Case
    screening: Screening
    pack: PackDefinition | None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which the user looks after the case again. `screening` is the one to open."""

    follow_up: FollowUp
    case: Case
    screening: ScreeningId
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class HomeContent:
    """`instruments` by site: those the user may open there, the one made for it first.

    `last_site`: where the user began last, which is where they most likely are.
    `updates`: how many of the hub's wait, for who may accept them.
    `namable`: earlier cases that are like a form which has a name now.
    `given`: cases shared with the user or handed over to them in which nothing is unfinished.
    `returned` came back from a supervisor; `reviewing` is how much waits for this one, None for
    whoever does not review.
    """

    pack: PackDefinition
    may_screen: bool
    may_search: bool
    sites: tuple[Site, ...]
    last_site: Site | None
    instruments: dict[SiteId, tuple[InstrumentId, ...]]
    unfinished: tuple[Begun, ...]
    given: tuple[Begun, ...]
    follow_ups: tuple[Due, ...]
    returned: tuple[ReturnedLine, ...] = ()
    reviewing: int | None = None
    updates: int = 0
    namable: int = 0


@dataclass(frozen=True, slots=True)
class HomeState:
    """`is_busy` while a screening is being opened."""

    content: HomeContent | None = None
    is_busy: bool = False
    error: FrontlineError | None = None


class HomeViewModel(QObject):
    """Signals:
    state_changed(HomeState).
    opened(OpenScreening): a screening lies on the table.
    opened_for_paper(OpenScreening): so does one that was led on paper and is to be entered.
    """

    state_changed = Signal(object)
    opened = Signal(object)
    opened_for_paper = Signal(object)

    def __init__(self, desk: Desk, runner: TaskRunner, updates: Updates | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._updates = updates
        self._runner = runner
        self._screenings = ScreeningService(desk)
        self._follow_ups = FollowUps(desk)
        self.state = HomeState()

    def load(self) -> None:
        self._runner.submit(self._read, done=self._on_read, failed=self._on_refused)

    def start(self, instrument: InstrumentId, site: SiteId, person_language: str) -> None:
        self._lay_out(lambda: self._screenings.start(instrument, site, person_language))

    def start_from_paper(
        self, instrument: InstrumentId, site: SiteId, person_language: str
    ) -> None:
        self._lay_out(
            lambda: self._screenings.start(instrument, site, person_language),
            self.opened_for_paper.emit,
        )

    def resume(self, screening: ScreeningId) -> None:
        self._lay_out(lambda: self._screenings.resume(screening))

    def follow_up_done(self, follow_up: FollowUpId) -> None:
        def work() -> HomeContent:
            self._follow_ups.done(follow_up)
            return self._read()

        self._runner.submit(work, done=self._on_read, failed=self._on_refused)

    def _read(self) -> HomeContent:
        sites = self._desk.vault.sites.sites()
        # Oversight has the history here, and no cases.
        reads_cases = self._desk.session.may(Action.READ_OWN_CASES)
        return HomeContent(
            pack=self._desk.pack.pack,
            may_screen=self._desk.session.may(Action.SCREEN),
            may_search=self._desk.session.may(Action.SEARCH),
            sites=sites,
            last_site=self._desk.vault.sites.last_used(self._desk.session.user.id),
            instruments={
                site.id: tuple(each.id for each in self._screenings.instruments_for(site))
                for site in sites
            },
            unfinished=self._unfinished() if reads_cases else (),
            given=self._given() if reads_cases else (),
            follow_ups=self._due() if reads_cases else (),
            returned=ReviewDesk(self._desk).returned() if reads_cases else (),
            reviewing=self._reviewing(),
            updates=len(self._updates.waiting()) if self._updates is not None else 0,
            namable=self._namable(),
        )

    def _due(self) -> tuple[Due, ...]:
        today, cases = self._desk.clock.now().date(), self._desk.vault.cases
        return tuple(
            Due(
                follow_up,
                case,
                current_screening(cases.screenings(case.id)).id,
                is_overdue=follow_up.is_overdue(today),
            )
            for follow_up, case in self._follow_ups.open()
        )

    def _reviewing(self) -> int | None:
        if not self._desk.session.may(Action.REVIEW):
            return None
        return len(ReviewDesk(self._desk).queue()) + len(Lowerings(self._desk).waiting())

    def _namable(self) -> int:
        may = self._desk.session.may(Action.NAME_FORM)
        return FormNaming(self._desk).undecided() if may else 0

    def _given(self) -> tuple[Begun, ...]:
        return tuple(self._begun(case, screening) for case, screening in self._screenings.given())

    def _unfinished(self) -> tuple[Begun, ...]:
        return tuple(
            self._begun(case, screening) for case, screening in self._screenings.unfinished()
        )

    def _begun(self, case: Case, screening: Screening) -> Begun:
        vault, user = self._desk.vault, self._desk.session.user.id
        owner = vault.shares.access(case).owner
        names = {known.id: known.name for known in vault.users.users() if owner != user}
        return Begun(case, screening, self._pack_of(screening), names.get(owner, ""))

    def _pack_of(self, screening: Screening) -> PackDefinition | None:
        try:
            return self._desk.packs.pinned(screening.pack, screening.pack_version).pack
        except FrontlineError:
            # Opening it will say why; the others must be there all the same.
            return None

    def _lay_out(
        self,
        opened: Callable[[], OpenScreening],
        tell: Callable[[OpenScreening], None] | None = None,
    ) -> None:
        def done(table: OpenScreening) -> None:
            self._update(replace(self.state, is_busy=False))
            (tell or self.opened.emit)(table)

        # A second click would open a second case.
        if not self.state.is_busy:
            self._update(replace(self.state, is_busy=True, error=None))
            self._runner.submit(opened, done=done, failed=self._on_refused)

    def _on_read(self, content: HomeContent) -> None:
        self._update(replace(self.state, content=content, error=None))

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, error=error))

    def _update(self, state: HomeState) -> None:
        self.state = state
        self.state_changed.emit(state)
