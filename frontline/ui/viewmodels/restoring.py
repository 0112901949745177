"""Putting a backup back: which one, and what opens it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from frontline.errors import FrontlineError
from frontline.services.backup_store import Backup, RestoreKey, VaultRestorer
from frontline.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class RestoringState:
    """`backup`: what the chosen folder says of itself; None until it is known to be one."""

    folder: Path | None = None
    backup: Backup | None = None
    is_busy: bool = False
    error: FrontlineError | None = None


class RestoringViewModel(QObject):
    """Signals:
    state_changed(RestoringState)
    finished(): the vault is there, and somebody can sign in.
    """

    state_changed = Signal(object)
    finished = Signal()

    def __init__(
        self, restorer: VaultRestorer, runner: TaskRunner, *, replacing_damage: bool
    ) -> None:
        super().__init__()
        self._restorer = restorer
        self._runner = runner
        self.replacing_damage = replacing_damage
        self.state = RestoringState()

    def choose(self, folder: Path) -> None:
        self._update(RestoringState(folder))
        self._runner.submit(
            lambda: self._restorer.look_at(folder),
            done=lambda backup: self._update(RestoringState(folder, backup)),
            failed=self._on_refused,
        )

    def restore(self, key: RestoreKey) -> None:
        folder = self.state.folder
        if folder is None or self.state.backup is None or self.state.is_busy:
            return
        self._update(replace(self.state, is_busy=True, error=None))
        self._runner.submit(
            lambda: self._restorer.restore(folder, key, replacing_damage=self.replacing_damage),
            done=lambda _nothing: self.finished.emit(),
            failed=self._on_refused,
        )

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, error=error))

    def _update(self, state: RestoringState) -> None:
        self.state = state
        self.state_changed.emit(state)
