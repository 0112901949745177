"""Layouts that follow the room there is: a row that wraps, a grid that counts its columns, and
texts with a button beside or below them."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class _Following(QLayout):
    """What both share: keeping items, and a height that depends on the width."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        # Qt asks for the same heights many times between two changes.
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    @abstractmethod
    def _place(self, area: QRect, *, moves: bool) -> int:
        """Find each item's place in `area`, and put it there if `moves`. The height used."""

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._heights.clear()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            height = self._place(QRect(0, 0, width, 0), moves=False)
            self._heights[width] = height
        return height

    def invalidate(self) -> None:
        super().invalidate()
        self._heights.clear()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, moves=True)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._there()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _there(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]


class Flow(_Following):
    """Widgets side by side, each as wide as it needs; what does not fit goes to a next line.

    Those added `to_right` stand at the right edge of their line, after all others.
    """

    def __init__(self, gap: int) -> None:
        super().__init__(gap)
        self._right: list[QLayoutItem] = []

    def add(self, widget: QWidget, *, to_right: bool = False) -> None:
        self.addWidget(widget)
        if to_right:
            self._right.append(self._items[-1])

    def sizeHint(self) -> QSize:
        there = self._there()
        return QSize(max(0, self._width(there)), _height(there))

    def _place(self, area: QRect, *, moves: bool) -> int:
        top = area.top()
        for line in self._lines(area.width()):
            height = _height(line)
            if moves:
                start = [item for item in line if item not in self._right]
                end = [item for item in line if item in self._right]
                self._put(start, QRect(area.left(), top, area.width(), height))
                edge = area.right() + 1 - self._width(end)
                self._put(end, QRect(edge, top, area.width(), height))
            top += height + self._gap
        return max(0, top - self._gap - area.top())

    def _lines(self, room: int) -> list[list[QLayoutItem]]:
        """As few as there can be, so that what is pinned to a page leaves room for what is not."""
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._there():
            width = item.sizeHint().width()
            if not lines or used + width > room:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += width + self._gap
        return lines

    def _put(self, line: list[QLayoutItem], area: QRect) -> None:
        left = area.left()
        for item in line:
            size = item.sizeHint().boundedTo(area.size())
            drop = (area.height() - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, area.top() + drop), size))
            left += size.width() + self._gap

    def _width(self, line: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in line) + self._gap * (len(line) - 1)


class Beside(_Following):
    """Texts, and a widget at their right; below them where either would be squeezed.

    Two items: the texts, which get at least `least` pixels where they need so many, and what
    belongs to them, in the middle of their height or `at_end` of it.
    """

    def __init__(self, gap: int, least: int, *, at_end: bool = False) -> None:
        super().__init__(gap)
        self._least = least
        self._at_end = at_end

    def sizeHint(self) -> QSize:
        texts, made = self._items
        width = texts.sizeHint().width() + self._gap + made.sizeHint().width()
        return QSize(width, self.heightForWidth(width))

    def _place(self, area: QRect, *, moves: bool) -> int:
        texts, made = self._items
        wanted = made.sizeHint()
        least = max(min(self._least, texts.sizeHint().width()), texts.minimumSize().width())
        room = area.width() - self._gap - wanted.width()
        if room < least:
            return self._stack(area, moves=moves)
        height = max(_height_for(texts, room), wanted.height())
        if moves:
            whole = max(height, area.height())
            texts.setGeometry(QRect(area.left(), area.top(), room, whole))
            drop = (whole - wanted.height()) // (1 if self._at_end else 2)
            corner = QPoint(area.left() + room + self._gap, area.top() + drop)
            made.setGeometry(QRect(corner, wanted))
        return height

    def _stack(self, area: QRect, *, moves: bool) -> int:
        texts, made = self._items
        width = area.width()
        if not made.hasHeightForWidth():
            width = min(width, made.sizeHint().width())
        first, second = _height_for(texts, area.width()), _height_for(made, width)
        if moves:
            texts.setGeometry(QRect(area.left(), area.top(), area.width(), first))
            top = area.top() + first + self._gap
            made.setGeometry(QRect(area.left(), top, width, second))
        return first + self._gap + second


class CardGrid(_Following):
    """Equal columns, between `least` and `most`: as many as leave each card's text on one line,
    and fewer than `least` only where a card would become too narrow to read."""

    def __init__(self, gap: int, least: int, most: int) -> None:
        super().__init__(gap)
        self._least = least
        self._most = most

    def columns(self, width: int) -> int:
        there = self._there()
        natural = max((item.sizeHint().width() for item in there), default=0)
        smallest = max((item.minimumSize().width() for item in there), default=0)
        for number in range(min(self._most, len(there)), self._least, -1):
            if natural <= self._cell(width, number):
                return number
        for number in range(self._least, 1, -1):
            if smallest <= self._cell(width, number):
                return number
        return 1

    def sizeHint(self) -> QSize:
        natural = max((item.sizeHint().width() for item in self._there()), default=0)
        width = natural * self._least + self._gap * (self._least - 1)
        return QSize(width, self.heightForWidth(width))

    def _cell(self, width: int, columns: int) -> int:
        return (width - self._gap * (columns - 1)) // columns

    def _place(self, area: QRect, *, moves: bool) -> int:
        there, columns = self._there(), self.columns(area.width())
        cell, top = self._cell(area.width(), columns), area.top()
        for start in range(0, len(there), columns):
            line = there[start : start + columns]
            height = max(_height_for(item, cell) for item in line)
            if moves:
                # A single line fills the room beside a longer text: the targets grow.
                height = max(height, area.height()) if len(there) <= columns else height
                for at, item in enumerate(line):
                    left = area.left() + at * (cell + self._gap)
                    item.setGeometry(QRect(left, top, cell, height))
            top += height + self._gap
        return max(0, top - self._gap - area.top())


def _height(line: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in line), default=0)


def _height_for(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
