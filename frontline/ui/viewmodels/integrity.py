"""A report of suspected complicity: typed, sealed, gone. Nothing of it is kept as a draft."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from frontline.errors import FrontlineError
from frontline.services.integrity import Account, Integrity, SealedReport
from frontline.ui.tasks import TaskRunner
from frontline.wire.oversight import OversightBody


@dataclass(frozen=True, slots=True)
class IntegrityState:
    """`sealed` is there from the moment the report is: `is_put_away` says that it lies in a slot,
    and not only here."""

    bodies: tuple[OversightBody, ...] = ()
    is_loaded: bool = False
    is_busy: bool = False
    sealed: SealedReport | None = field(default=None, repr=False)
    is_put_away: bool = False
    is_saved: bool = False
    error: FrontlineError | None = None


class IntegrityViewModel(QObject):
    """Signals:
    state_changed(IntegrityState).
    """

    state_changed = Signal(object)

    def __init__(self, integrity: Integrity, runner: TaskRunner) -> None:
        super().__init__()
        self._integrity = integrity
        self._runner = runner
        self.state = IntegrityState()

    def load(self) -> None:
        self._runner.submit(self._integrity.bodies, done=self._on_bodies, failed=self._on_refused)

    def seal(self, account: Account, body: OversightBody) -> None:
        """Seal, then put it into a slot; where none is free the sealed report stays at hand."""
        if self.state.is_busy or self.state.is_put_away:
            return
        self._update(replace(self.state, is_busy=True, error=None))
        self._runner.submit(
            lambda: self._integrity.seal(account, body),
            done=self._on_sealed,
            failed=self._on_refused,
        )

    def note_saved(self) -> None:
        """It was written to a file of the reporter's choice."""
        self._update(replace(self.state, is_saved=True))

    def _on_bodies(self, bodies: tuple[OversightBody, ...]) -> None:
        self._update(replace(self.state, bodies=bodies, is_loaded=True))

    def _on_sealed(self, sealed: SealedReport) -> None:
        self._update(replace(self.state, sealed=sealed))
        self._runner.submit(
            lambda: self._integrity.put_away(sealed),
            done=lambda _none: self._update(
                replace(self.state, is_busy=False, is_put_away=True, error=None)
            ),
            failed=self._on_refused,
        )

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, error=error))

    def _update(self, state: IntegrityState) -> None:
        self.state = state
        self.state_changed.emit(state)
