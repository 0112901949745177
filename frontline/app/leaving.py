"""All that locks by itself or by one key, from sign-in to lock."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QToolTip

from frontline.app.idle import IdleWatch
from frontline.app.suspend import SuspendWatch
from frontline.domain.clock import Clock
from frontline.ui.surroundings import Surroundings
from frontline.ui.views.cover import CoverView
from frontline.ui.views.window import MainWindow
from frontline.ui.widgets import keys

# Dialogs above dialogs, of which there are two at most.
_MOST_ABOVE = 10


class PanicKeys(QObject):
    """Install as an event filter on the application.

    The window's shortcuts rest while a dialog or a list is open above it, and just then somebody
    may come in.
    """

    def __init__(self, hide: Callable[[], None], lock: Callable[[], None]) -> None:
        super().__init__()
        self._ways = {
            keys.HIDE: hide,
            keys.LOCK: lock,
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every event of the program comes by here, so most must be let through at little cost.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            for key, way in self._ways.items():
                if key.is_pressed(event):
                    way()
                    return True
        return False


class Guards:
    """Installed with their making; `stop` takes them away. `hide` and `lock` end the session."""

    def __init__(
        self,
        application: QApplication,
        idle_minutes: float,
        clock: Clock,
        *,
        hide: Callable[[], None],
        lock: Callable[[], None],
    ) -> None:
        self._application = application
        self._lock = lock
        self._idle = IdleWatch(idle_minutes, lock, clock)
        self._keys = PanicKeys(hide, lock)
        self._suspend: SuspendWatch | None = None
        for each in (self._idle, self._keys):
            application.installEventFilter(each)
        # The bus is asked once the first page stands.
        QTimer.singleShot(0, self._idle, self._watch_for_suspend)

    def set_minutes(self, minutes: float) -> None:
        self._idle.set_minutes(minutes)

    def stop(self) -> None:
        for each in (self._idle, self._keys):
            self._application.removeEventFilter(each)
        self._idle.stop()
        self._suspend = None

    def _watch_for_suspend(self) -> None:
        if sys.platform != "linux" or not self._idle.is_watching:
            return
        from frontline.app.dbus import watch_for_suspend

        self._suspend = watch_for_suspend(self._lock)


def hide_what_stands_above() -> None:
    """Open lists, dialogs and hints: any of them may tell something.

    Each is asked for by itself: to list all windows would give Python a hold on some that Qt made
    and takes away again without telling.
    """
    QToolTip.hideText()
    for topmost in (QApplication.activePopupWidget, QApplication.activeModalWidget):
        for _ in range(_MOST_ABOVE):
            found = topmost()
            if found is None:
                break
            found.hide()


def cover_everything(window: MainWindow, around: Surroundings) -> None:
    """Nothing but the neutral page is to be seen when this returns."""
    hide_what_stands_above()
    window.setWindowTitle("")
    window.show_page(CoverView(around, lambda: None), None)
    window.paint_now()
