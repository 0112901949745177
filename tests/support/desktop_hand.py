"""Plays the interface with real mouse and key events, and remembers every text it was shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from frontline.app.player import Player


class Hand(Player):
    """Touches only what a person could: shown, enabled, scrolled into view and not covered.

    `shown` has every text of every page it acted on; `told` is what the program put in a box of
    its own, which ends the wait for anything else.
    """

    def __init__(self, window: Callable[[], QMainWindow], told: list[str]) -> None:
        super().__init__(window)
        self._told = told
        self.shown: set[str] = set()

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        before = len(self._told)
        super().wait(lambda: condition() or len(self._told) > before, what)
        assert condition(), f"told while waiting for {what}: {self._told[before:]}"

    def click(self, role: str) -> None:
        self.wait(lambda: self._within_reach(role) is not None, f"{role} within reach")
        button = self._within_reach(role)
        assert button is not None
        self.look()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, name: str, text: str) -> None:
        field = self._await_named(name)
        field.setFocus()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.clear()
        QTest.keyClicks(field, text)

    def tick(self, name: str) -> None:
        """A box of a form, by its name."""
        box = self._await_named(name)
        _scroll_to(box)
        QTest.mouseClick(box, Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """A key to whatever has the focus, shortcuts included."""
        self.look()
        self.wait(lambda: self._focus() is not None, "a focus")
        focus = self._focus()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def read(self, text: str) -> None:
        """It stands on the window, or does in a moment."""
        self.wait(lambda: text in self.words(), text)

    def pause(self, milliseconds: int) -> None:
        """The program runs on, and nobody touches it."""
        QTest.qWait(milliseconds)

    def look(self) -> None:
        """Take in everything the window says now."""
        for widget in self._window().findChildren(QWidget):
            if widget.isVisible():
                self.shown.update((widget.accessibleName(), widget.toolTip()))
        self.shown.update(self.words().split("\n"))

    def _focus(self) -> QWidget | None:
        focus = QApplication.focusWidget()
        return focus if focus is not None and focus.window() is self._window() else None

    def _within_reach(self, role: str) -> QAbstractButton | None:
        button = self._find_role(role)
        if button is None or not button.isEnabled():
            return None
        _scroll_to(button)
        window, middle = self._window(), button.rect().center()
        under = window.childAt(button.mapTo(window, middle))
        is_hit = under is button or (under is not None and button.isAncestorOf(under))
        return button if is_hit else None


def _scroll_to(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


class InputCounter(QObject):
    """Counts the presses of mouse and keys that reach the program, whoever makes them."""

    _PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress})

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def __enter__(self) -> Self:
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        return self

    def __exit__(self, *_error: object) -> None:
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.count += isinstance(watched, QWidget) and event.type() in self._PRESSES
        return False
