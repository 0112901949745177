"""A panel above a page: the page stays as it is, and gets the focus back where it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from frontline.ui.theme import Theme
from frontline.ui.widgets.focus import focus_start
from frontline.ui.widgets.keys import CLOSE_PANEL
from frontline.ui.widgets.page import scroll_by_key
from frontline.ui.widgets.scrolling import reveal, scroll_area
from frontline.ui.widgets.texts import label

# The page stays to be seen, and is plainly not what listens now.
_VEIL = QColor(0, 0, 0, 115)


class Overlay(QWidget):
    """Fill `body`. Covers the page, not the bar: the ways out can be pressed at any time.

    The tab key stays inside; Escape, or a click beside the card, closes.
    """

    def __init__(self, theme: Theme, title: str, *, width: float) -> None:
        super().__init__()
        self.setObjectName("overlay")
        self.setAccessibleName(title)
        self._page: QWidget | None = None
        self._before: QWidget | None = None
        self._area: QScrollArea | None = None
        self._theme = theme
        self.card = QFrame()
        self.card.setObjectName("card")
        self.card.setMaximumWidth(theme.px(width))
        self.body = QVBoxLayout(self.card)
        edge = theme.px(1)
        self.body.setContentsMargins(edge, theme.px(0.8), edge, theme.px(0.8))
        self.body.setSpacing(theme.px(0.5))
        self.body.addWidget(label(title, "title"))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.card, 1000)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.addLayout(across)
        layout.addStretch(1)

    def scrolled(self) -> QVBoxLayout:
        """A column in the body that scrolls where there is more than fits; keep the stretch at its
        end."""
        self._area, column = scroll_area(self._theme)
        self.body.addWidget(self._area, 1)
        return column

    def open_over(self, page: QWidget, focus: QWidget) -> None:
        """Above `page`, with the focus on one of its own parts."""
        self._page, self._before = page, QApplication.focusWidget()
        self.setParent(page.parentWidget())
        page.installEventFilter(self)
        self.show()
        self._fit(page)
        self.raise_()
        focus.setFocus(Qt.FocusReason.TabFocusReason)

    def _fit(self, page: QWidget) -> None:
        """As large as the page, and what scrolls as high as it needs or the page allows."""
        self.setGeometry(page.geometry())
        content = self._area.widget() if self._area is not None else None
        if self._area is None or content is None:
            return
        width = min(self.card.maximumWidth(), self.width() - self._theme.px(2))
        wanted = content.heightForWidth(width - self._theme.px(2.6))
        self._area.setFixedHeight(0)
        rest = self.sizeHint().height()
        self._area.setFixedHeight(max(self._theme.px(4), min(wanted, self.height() - rest)))
        # At once: between two sizes of the window the parts would lie on top of each other.
        for layout in (self.body, self.layout()):
            if layout is not None:
                layout.activate()

    def close_panel(self) -> None:
        """Back to the very place. Harmless when the page is gone already."""
        page, before = self._page, self._before
        self._page = None
        if page is None or not isValid(page):
            return
        page.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        is_there = before is not None and isValid(before) and before.isVisible()
        back = before if is_there else focus_start(page)
        (page if back is None else back).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_open(self) -> bool:
        return self._page is not None

    def leave_for(self, act: Callable[[], None]) -> None:
        """Close first: what follows may show another page."""
        self.close_panel()
        act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self._page is not None:
            self._fit(self._page)
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        stops = [
            each
            for each in self.findChildren(QWidget)
            if each.isVisible()
            and each.isEnabled()
            and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        focus = QApplication.focusWidget()
        at = next((at for at, each in enumerate(stops) if each is focus), -1)
        if stops:
            reached = stops[(at + (1 if is_next else -1)) % len(stops)]
            reached.setFocus(
                Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
            )
            reveal(reached)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing reaches the page below."""
        if CLOSE_PANEL.is_pressed(event):
            self.close_panel()
        elif self._area is not None:
            scroll_by_key(self._area, event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_panel()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _VEIL)
        painter.end()
