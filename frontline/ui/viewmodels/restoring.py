"""Putting a backup back: which one, and what opens it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from frontline.errors import FrontlineError
from frontline.services.backup_store import RestoreKey, VaultRestorer
from frontline.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class RestoringState:
    """`made_at`: what the folder's own name says; None where it is no backup's."""

    folder: Path | None = None
    is_busy: bool = False
    error: FrontlineError | None = None

    @property
    def made_at(self) -> datetime | None:
        stamp = "" if self.folder is None else self.folder.name[:23]
        try:
            return datetime.strptime(stamp, "backup-%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            return None


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
        self._update(replace(self.state, folder=folder, error=None))

    def restore(self, key: RestoreKey) -> None:
        folder = self.state.folder
        if folder is None or self.state.is_busy:
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
