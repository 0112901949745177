"""A check box whose words wrap, which those of Qt's own do not."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from frontline.ui.theme import Theme
from frontline.ui.widgets.layouts import CardGrid
from frontline.ui.widgets.texts import label

# In text sizes: the box, and what is between it and its words.
_BEFORE = 2.7
_GAP = 0.6


class CheckBox(QCheckBox):
    """`name` finds it in tests. A click on the words counts as well."""

    def __init__(self, theme: Theme, text: str, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(text)
        self._before = theme.px(_BEFORE)
        self._words = label(text)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(self._before, 0, theme.ring_line, 0)
        layout.addWidget(self._words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """With the words on one line."""
        self._words.ensurePolished()
        words = self._words.fontMetrics().horizontalAdvance(self._words.text())
        return QSize(self._before + words + self._before // 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        words = self._words.minimumSizeHint().width()
        return QSize(self._before + words + self._before // 2, super().sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        found = self.layout()
        words = found.totalHeightForWidth(width) if found is not None else 0
        return max(super().sizeHint().height(), words)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


def box_grid(theme: Theme, boxes: list[CheckBox], columns: int) -> QWidget:
    """Side by side in up to so many columns, fewer where there is no room."""
    holder = QWidget()
    grid = CardGrid(theme.px(_GAP), columns, columns)
    holder.setLayout(grid)
    for box in boxes:
        grid.addWidget(box)
    return holder
