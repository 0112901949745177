"""Notes on suspects: written, looked through for words of the person, sealed, carried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from frontline.domain.cases import Case
from frontline.domain.clock import Clock
from frontline.domain.identifiers import NoteId
from frontline.errors import FrontlineError
from frontline.errors_of_channels import NoteNamesPersonError
from frontline.services.intel_notes import IntelNotes, NoteLine
from frontline.ui.tasks import TaskRunner
from frontline.wire.focal_point import FocalPoint
from frontline.wire.intel import NoteContent


@dataclass(frozen=True, slots=True)
class NotesState:
    """`words` are those of the person's own details that stand in the note, while nobody said
    whose they are."""

    focal_points: tuple[FocalPoint, ...] = ()
    country: str = ""
    today: date = date.max
    lines: tuple[NoteLine, ...] = ()
    words: tuple[str, ...] = ()
    is_loaded: bool = False
    is_busy: bool = False
    is_saved: bool = False
    error: FrontlineError | None = None


Change = Callable[[NotesState], NotesState]


class NotesViewModel(QObject):
    """Signals:
    state_changed(NotesState).
    sealed(): a note was sealed; it is the first of the list.
    """

    state_changed = Signal(object)
    sealed = Signal()

    def __init__(self, notes: IntelNotes, runner: TaskRunner, case: Case, clock: Clock) -> None:
        super().__init__()
        self._notes = notes
        self._clock = clock
        self._runner = runner
        self._case = case
        self.state = NotesState()

    def load(self) -> None:
        self._do(self._lines)

    def load_form(self) -> None:
        """Whom a note can be sealed to."""

        def work() -> Change:
            points, country = self._notes.focal_points(self._case), self._notes.country(self._case)
            today = self._clock.now().date()
            return lambda state: replace(
                state, focal_points=points, country=country, today=today, is_loaded=True
            )

        self._do(work)

    def seal(self, content: NoteContent, to: FocalPoint, *, are_others: bool) -> None:
        """`are_others`: the words that are shown are somebody else's; what else is found counts."""
        others = self.state.words if are_others else ()

        def work() -> Change:
            try:
                self._notes.seal(self._case, content, to, others)
            except NoteNamesPersonError as error:
                refusal, words = error, self._notes.words_of_person(self._case, content)
                return lambda state: replace(state, words=words, error=refusal)
            return self._lines()

        def done(change: Change) -> None:
            self._on_done(change)
            if self.state.error is None:
                self.sealed.emit()

        self._do(work, done)

    def save(self, note: NoteId, write: Callable[[bytes], bool]) -> None:
        """`write` puts the sealed file where the officer says, and tells whether it did."""

        def saved(sealed: bytes) -> None:
            self._update(replace(self.state, is_busy=False))
            if write(sealed):
                self._do(lambda: self._carried(note))

        if not self.state.is_busy:
            self._begin()
            self._runner.submit(
                lambda: self._notes.file(self._case, note), done=saved, failed=self._on_refused
            )

    def _carried(self, note: NoteId) -> Change:
        self._notes.carried(self._case, note)
        read = self._lines()
        return lambda state: replace(read(state), is_saved=True)

    def _lines(self) -> Change:
        lines = self._notes.listed(self._case)
        return lambda state: replace(state, lines=lines, words=(), is_loaded=True)

    def _do(self, work: Callable[[], Change], done: Callable[[Change], None] | None = None) -> None:
        if not self.state.is_busy:
            self._begin()
            self._runner.submit(work, done=done or self._on_done, failed=self._on_refused)

    def _begin(self) -> None:
        self._update(replace(self.state, is_busy=True, is_saved=False, error=None))

    def _on_done(self, change: Change) -> None:
        self._update(replace(change(self.state), is_busy=False))

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, error=error))

    def _update(self, state: NotesState) -> None:
        self.state = state
        self.state_changed.emit(state)
