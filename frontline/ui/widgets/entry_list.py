"""Entries of one kind below each other, each a row of a list to choose from and lines to type in;
one more on demand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from frontline.ui.theme import Theme
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.fields import Field, choice_list, text_input
from frontline.ui.widgets.layouts import CardGrid
from frontline.ui.widgets.page import row
from frontline.ui.widgets.texts import label


@dataclass(frozen=True, slots=True)
class EntryKind:
    """`name` finds its fields in tests. `choices` are (code, text), none where nothing is chosen;
    `lines` the titles of what is typed."""

    name: str
    title: str
    add: str
    choice_title: str
    choices: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What was filled in: the code chosen, and the lines."""

    code: str
    lines: tuple[str, ...]


class EntryList(QWidget):
    def __init__(self, theme: Theme, kind: EntryKind, longest: int, most: int) -> None:
        super().__init__()
        self._theme = theme
        self._kind = kind
        self._longest = longest
        self._most = most
        self._rows: list[tuple[QComboBox | None, tuple[QLineEdit, ...]]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(0.4))
        self._layout.addWidget(label(kind.title, "heading"))
        self._more = button(kind.add, self.add_row, name=f"add-{kind.name}")
        self._layout.addWidget(row(theme, self._more))

    def add_row(self) -> None:
        """An empty one, with the focus in it."""
        holder, number = QWidget(), len(self._rows) + 1
        columns = len(self._kind.lines) + bool(self._kind.choices)
        grid = CardGrid(self._theme.px(0.8), columns, columns)
        holder.setLayout(grid)
        box: QComboBox | None = None
        if self._kind.choices:
            box = choice_list(f"{self._kind.name}-{number}", list(self._kind.choices))
            grid.addWidget(Field(self._theme, self._kind.choice_title, box))
        lines = tuple(self._line(grid, number, at) for at in range(len(self._kind.lines)))
        self._rows.append((box, lines))
        self._layout.insertWidget(self._layout.count() - 1, holder)
        self._more.setVisible(len(self._rows) < self._most)
        first = lines[0] if box is None else box
        first.setFocus()

    def entries(self) -> tuple[Entry, ...]:
        """Those with anything typed in."""
        found = (
            Entry(str(box.currentData()) if box is not None else "", _typed(lines))
            for box, lines in self._rows
        )
        return tuple(entry for entry in found if any(entry.lines))

    def _line(self, grid: CardGrid, number: int, at: int) -> QLineEdit:
        line = text_input(f"{self._kind.name}-{number}-{at + 1}")
        line.setMaxLength(self._longest)
        grid.addWidget(Field(self._theme, self._kind.lines[at], line))
        return line


def _typed(lines: tuple[QLineEdit, ...]) -> tuple[str, ...]:
    return tuple(line.text().strip() for line in lines)
