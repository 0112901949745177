"""The main window: it shows one page at a time, with or without a bar above it.

It is painted before anything heavy is loaded, so what only later pages need is reached through its
module, which Qt for Python loads piece by piece.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6 import QtCore, QtGui
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from frontline.ui.widgets.focus import focus_start
from frontline.ui.widgets.scrolling import bring_in_sight

SMALLEST = QtCore.QSize(800, 600)
WANTED = QtCore.QSize(1366, 768)
# What a desktop puts around a window: a title and edges.
FRAME = QtCore.QSize(16, 48)


class MainWindow(QMainWindow):
    """Shows pages; knows none of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Frontline")
        self.setMinimumSize(SMALLEST)
        self.resize(WANTED)
        self._page: QWidget | None = None
        self.on_close: Callable[[], None] = _nothing
        self._shortcuts: list[QtGui.QShortcut] = []
        self._beside: QWidget | None = None
        # Without a page yet, the window itself must already look like one.
        self.setObjectName("page")

    def show_within(self, room: QtCore.QSize) -> None:
        """On a small screen it takes all of `room`: beside its frame, the lowest buttons would lie
        below the edge."""
        fitting = WANTED.boundedTo(room - FRAME)
        if fitting == WANTED:
            self.show()
        else:
            self.resize(fitting)
            self.showMaximized()

    def show_page(self, page: QWidget, bar: QWidget | None) -> None:
        """Put `page` in the window's place; what was there is gone with all its text."""
        # Qt forgets the page's own choice when the page gets its place.
        wanted = focus_start(page)
        holder = QWidget()
        holder.setObjectName("page")
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if bar is not None:
            layout.addWidget(bar)
        layout.addWidget(page, 1)
        self._page = page
        # What another screen shows belongs to the page that goes.
        self.hide_beside()
        before = self.takeCentralWidget()
        self.setCentralWidget(holder)
        if before is not None:
            before.hide()
            before.deleteLater()
        (page if wanted is None else wanted).setFocus()

    def focusNextPrevChild(self, next_: bool) -> bool:
        """What scrolls shows what the tab key reaches within it, and only then."""
        is_moved = super().focusNextPrevChild(next_)
        reached = QApplication.focusWidget()
        if is_moved and reached is not None:
            QtCore.QTimer.singleShot(0, reached, partial(_reveal_focus, reached))
        return is_moved

    def fill_screen(self, *, is_wanted: bool) -> None:
        """Without a frame, over everything; whether it was maximised before is kept."""
        full = QtCore.Qt.WindowState.WindowFullScreen
        if self.isVisible() and bool(self.windowState() & full) is not is_wanted:
            self.setWindowState(self.windowState() ^ full)

    def show_beside(self, page: QWidget, place: QtCore.QRect) -> None:
        """`page` alone on another screen, over all of it. It goes with the page of this window."""
        self.hide_beside()
        self._beside = page
        page.setParent(self, QtCore.Qt.WindowType.Window)
        page.setWindowTitle("Frontline")
        page.setGeometry(place)
        page.showFullScreen()

    def hide_beside(self) -> None:
        before, self._beside = self._beside, None
        if before is not None:
            before.hide()
            before.deleteLater()

    @property
    def beside(self) -> QWidget | None:
        return self._beside

    def paint_now(self) -> None:
        """Lay out and paint the page within this call; otherwise Qt does so when it gets to it."""
        holder, layout = self.centralWidget(), self.layout()
        if holder is not None and layout is not None:
            holder.show()
            layout.activate()
            self.repaint()

    @property
    def page(self) -> QWidget | None:
        return self._page

    def set_keys(self, keys: dict[str, Callable[[], None]]) -> None:
        """Keys that work on every page, whatever has the focus."""
        for shortcut in self._shortcuts:
            shortcut.deleteLater()
        self._shortcuts = [self._shortcut(key, act) for key, act in keys.items()]

    def _shortcut(self, key: str, act: Callable[[], None]) -> QtGui.QShortcut:
        made = QtGui.QShortcut(QtGui.QKeySequence(key), self)
        made.setContext(QtCore.Qt.ShortcutContext.ApplicationShortcut)
        made.activated.connect(act)
        return made

    def closeEvent(self, event: QtGui.QCloseEvent) -> None:
        self.on_close()
        super().closeEvent(event)


def _reveal_focus(reached: QWidget) -> None:
    """What is hidden hands the focus on as well, and a new page takes it back at once."""
    if reached.hasFocus():
        bring_in_sight(reached)


def _nothing() -> None:
    """Nothing to do on closing yet."""
