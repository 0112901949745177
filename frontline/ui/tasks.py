"""Work off the GUI thread, outcome back on it. The only way there is."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from frontline.errors import FrontlineError

T = TypeVar("T")


class TaskRunner(QObject):
    """Runs callables on `executor`; every callback comes on the thread that owns the runner.

    The application has one with a single thread for the vault, which makes vault work strictly
    serial, and one for the network. A bug in `work` is raised again in the slot, and reaches the
    crash handler.
    """

    _delivered = Signal(object)

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._is_stopped = False
        self._delivered.connect(self._on_delivered, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[FrontlineError], None],
    ) -> None:
        if not self._is_stopped:
            task = _Task(partial(_outcome_of, work, done, failed))
            self._executor.submit(self._run, task)

    def stop(self) -> None:
        """Begin nothing and tell nothing from now on: whom it would concern is gone. What was begun
        is still done."""
        self._is_stopped = True

    def _run(self, task: _Task) -> None:
        task.run()
        self._delivered.emit(task)

    @Slot(object)
    def _on_delivered(self, task: _Task) -> None:
        tell = task.taken()
        if not self._is_stopped:
            tell()


class _Task:
    """What one piece of work holds: pages and view-models among it, which must not end on the
    thread that does the work. So that thread holds only this, and the runner's takes it out."""

    def __init__(self, work: Callable[[], Callable[[], None]]) -> None:
        self._work = [work]
        self._tell = list[Callable[[], None]]()

    def run(self) -> None:
        self._tell.append(self._work[0]())

    def taken(self) -> Callable[[], None]:
        """Whom to tell, and what."""
        self._work.clear()
        return self._tell.pop()


def _outcome_of(
    work: Callable[[], T], done: Callable[[T], None], failed: Callable[[FrontlineError], None]
) -> Callable[[], None]:
    try:
        return partial(done, work())
    except FrontlineError as error:
        return partial(failed, error)
    except BaseException as error:  # noqa: BLE001 -- raised again, on the thread of the runner
        return partial(_raise, error)


def _raise(error: BaseException) -> None:
    raise error
