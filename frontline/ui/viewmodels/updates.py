"""Updates: what waits, what one would change, and versions that can be turned back and on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from frontline.errors import FrontlineError
from frontline.services.clips import are_clips
from frontline.services.documents import Documents, KeptDocument
from frontline.services.updates import Offered, Updates, WaitingUpdate
from frontline.ui.tasks import TaskRunner
from frontline.wire.update import is_update


class UpdateDone(StrEnum):
    """What was just done; the view has the words."""

    ACCEPTED = "accepted"
    PUT_OFF = "put-off"
    ROLLED = "rolled"
    CLIPS = "clips"


@dataclass(frozen=True, slots=True)
class UpdatesState:
    """`offered`: what is looked at, None where nothing is; `number` is its update's, None for
    documents from a file. `clips`: spoken questions that came with what is looked at."""

    waiting: tuple[WaitingUpdate, ...] = ()
    kept: tuple[KeptDocument, ...] = ()
    offered: tuple[Offered, ...] | None = None
    number: int | None = None
    clips: tuple[bytes, ...] = field(default=(), repr=False)
    is_busy: bool = False
    done: UpdateDone | None = None
    error: FrontlineError | None = None

    @property
    def can_accept(self) -> bool:
        return bool(self.offered) and all(each.refusal is None for each in self.offered or ())


# Applied on the window's thread to the state of the moment.
Change = Callable[[UpdatesState], UpdatesState]


class UpdatesViewModel(QObject):
    """`take_up` is called on the vault's thread once something else is in force. Signals:
    state_changed(UpdatesState).
    """

    state_changed = Signal(object)

    def __init__(
        self,
        updates: Updates,
        documents: Documents,
        runner: TaskRunner,
        take_up: Callable[[], None],
    ) -> None:
        super().__init__()
        self._updates = updates
        self._documents = documents
        self._runner = runner
        self._take_up = take_up
        self.state = UpdatesState()

    def load(self) -> None:
        self._do(self._read)

    def look(self, number: int) -> None:
        """What the update with this number would change."""

        def work() -> Change:
            offered = self._updates.review(number)
            return lambda state: replace(state, offered=offered, number=number)

        self._do(work)

    def open_files(self, contents: tuple[bytes, ...]) -> None:
        """Documents that somebody chose, or an update, which waits from then on. Spoken questions
        are taken with the pack they belong to, or at once where it is in force."""
        clips = tuple(each for each in contents if are_clips(each))
        documents = tuple(each for each in contents if each not in clips)

        def work() -> Change:
            if not documents:
                self._documents.keep_clips(clips)
                return self._ended(UpdateDone.CLIPS)
            numbers = [self._updates.receive(each) for each in documents if is_update(each)]
            if numbers:
                offered, number = self._updates.review(numbers[-1]), numbers[-1]
                read = self._read()
                self._documents.check_clips(clips, [each.content for each in offered])
                return lambda state: replace(
                    read(state), offered=offered, number=number, clips=clips
                )
            self._documents.check_clips(clips, documents)
            found = self._updates.look(documents)
            return lambda state: replace(state, offered=found, number=None, clips=clips)

        if contents:
            self._do(work)

    def accept(self) -> None:
        state = self.state
        if not state.can_accept or state.is_busy:
            return
        contents = tuple(each.content for each in state.offered or ())

        def work() -> Change:
            try:
                if state.number is not None:
                    self._updates.accept(state.number)
                else:
                    self._documents.install_all(contents)
                self._documents.keep_clips(state.clips)
            finally:
                self._take_up()
            return self._ended(UpdateDone.ACCEPTED)

        self._do(work)

    def put_off(self) -> None:
        number = self.state.number

        def work() -> Change:
            if number is not None:
                self._updates.put_off(number)
            return self._ended(UpdateDone.PUT_OFF)

        self._do(work)

    def roll(self, kept: KeptDocument, *, forward: bool) -> None:
        def work() -> Change:
            self._documents.roll(kept.kind, kept.name, forward=forward)
            self._take_up()
            return self._ended(UpdateDone.ROLLED)

        self._do(work)

    def _ended(self, done: UpdateDone) -> Change:
        read = self._read()
        return lambda state: replace(read(state), offered=None, number=None, clips=(), done=done)

    def _read(self) -> Change:
        waiting, kept = self._updates.waiting(), self._documents.kept()
        return lambda state: replace(state, waiting=waiting, kept=kept)

    def _do(self, work: Callable[[], Change]) -> None:
        self._update(replace(self.state, is_busy=True, done=None, error=None))
        self._runner.submit(work, done=self._on_done, failed=self._on_refused)

    def _on_done(self, change: Change) -> None:
        self._update(replace(change(self.state), is_busy=False))

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, error=error))

    def _update(self, state: UpdatesState) -> None:
        self.state = state
        self.state_changed.emit(state)
