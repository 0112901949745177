"""The review desk: the queue, and the one referral that is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from frontline.domain.identifiers import LoweringId, PackId, ReferralId, ScreeningId
from frontline.domain.reviews import Decision
from frontline.errors import FrontlineError
from frontline.rules.definitions import PackDefinition
from frontline.services.desk import Desk
from frontline.services.leaving import Leaving
from frontline.services.lowerings import LoweringLine, Lowerings
from frontline.services.review_desk import QueueLine, ReviewDesk
from frontline.services.screenings import ScreeningService
from frontline.ui.tasks import TaskRunner


class Said(StrEnum):
    """What was just done; the view has the words."""

    APPROVED = "approved"
    RETURNED = "returned"
    MADE_URGENT = "made-urgent"
    AGREED = "agreed"
    NOT_AGREED = "not-agreed"


@dataclass(frozen=True, slots=True)
class ReviewState:
    """`approved` wait to be let go. `looked_at` is the one on the page of its own, None for the
    queue; `chosen` are those to be approved together. `pack` is that of the one looked
    at, `rules` those in force; `now` is when all this was read."""

    queue: tuple[QueueLine, ...] = ()
    lowerings: tuple[LoweringLine, ...] = ()
    approved: int = 0
    chosen: frozenset[ReferralId] = frozenset()
    looked_at: QueueLine | None = None
    pack: PackDefinition | None = None
    rules: PackDefinition | None = None
    now: datetime | None = None
    is_loaded: bool = False
    is_busy: bool = False
    said: Said | None = None
    error: FrontlineError | None = None


class ReviewViewModel(QObject):
    """Signals:
    state_changed(ReviewState).
    opened(OpenScreening): a case is on the table, to be read.
    """

    state_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, desk: Desk, runner: TaskRunner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._review = ReviewDesk(desk)
        self._lowerings = Lowerings(desk)
        self._screenings = ScreeningService(desk)
        self.state = ReviewState()

    def load(self) -> None:
        self._do(lambda: None)

    def choose(self, referral: ReferralId, *, is_chosen: bool) -> None:
        chosen = self.state.chosen | {referral} if is_chosen else self.state.chosen - {referral}
        self._update(replace(self.state, chosen=frozenset(chosen)))

    def look_at(self, line: QueueLine) -> None:
        """What it says, on a page of its own."""

        def done(pack: PackDefinition) -> None:
            shown = replace(self.state, looked_at=line, pack=pack, said=None, error=None)
            self._update(shown)

        record = line.record
        self._runner.submit(
            lambda: self._desk.packs.pinned(PackId(record.pack), record.pack_version).pack,
            done=done,
            failed=self._on_refused,
        )

    def back_to_queue(self) -> None:
        self._update(replace(self.state, looked_at=None, error=None, said=None))

    def open_case(self, screening: ScreeningId) -> None:
        self._runner.submit(
            lambda: self._screenings.resume(screening),
            done=self.opened.emit,
            failed=self._on_refused,
        )

    def approve_chosen(self) -> None:
        chosen = [line.id for line in self.state.queue if line.id in self.state.chosen]
        self._do(lambda: self._review.approve(chosen), Said.APPROVED)

    def approve(self, referral: ReferralId, comment: str) -> None:
        self._do(lambda: self._review.approve([referral], comment), Said.APPROVED)

    def return_to_officer(self, referral: ReferralId, comment: str) -> None:
        self._do(lambda: self._review.return_to_officer(referral, comment), Said.RETURNED)

    def make_urgent(self, referral: ReferralId) -> None:
        self._do(lambda: self._review.make_urgent(referral), Said.MADE_URGENT)

    def decide(self, lowering: LoweringId, decision: Decision) -> None:
        said = Said.AGREED if decision is Decision.APPROVED else Said.NOT_AGREED
        self._do(lambda: self._lowerings.decide(lowering, decision), said)

    def _do(self, work: Callable[[], object], said: Said | None = None) -> None:
        def all_of_it() -> ReviewState:
            work()
            return self._read(said)

        # A second click would be refused for what the first one did.
        if not self.state.is_busy:
            self._update(replace(self.state, is_busy=True, said=None, error=None))
            self._runner.submit(all_of_it, done=self._update, failed=self._on_refused)

    def _read(self, said: Said | None) -> ReviewState:
        rows = Leaving(self._desk).look().rows
        return ReviewState(
            queue=self._review.queue(),
            lowerings=self._lowerings.waiting(),
            approved=sum(row.is_approved for row in rows),
            rules=self._desk.pack.pack,
            now=self._desk.clock.now(),
            is_loaded=True,
            said=said,
        )

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, said=None, error=error))

    def _update(self, state: ReviewState) -> None:
        self.state = state
        self.state_changed.emit(state)
