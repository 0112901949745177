"""The main window: a bar that is always there, and one page below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.icons import icon
from frontline.ui.widgets.texts import short_label

# In text sizes.
_ROOM_FOR_WORDS = 110
_ROOM_FOR_KEYS = 74
_ROOM_FOR_STATE = 52
SMALLEST = QSize(800, 600)


@dataclass(frozen=True, slots=True)
class BarActions:
    danger: Callable[[], None]
    glossary: Callable[[], None]
    pause: Callable[[], None]
    settings: Callable[[], None]
    hide: Callable[[], None]
    lock: Callable[[], None]


class Bar(QFrame):
    """Where one is, whether there is a connection, and the ways out.

    Beside each icon stand its words where there is room, else its key, else nothing; the words
    stay as name and tip.
    """

    def __init__(self, around: Surroundings, actions: BarActions) -> None:
        super().__init__()
        self.setObjectName("bar")
        self._around = around
        theme, gettext = around.theme, around.language.gettext
        layout = QHBoxLayout(self)
        edge = theme.px(0.5)
        layout.setContentsMargins(theme.px(1), edge, theme.px(1), edge)
        layout.setSpacing(edge)
        self._place = short_label("Frontline", "strong")
        self._connection = short_label("", "quiet")
        layout.addWidget(self._place)
        layout.addSpacing(theme.px(1))
        layout.addWidget(self._connection)
        layout.addStretch(1)
        self._buttons: list[tuple[QPushButton, str, str]] = []
        for name, words, key, act in (
            ("alert", gettext("Danger"), "F9", actions.danger),
            ("book", gettext("Glossary"), "F1", actions.glossary),
            ("pause", gettext("Break"), "Ctrl+P", actions.pause),
            ("gear", gettext("Settings"), "", actions.settings),
            ("cover", gettext("Hide"), "F12", actions.hide),
            ("lock", gettext("Lock"), "Ctrl+L", actions.lock),
        ):
            full = f"{words} ({key})" if key else words
            made = button(full, act, name=f"bar-{name}")
            made.setIcon(icon(theme, name, theme.palette.bar_text))
            made.setIconSize(QSize(theme.px(1.3), theme.px(1.3)))
            made.setToolTip(full)
            layout.addWidget(made)
            self._buttons.append((made, full, key))

    def show_place(self, text: str) -> None:
        self._place.setText(text)

    def show_connection(self, connection: str, counts: str) -> None:
        self._connection.setText(f"{connection}\n{counts}")
        self._connection.setAccessibleName(f"{connection}. {counts}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        units = self.width() / max(1, self._around.theme.px(1))
        for made, full, key in self._buttons:
            text = full if units >= _ROOM_FOR_WORDS else key if units >= _ROOM_FOR_KEYS else ""
            made.setText(f" {text}" if text else "")
        self._connection.setVisible(units >= _ROOM_FOR_STATE)


class MainWindow(QMainWindow):
    """Shows pages; knows none of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Frontline")
        self.setMinimumSize(SMALLEST)
        self.resize(1366, 768)
        self._page: QWidget | None = None
        self.on_close: Callable[[], None] = _nothing
        self._shortcuts: list[QShortcut] = []
        # Without a page yet, the window itself must already look like one.
        self.setObjectName("page")

    def show_page(self, page: QWidget, bar: Bar | None) -> None:
        """Put `page` in the window's place; what was there is gone with all its text."""
        holder = QWidget()
        holder.setObjectName("page")
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if bar is not None:
            layout.addWidget(bar)
        layout.addWidget(page, 1)
        self._page = page
        before = self.takeCentralWidget()
        self.setCentralWidget(holder)
        if before is not None:
            before.hide()
            before.deleteLater()
        focus = QApplication.focusWidget()
        if focus is None or not page.isAncestorOf(focus):
            # Without a mouse the way on is one key away.
            (page.findChild(QPushButton, "primary") or page).setFocus()

    @property
    def page(self) -> QWidget | None:
        return self._page

    def set_keys(self, keys: dict[str, Callable[[], None]]) -> None:
        """Keys that work on every page, whatever has the focus."""
        for shortcut in self._shortcuts:
            shortcut.deleteLater()
        self._shortcuts = [self._shortcut(key, act) for key, act in keys.items()]

    def _shortcut(self, key: str, act: Callable[[], None]) -> QShortcut:
        made = QShortcut(QKeySequence(key), self)
        made.setContext(Qt.ShortcutContext.ApplicationShortcut)
        made.activated.connect(act)
        return made

    def closeEvent(self, event: QCloseEvent) -> None:
        self.on_close()
        super().closeEvent(event)


def _nothing() -> None:
    """Nothing to do on closing yet."""
