"""Locks when nobody has touched the machine for a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QInputEvent

from frontline.domain.clock import Clock

LOOK_EVERY_MS = 1_000
_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Install as an event filter on the application; calls `on_idle` once.

    The time is read from the clock. A timer alone stands still while the machine sleeps, and
    whoever opened the lid again would find the records open.
    """

    def __init__(self, minutes: float, on_idle: Callable[[], None], clock: Clock) -> None:
        super().__init__()
        self._on_idle = on_idle
        self._clock = clock
        self._touched = clock.now()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self.set_minutes(minutes)

    def set_minutes(self, minutes: float) -> None:
        self._longest = timedelta(minutes=minutes)
        self._touched = self._clock.now()
        self._timer.start(LOOK_EVERY_MS)

    @property
    def is_watching(self) -> bool:
        return self._timer.isActive()

    def stop(self) -> None:
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every event of the program comes by here, so most must be let through at little cost.
        if not isinstance(event, QInputEvent):
            return False
        if event.type() in _ACTIVITY and self._timer.isActive():
            if self._is_over():
                # The touch that comes too late, after a sleep, must not reach the page.
                QTimer.singleShot(0, self._look)
                return True
            self._touched = self._clock.now()
        return False

    def _look(self) -> None:
        if self._timer.isActive() and self._is_over():
            self.stop()
            self._on_idle()

    def _is_over(self) -> bool:
        now = self._clock.now()
        # A clock that was set back must not keep the records open for as long again.
        self._touched = min(self._touched, now)
        return now - self._touched >= self._longest
