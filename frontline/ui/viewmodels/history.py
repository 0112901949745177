"""The history page: who did what and when, the newest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from frontline.domain.audit import HistoryEntry
from frontline.domain.identifiers import UserId
from frontline.errors import FolderUnusableError, FrontlineError
from frontline.services.audit_log import HistoryFilter
from frontline.services.desk import Desk
from frontline.services.history import RecordOfDeeds
from frontline.services.permissions import Action
from frontline.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class HistoryState:
    """`exported` once a file was written."""

    wanted: HistoryFilter = field(default_factory=HistoryFilter)
    entries: tuple[HistoryEntry, ...] = ()
    names: dict[UserId, str] = field(default_factory=dict, repr=False)
    has_more: bool = False
    may_export: bool = False
    exported: bool = False
    error: FrontlineError | None = None


class HistoryViewModel(QObject):
    """Signals:
    state_changed(HistoryState).
    """

    state_changed = Signal(object)

    def __init__(self, desk: Desk, runner: TaskRunner) -> None:
        super().__init__()
        self._record = RecordOfDeeds(desk)
        self._runner = runner
        self.state = HistoryState(may_export=desk.session.may(Action.EXPORT_AUDIT))

    def show(self, wanted: HistoryFilter) -> None:
        """The newest entries that are wanted."""
        self._load(wanted, ())

    def show_older(self) -> None:
        """The next ones below those that are shown."""
        self._load(self.state.wanted, self.state.entries)

    def export(self, path: Path) -> None:
        """Write the record into a file, and show that this was entered."""

        def work() -> Callable[[HistoryState], HistoryState]:
            _write(path, b"".join(self._record.export()))
            return self._read(HistoryFilter(), (), exported=True)

        self._do(work)

    def _load(self, wanted: HistoryFilter, above: tuple[HistoryEntry, ...]) -> None:
        self._do(lambda: self._read(wanted, above))

    def _read(
        self, wanted: HistoryFilter, above: tuple[HistoryEntry, ...], *, exported: bool = False
    ) -> Callable[[HistoryState], HistoryState]:
        page = self._record.page(wanted, above[-1].sequence if above else None)

        def change(state: HistoryState) -> HistoryState:
            return replace(
                state,
                wanted=wanted,
                entries=(*above, *page.entries),
                names=dict(page.names),
                has_more=page.has_more,
                exported=exported,
                error=None,
            )

        return change

    def _do(self, work: Callable[[], Callable[[HistoryState], HistoryState]]) -> None:
        self._runner.submit(
            work, done=lambda change: self._update(change(self.state)), failed=self._on_refused
        )

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, exported=False, error=error))

    def _update(self, state: HistoryState) -> None:
        self.state = state
        self.state_changed.emit(state)


def _write(path: Path, content: bytes) -> None:
    """Raises FolderUnusableError."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FolderUnusableError(reason="audit-file") from error
