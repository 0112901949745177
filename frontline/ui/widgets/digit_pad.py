"""Digits to touch or type, shown as dots: no text field, so nothing can be pasted or guessed at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from frontline.ui.surroundings import Surroundings
from frontline.ui.theme import Theme
from frontline.ui.widgets import keys
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.page import beside
from frontline.ui.widgets.texts import label

LEAST_DIGITS, MOST_DIGITS = 4, 12
_DOT, _ACROSS = "●", 3
_SIDE = 4.5


class DigitPad(QWidget):
    """`on_entered` gets the digits when Enter is pressed or touched, and the pad is empty again."""

    def __init__(self, around: Surroundings, text: str, on_entered: Callable[[str], None]) -> None:
        super().__init__()
        self._on_entered = on_entered
        self._digits = ""
        # A pad of digits is the same everywhere.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        theme, gettext = around.theme, around.language.gettext
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._dots = label("", "title")
        self._dots.setMinimumHeight(theme.px(2.2))
        self._dots.setAccessibleName(gettext("Digits entered"))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(0.3))
        # In the order of reading, which is also that of the tab key.
        for at, digit in enumerate("123456789"):
            grid.addWidget(self._digit(digit), at // _ACROSS, at % _ACROSS)
        grid.addWidget(button(gettext("Delete"), self._delete, name="digit-delete"), 3, 0)
        grid.addWidget(self._digit("0"), 3, 1)
        self._last = button(gettext("Enter"), self._enter, name="digit-enter")
        grid.addWidget(self._last, 3, 2)
        for column in range(_ACROSS):
            grid.setColumnMinimumWidth(column, theme.px(_SIDE))
        holder.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        layout.addWidget(beside(theme, holder, self._words(theme, text)))

    def _words(self, theme: Theme, text: str) -> QWidget:
        """What the digits are for, and how many there are."""
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(0.4))
        column.addWidget(label(text))
        column.addWidget(self._dots)
        column.addStretch(1)
        return words

    def focus_enter(self) -> None:
        """What is typed comes here from that button, and Enter means what it says."""
        self._last.setFocus()

    def _digit(self, digit: str) -> QPushButton:
        return button(digit, lambda: self._add(digit), name=f"digit-{digit}")

    def _add(self, digit: str) -> None:
        self._show(self._digits + digit)

    def _delete(self) -> None:
        self._show(self._digits[:-1])

    def _enter(self) -> None:
        entered = self._digits
        self._show("")
        self._on_entered(entered)

    def _show(self, digits: str) -> None:
        self._digits = digits[:MOST_DIGITS]
        self._dots.setText(_DOT * len(self._digits))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text() in "0123456789":
            self._add(event.text())
        elif keys.ONE_BACK.is_pressed(event):
            self._delete()
        elif keys.ON.is_pressed(event):
            self._enter()
        else:
            super().keyPressEvent(event)
