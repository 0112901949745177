"""Work off the GUI thread, outcome back on it. The only way there is."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from frontline.errors import FrontlineError

T = TypeVar("T")


class TaskRunner(QObject):
    """Runs callables on `executor`; every callback comes on the thread that owns the runner.

    The application has one with a single thread for the vault, which makes vault work strictly
    serial, and one for the network. A bug in `work` is not caught here: it leaves the slot as an
    exception and reaches the crash handler.
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
        if self._is_stopped:
            return
        future = self._executor.submit(work)
        future.add_done_callback(
            lambda finished: self._delivered.emit(partial(_settle, finished, done, failed))
        )

    def stop(self) -> None:
        """Begin nothing and tell nothing from now on: whom it would concern is gone. What was begun
        is still done."""
        self._is_stopped = True

    @Slot(object)
    def _on_delivered(self, settle: Callable[[], None]) -> None:
        if not self._is_stopped:
            settle()


def _settle(
    future: Future[T], done: Callable[[T], None], failed: Callable[[FrontlineError], None]
) -> None:
    try:
        result = future.result()
    except FrontlineError as error:
        failed(error)
    else:
        done(result)
