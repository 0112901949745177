"""Buttons with their names for screen readers and their keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6 import QtCore, QtGui
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

_RING, _FREE = 3, 2
_ROUND = 0.4


class Button(QPushButton):
    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            paint_ring(self)


def paint_ring(widget: QWidget) -> None:
    """The focus: a ring, and inside it a free line, so that it shows on a fill of any colour."""
    colours, painter = QApplication.palette(), QtGui.QPainter(widget)
    painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
    radius = _ROUND * widget.fontMetrics().height()
    for role, inset, line in (
        (QtGui.QPalette.ColorRole.Base, _RING, _FREE),
        (QtGui.QPalette.ColorRole.Highlight, 0, _RING),
    ):
        edge = inset + line / 2
        painter.setPen(QtGui.QPen(colours.color(role), line))
        area = QtCore.QRectF(widget.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(area, radius - inset, radius - inset)
    painter.end()


def button(
    text: str, on_click: Callable[[], None], *, style: str = "", name: str = ""
) -> QPushButton:
    """`style` names a rule of the theme ("primary"); `name` finds the button in tests."""
    made = Button(text)
    made.setObjectName(style)
    made.setProperty("role", name)
    made.setAccessibleName(text)
    # Enter presses the button that has the focus, not only the space bar.
    made.setAutoDefault(True)
    # `clicked` brings a bool, which the callback must not get.
    made.clicked.connect(lambda _checked: on_click())
    return made
