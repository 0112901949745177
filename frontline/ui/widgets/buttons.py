"""Buttons with their names for screen readers and their keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from frontline.ui.theme import Theme
from frontline.ui.widgets.icons import icon


def button(
    text: str, on_click: Callable[[], None], *, style: str = "", name: str = ""
) -> QPushButton:
    """`style` names a rule of the theme ("primary", "danger"); `name` finds the button in tests."""
    made = QPushButton(text)
    made.setObjectName(style)
    made.setProperty("role", name)
    made.setAccessibleName(text)
    # Enter presses the button that has the focus, not only the space bar.
    made.setAutoDefault(True)
    # `clicked` brings a bool, which the callback must not get.
    made.clicked.connect(lambda _checked: on_click())
    return made


def with_icon(made: QPushButton, theme: Theme, name: str, colour: str) -> QPushButton:
    made.setIcon(icon(theme, name, colour))
    made.setIconSize(QSize(theme.px(1.3), theme.px(1.3)))
    return made
