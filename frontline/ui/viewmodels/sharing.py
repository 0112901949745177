"""Who may work on a case: share it, take it back, hand it over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from frontline.domain.cases import Case
from frontline.domain.identifiers import UserId
from frontline.domain.officials import User
from frontline.errors import FrontlineError
from frontline.services.case_access import may_do
from frontline.services.desk import Desk
from frontline.services.permissions import Action
from frontline.services.sharing import Reader, Sharing
from frontline.ui.tasks import TaskRunner


class SharingStep(StrEnum):
    SHARED = "shared"
    TAKEN_BACK = "taken-back"
    HANDED_OVER = "handed-over"


@dataclass(frozen=True, slots=True)
class SharingState:
    """`colleagues`: whom it can be handed over to. `done` is the step just taken."""

    readers: tuple[Reader, ...] = ()
    colleagues: tuple[User, ...] = ()
    may_share: bool = False
    is_loaded: bool = False
    is_busy: bool = False
    done: SharingStep | None = None
    error: FrontlineError | None = None

    @property
    def not_let_in(self) -> tuple[User, ...]:
        """Colleagues it can be shared with."""
        let_in = {reader.user.id for reader in self.readers}
        return tuple(user for user in self.colleagues if user.id not in let_in)


class SharingViewModel(QObject):
    """Signals:
    state_changed(SharingState).
    left(): the case was handed over and is not the user's to work on any more.
    """

    state_changed = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, runner: TaskRunner, case: Case) -> None:
        super().__init__()
        self._desk = desk
        self._sharing = Sharing(desk)
        self._runner = runner
        self._case = case
        self.state = SharingState()

    def load(self) -> None:
        self._do(lambda: self._read(None))

    def share(self, colleague: UserId) -> None:
        def work() -> SharingState | None:
            self._sharing.share(self._case, colleague)
            return self._read(SharingStep.SHARED)

        self._do(work)

    def take_back(self, colleague: UserId) -> None:
        def work() -> SharingState | None:
            self._sharing.take_back(self._case, colleague)
            return self._read(SharingStep.TAKEN_BACK)

        self._do(work)

    def hand_over(self, colleague: UserId, *, keeps_access: bool) -> None:
        def work() -> SharingState | None:
            self._sharing.hand_over(self._case, colleague, keeps_access=keeps_access)
            if not may_do(self._desk, Action.READ_IDENTITY, self._case):
                return None
            return self._read(SharingStep.HANDED_OVER)

        self._do(work)

    def _read(self, done: SharingStep | None) -> SharingState:
        return SharingState(
            readers=self._sharing.readers(self._case),
            colleagues=self._sharing.colleagues(self._case),
            may_share=may_do(self._desk, Action.SHARE_CASE, self._case),
            is_loaded=True,
            done=done,
        )

    def _do(self, work: Callable[[], SharingState | None]) -> None:
        # A second click would do the next step on what the page does not show yet.
        if not self.state.is_busy:
            self._update(replace(self.state, is_busy=True, done=None, error=None))
            self._runner.submit(work, done=self._on_done, failed=self._on_refused)

    def _on_done(self, state: SharingState | None) -> None:
        if state is None:
            self._update(replace(self.state, is_busy=False))
            self.left.emit()
        else:
            self._update(state)

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, error=error))

    def _update(self, state: SharingState) -> None:
        self.state = state
        self.state_changed.emit(state)
