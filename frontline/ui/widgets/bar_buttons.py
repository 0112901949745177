"""The buttons of the bar: an icon each, with its word below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QToolButton

from frontline.ui.widgets.buttons import paint_ring
from frontline.ui.widgets.keys import PRESS


class BarButton(QToolButton):
    """An icon with its word below it. Enter presses it, as it does any other button."""

    def __init__(self) -> None:
        super().__init__()
        self._plain = self._focused = QIcon()

    def set_icons(self, plain: QIcon, focused: QIcon) -> None:
        """With the focus, the button is as bright as a card, on which the plain one is not seen."""
        self._plain, self._focused = plain, focused
        self.setIcon(plain)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setIcon(self._focused)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setIcon(self._plain)

    def show_word(self, *, is_shown: bool) -> None:
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonTextUnderIcon if is_shown else style.ToolButtonIconOnly
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            paint_ring(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if PRESS.is_pressed(event):
            self.click()
        else:
            super().keyPressEvent(event)


def bar_button(text: str, key: str, on_click: Callable[[], None], *, name: str) -> BarButton:
    """`key` is the one that works on every page ("" for none): it is part of name and tip."""
    full = f"{text} ({key})" if key else text
    made = BarButton()
    made.setText(text)
    made.setProperty("role", name)
    made.setAccessibleName(full)
    made.setToolTip(full)
    made.show_word(is_shown=True)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.clicked.connect(lambda _checked: on_click())
    return made
