"""The frame of a page: a title, content that scrolls, and a row of buttons that never moves."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from frontline.errors import FrontlineError
from frontline.ui.language import Language
from frontline.ui.messages import error_text
from frontline.ui.theme import Theme
from frontline.ui.widgets.fields import Field
from frontline.ui.widgets.focus import focus_start
from frontline.ui.widgets.keys import PAGE_MOVE
from frontline.ui.widgets.layouts import Beside, CardGrid, Flow
from frontline.ui.widgets.scrolling import reveal, scroll_area
from frontline.ui.widgets.texts import label

WidgetT = TypeVar("WidgetT", bound=QWidget)
# In text sizes: with less room, texts are easier to read above what belongs to them.
_LEAST_TEXTS = 16


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
        across.setContentsMargins(edge, theme.px(0.6), edge, theme.px(0.6))
        across.addStretch(1)
        across.addWidget(column, 1000)
        across.addStretch(1)
        outer = QVBoxLayout(column)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(0.6))
        heading = label(title, "title")
        heading.setAccessibleName(title)
        outer.addWidget(heading)
        self.area, self._body = scroll_area(theme)
        outer.addWidget(self.area, 1)
        self._error, self._note = label("", "warn"), label("", "note")
        for part in (self._error, self._note):
            part.hide()
            outer.addWidget(part)
        self._footer = Flow(theme.px(0.8))
        outer.addLayout(self._footer)

    def add(self, widget: WidgetT) -> WidgetT:
        self._body.insertWidget(self._body.count() - 1, widget)
        return widget

    def add_row(self, *widgets: QWidget) -> QWidget:
        """Widgets side by side, each as wide as it needs."""
        return self.add(row(self.theme, *widgets))

    def add_footer(self, made: WidgetT, *, left: bool = False) -> WidgetT:
        """Left for the ways back, right (in order) for the ways on."""
        self._footer.add(made, to_right=not left)
        return made

    def show_error(self, text: str) -> None:
        """What went wrong, beside the buttons and never scrolled away; "" takes it back."""
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def show_note(self, text: str) -> None:
        """What was just done, in the same place."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        focus: QWidget | None = self.focusWidget()
        if focus is not None and self.area.isAncestorOf(focus):
            reveal(focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not scroll_by_key(self.area, event):
            super().keyPressEvent(event)


class PageFrame(QWidget):
    """Holds one page, which may be built anew when what it tells has changed.

    The place on the page stays, and what had the focus has it again, because whoever works with
    keys alone would otherwise have to start over.
    """

    def __init__(self) -> None:
        super().__init__()
        self.page: Page | None = None
        self._holder = QVBoxLayout(self)
        self._holder.setContentsMargins(0, 0, 0, 0)

    def put(self, page: Page, *, is_same: bool = True) -> None:
        """Show `page`; with `is_same` it is a new state of the one before."""
        before, self.page = self.page, page
        focus = QApplication.focusWidget()
        is_here = before is None or focus is None or focus is self or self.isAncestorOf(focus)
        # What had it on another page says nothing about this one.
        is_next = before is not None and is_same
        name = _name_of(focus) if is_next and focus is not None else ""
        # Qt forgets the page's own choice when the page gets its place.
        start = _named(page, name) or focus_start(page)
        self._holder.addWidget(page)
        if before is not None:
            before.hide()
            before.deleteLater()
        if before is not None and is_same:
            self._holder.activate()
            page.area.verticalScrollBar().setValue(before.area.verticalScrollBar().value())
        if is_here and start is not None:
            start.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, language: Language, error: FrontlineError | None) -> None:
        """What happened, in words; None when it is over."""
        if self.page is not None:
            self.page.show_error(error_text(language, error) if error is not None else "")

    def show_note(self, text: str) -> None:
        """What was just done; "" takes it back."""
        if self.page is not None:
            self.page.show_note(text)


def _name_of(widget: QWidget) -> str:
    return str(widget.property("role") or "") or widget.objectName()


def _named(page: Page, name: str) -> QWidget | None:
    found = page.findChildren(QWidget) if name else []
    return next((widget for widget in found if _name_of(widget) == name), None)


def row(theme: Theme, *widgets: QWidget) -> QWidget:
    """Side by side, on a next line where there is no room."""
    holder = QWidget()
    layout = Flow(theme.px(0.8))
    holder.setLayout(layout)
    for widget in widgets:
        layout.add(widget)
    return holder


def pair(theme: Theme, one: QWidget, other: QWidget) -> QWidget:
    """Two fields side by side, each half of the width; one above the other without the room."""
    holder = QWidget()
    layout = CardGrid(theme.px(1.2), 2, 2)
    holder.setLayout(layout)
    for widget in (one, other):
        layout.addWidget(widget)
        layout.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
    return holder


def beside(theme: Theme, made: QWidget, *texts: QWidget) -> QWidget:
    """Texts with the button that belongs to them at their right, or below them without the room."""
    holder, column = QWidget(), QWidget()
    down = QVBoxLayout(column)
    down.setContentsMargins(0, 0, 0, 0)
    down.setSpacing(theme.px(0.2))
    for text in texts:
        down.addWidget(text)
    # In line with what is filled in, which stands below its own words.
    is_field = bool(texts) and isinstance(texts[-1], Field)
    layout = Beside(theme.px(0.8), theme.px(_LEAST_TEXTS), at_end=is_field)
    holder.setLayout(layout)
    layout.addWidget(column)
    layout.addWidget(made)
    return holder


def empty(layout: QVBoxLayout) -> None:
    """Take all widgets out; a stretch at the end stays."""
    for at in range(layout.count() - 1, -1, -1):
        item = layout.itemAt(at)
        widget = item.widget() if item is not None else None
        if widget is not None:
            layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


def scroll_by_key(area: QScrollArea, event: QKeyEvent) -> bool:
    """Page up and down, for pages with more to read than to press. Whether it was such a key."""
    at = PAGE_MOVE.pressed(event)
    if at is None:
        return False
    actions = (
        QAbstractSlider.SliderAction.SliderPageStepSub,
        QAbstractSlider.SliderAction.SliderPageStepAdd,
        QAbstractSlider.SliderAction.SliderSingleStepSub,
        QAbstractSlider.SliderAction.SliderSingleStepAdd,
    )
    area.verticalScrollBar().triggerAction(actions[at])
    return True
