"""Cards: groups of widgets with a border."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from frontline.ui.theme import Theme


def card(theme: Theme, *widgets: QWidget) -> QFrame:
    """A bordered group of widgets, one below the other."""
    frame = QFrame()
    frame.setObjectName("card")
    layout = QVBoxLayout(frame)
    edge = theme.px(0.9)
    layout.setContentsMargins(edge, theme.px(0.7), edge, theme.px(0.7))
    layout.setSpacing(theme.px(0.4))
    for widget in widgets:
        layout.addWidget(widget)
    return frame
