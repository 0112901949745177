"""The buttons below a question: one pinned line. Where it would take two, those that are seldom
needed stand below the answers instead, so that the answers keep their room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from frontline.ui.theme import Theme
from frontline.ui.widgets.page import row

_GAP = 0.8


@dataclass(frozen=True, slots=True)
class FooterParts:
    """In the order of reading; `side` is what can step aside."""

    start: Sequence[QWidget]
    side: Sequence[QWidget]
    on: QWidget


class QuestionFooter(QWidget):
    """`folded` brings what stepped aside, whoever listens gives it a place; `unfolded` says that
    it is back."""

    folded = Signal(QWidget)
    unfolded = Signal()

    def __init__(self, theme: Theme, parts: FooterParts) -> None:
        super().__init__()
        self.parts = parts
        self.is_folded = False
        self._gap = theme.px(_GAP)
        self._side = row(theme, *parts.side)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(self._gap)
        for each in parts.start:
            self._line.addWidget(each)
        self._line.addStretch(1)
        self._line.addWidget(self._side)
        self._line.addWidget(parts.on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Once more, because the room or what has to stand in it has changed."""
        parts = (*self.parts.start, self._side, self.parts.on)
        needed = sum(each.sizeHint().width() for each in parts) + self._gap * len(parts)
        if self.is_folded is (needed > self.width()):
            return
        self.is_folded = not self.is_folded
        focus = QApplication.focusWidget()
        if self.is_folded:
            self.folded.emit(self._side)
        else:
            self._line.insertWidget(self._line.count() - 1, self._side)
            self.unfolded.emit()
        self._side.show()
        # What changes its place would lose the focus.
        if focus is not None and self._side.isAncestorOf(focus):
            focus.setFocus()
