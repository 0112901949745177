"""Areas that scroll down where there is more than fits."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from frontline.ui.theme import Theme

# Qt.ScrollBarPolicy.ScrollBarAlwaysOff and Qt.FocusPolicy.NoFocus: sign-in is painted without the
# namespace they are in (texts.py says why).
_NEVER, _NO_FOCUS = 1, 0


def scroll_area(theme: Theme) -> tuple[QScrollArea, QVBoxLayout]:
    """A frameless area that scrolls down, and the column inside it, with a stretch at its end."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty("horizontalScrollBarPolicy", _NEVER)
    # Only what is inside takes the focus; the frame itself is no stop.
    area.setProperty("focusPolicy", _NO_FOCUS)
    holder = QWidget()
    holder.setObjectName("scrolled")
    body = QVBoxLayout(holder)
    body.setContentsMargins(0, 0, theme.px(0.6), 0)
    body.setSpacing(theme.px(0.7))
    body.addStretch(1)
    area.setWidget(holder)
    return area, body


def centre(theme: Theme, outer: QWidget, inner: QWidget) -> None:
    """Put `inner` in the middle of `outer`, scrolled where large text needs more than it has."""
    area, down = scroll_area(theme)
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(inner)
    across.addStretch(1)
    down.insertStretch(0, 1)
    down.insertLayout(1, across)
    layout = QVBoxLayout(outer)
    layout.addWidget(area)


def reveal(widget: QWidget) -> None:
    """Scroll until `widget` is in sight, once everything has its place."""
    QtCore.QTimer.singleShot(0, widget, lambda: bring_in_sight(widget))


def bring_in_sight(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is not None:
        parent.ensureWidgetVisible(widget)
