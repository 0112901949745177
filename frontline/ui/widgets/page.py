"""The frame of a page: a title, content that scrolls, and a row of buttons that never moves."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from frontline.ui.theme import Theme
from frontline.ui.widgets.texts import label

WidgetT = TypeVar("WidgetT", bound=QWidget)


class Page(QWidget):
    """Fill with `add`; put the one primary button last, at the bottom right.

    The column is at most `width` text sizes wide, because long lines tire the eye.
    """

    def __init__(self, theme: Theme, title: str, *, width: float = 66) -> None:
        super().__init__()
        self.setObjectName("page")
        self.theme = theme
        column = QWidget()
        column.setMaximumWidth(theme.px(width))
        column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        across = QHBoxLayout(self)
        edge = theme.px(1)
        across.setContentsMargins(edge, edge, edge, edge)
        across.addStretch(1)
        across.addWidget(column, 1000)
        across.addStretch(1)
        outer = QVBoxLayout(column)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(0.8))
        heading = label(title, "title")
        heading.setAccessibleName(title)
        outer.addWidget(heading)
        content, self._body = scroll_area(theme)
        outer.addWidget(content, 1)
        self._back = QHBoxLayout()
        self._on = QHBoxLayout()
        footer = QHBoxLayout()
        for part in (footer, self._back, self._on):
            part.setSpacing(theme.px(0.8))
        footer.addLayout(self._back)
        footer.addStretch(1)
        footer.addLayout(self._on)
        outer.addLayout(footer)

    def add(self, widget: WidgetT) -> WidgetT:
        self._body.insertWidget(self._body.count() - 1, widget)
        return widget

    def add_row(self, *widgets: QWidget) -> QWidget:
        """Widgets side by side, each as wide as it needs."""
        return self.add(row(self.theme, *widgets))

    def add_footer(self, made: WidgetT, *, left: bool = False) -> WidgetT:
        """Left for the ways back, right (in order) for the ways on."""
        (self._back if left else self._on).addWidget(made)
        return made


def row(theme: Theme, *widgets: QWidget) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.px(0.8))
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return holder


def card(theme: Theme, *widgets: QWidget) -> QFrame:
    """A bordered group of widgets, one below the other."""
    frame = QFrame()
    frame.setObjectName("card")
    layout = QVBoxLayout(frame)
    edge = theme.px(1)
    layout.setContentsMargins(edge, edge, edge, edge)
    layout.setSpacing(theme.px(0.5))
    for widget in widgets:
        layout.addWidget(widget)
    return frame


def scroll_area(theme: Theme) -> tuple[QScrollArea, QVBoxLayout]:
    """A frameless area that scrolls down, and the column inside it, with a stretch at its end."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # Only what is inside takes the focus; the frame itself is no stop.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    holder = QWidget()
    holder.setObjectName("scrolled")
    body = QVBoxLayout(holder)
    body.setContentsMargins(0, 0, theme.px(0.6), 0)
    body.setSpacing(theme.px(0.8))
    body.addStretch(1)
    area.setWidget(holder)
    return area, body
