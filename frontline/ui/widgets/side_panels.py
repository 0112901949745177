"""What stands beside the question: where the interview is, and what was shown so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.texts import label


@dataclass(frozen=True, slots=True)
class SectionLine:
    id: str
    title: str
    answered: int
    total: int
    withheld: int
    is_current: bool


class SectionsPanel(QFrame):
    """Sections with their counts; a click goes there. `answered` of about `total` below."""

    def __init__(self, around: Surroundings, on_chosen: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._around = around
        self._on_chosen = on_chosen
        theme, gettext = around.theme, around.language.gettext
        outer = QVBoxLayout(self)
        edge = theme.px(0.6)
        outer.setContentsMargins(edge, edge, edge, edge)
        outer.addWidget(label(gettext("Sections"), "heading"))
        self._lines, holder = _column(theme.px(0.1))
        outer.addWidget(holder, 1)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(gettext("Progress"))
        outer.addWidget(self._progress)
        self._count = label("", "quiet")
        outer.addWidget(self._count)

    def show_lines(self, lines: list[SectionLine]) -> None:
        _clear(self._lines)
        for line in lines:
            self._lines.insertWidget(self._lines.count() - 1, self._button(line))
        answered, total = sum(x.answered for x in lines), sum(x.total for x in lines)
        self._progress.setMaximum(max(1, total))
        self._progress.setValue(answered)
        # Branching changes the number, so it is "about".
        text = self._around.language.gettext("{answered} of about {total} questions")
        self._count.setText(text.format(answered=answered, total=total))

    def _button(self, line: SectionLine) -> QPushButton:
        gettext = self._around.language.gettext
        count = gettext("{answered} of {total}").format(answered=line.answered, total=line.total)
        if line.withheld:
            count += " · " + gettext("{count} in private only").format(count=line.withheld)
        made = SectionButton(self._around, line, count)
        made.clicked.connect(lambda: self._on_chosen(line.id))
        return made


class SectionButton(QPushButton):
    """Title and count, wrapped: a button's own text cannot wrap."""

    def __init__(self, around: Surroundings, line: SectionLine, count: str) -> None:
        super().__init__()
        self.setObjectName("section")
        self.setProperty("role", f"section-{line.id}")
        self.setAccessibleName(f"{line.title}, {count}")
        self.setCheckable(True)
        self.setChecked(line.is_current)
        title, number = label(line.title, "section-title"), label(count, "quiet")
        title.setProperty("current", line.is_current)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(
            around.theme.px(0.7), around.theme.px(0.4), around.theme.px(0.4), around.theme.px(0.4)
        )
        layout.setSpacing(0)
        for part in (title, number):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        found = self.layout()
        return found.sizeHint() if found is not None else super().sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        found = self.layout()
        return found.totalHeightForWidth(width) if found is not None else 0


class IndicatorsPanel(QFrame):
    """The signs shown so far. No strengths and no score: somebody may look over the shoulder."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("card")
        self._around = around
        theme, gettext = around.theme, around.language.gettext
        outer = QVBoxLayout(self)
        edge = theme.px(0.6)
        outer.setContentsMargins(edge, edge, edge, edge)
        outer.addWidget(label(gettext("Indicators so far"), "heading"))
        self._lines, holder = _column(theme.px(0.4))
        outer.addWidget(holder, 1)
        outer.addWidget(
            label(
                gettext(
                    "Indicators help to decide what to do next. "
                    "They neither prove nor rule out trafficking."
                ),
                "quiet",
            )
        )

    def show_lines(self, lines: list[tuple[str, str]]) -> None:
        """Each line: the element in plain words, and the sign."""
        _clear(self._lines)
        if not lines:
            self._add(label(self._around.language.gettext("None shown yet"), "quiet"))
        for element, text in lines:
            note = label(f"{text}\n{element}", "note")
            note.setAccessibleName(f"{element}: {text}")
            self._add(note)

    def _add(self, widget: QWidget) -> None:
        self._lines.insertWidget(self._lines.count() - 1, widget)


def _column(spacing: int) -> tuple[QVBoxLayout, QScrollArea]:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    holder = QWidget()
    holder.setObjectName("scrolled")
    lines = QVBoxLayout(holder)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(spacing)
    lines.addStretch(1)
    area.setWidget(holder)
    return lines, area


def _clear(layout: QVBoxLayout) -> None:
    """Take everything out but the stretch at the end."""
    while layout.count() > 1:
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
