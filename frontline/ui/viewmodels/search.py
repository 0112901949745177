"""Search: what the index finds at once, and then sheet by sheet what only opens in memory."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from frontline.domain.identifiers import CaseId, ScreeningId
from frontline.errors import FrontlineError
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.services.search import MOST, Found, Looked, Search, Vocabulary
from frontline.ui.tasks import TaskRunner

# As many sheets at a time as keep other vault work waiting for a moment only: to open one takes
# about a fifth of a millisecond.
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class SearchState:
    """`left` sheets are still to be looked through; `unopened` of those gone through did not open.

    `has_more` where there are more hits than are shown.
    """

    text: str = ""
    by_text: tuple[Found, ...] = ()
    in_sheets: tuple[Found, ...] = ()
    has_more: bool = False
    left: int = 0
    unopened: int = 0
    is_busy: bool = False
    error: FrontlineError | None = None


class SearchViewModel(QObject):
    """Signals:
    state_changed(SearchState).
    opened(OpenScreening): a case was chosen.
    """

    state_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, search: Search, screenings: ScreeningService, runner: TaskRunner) -> None:
        super().__init__()
        self._search = search
        self._screenings = screenings
        self._runner = runner
        # Steps of a search that another one has overtaken find their number gone.
        self._number = 0
        self.state = SearchState()

    def search(self, text: str, vocabulary: Vocabulary) -> None:
        """Raises nothing; a search that is under way is given up."""
        self._number += 1
        number = self._number
        self._update(SearchState(text=text, is_busy=True))

        def begun(begin: tuple[tuple[Found, ...], tuple[CaseId, ...]]) -> None:
            found, sheets = begin
            if number == self._number:
                more = len(found) >= MOST
                self._update(replace(self.state, by_text=found, has_more=more, left=len(sheets)))
                self._go_on(number, sheets)

        self._runner.submit(
            lambda: (
                self._search.by_text(text, vocabulary),
                self._search.begin_in_sheets(text),
            ),
            done=begun,
            failed=self._on_refused,
        )

    def stop(self) -> None:
        """The page is left: nothing more is looked through for it."""
        self._number += 1

    def open(self, screening: ScreeningId) -> None:
        if not self.state.is_busy or self.state.left:
            self.stop()
            self._runner.submit(
                lambda: self._screenings.resume(screening),
                done=self._on_opened,
                failed=self._on_refused,
            )

    def _go_on(self, number: int, sheets: tuple[CaseId, ...]) -> None:
        if not sheets or len(self.state.in_sheets) >= MOST:
            more = self.state.has_more or bool(sheets)
            self._update(replace(self.state, is_busy=False, left=0, has_more=more))
            return
        now, later, text = sheets[:_AT_ONCE], sheets[_AT_ONCE:], self.state.text

        def look() -> tuple[Looked, tuple[Found, ...]]:
            looked = self._search.look_in_sheets(text, now)
            return looked, self._search.found(looked.cases)

        def looked(outcome: tuple[Looked, tuple[Found, ...]]) -> None:
            if number == self._number:
                self._take(outcome, len(later))
                self._go_on(number, later)

        self._runner.submit(look, done=looked, failed=self._on_refused)

    def _take(self, outcome: tuple[Looked, tuple[Found, ...]], left: int) -> None:
        looked, found = outcome
        state = self.state
        self._update(
            replace(
                state,
                in_sheets=(*state.in_sheets, *found),
                unopened=state.unopened + looked.unopened,
                left=left,
            )
        )

    def _on_opened(self, table: OpenScreening) -> None:
        self.opened.emit(table)

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, left=0, error=error))

    def _update(self, state: SearchState) -> None:
        self.state = state
        self.state_changed.emit(state)
