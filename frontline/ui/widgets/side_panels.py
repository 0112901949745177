"""What stands beside the question: where the interview is, and what was shown so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from frontline.ui.labels import named
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import Button, button
from frontline.ui.widgets.page import empty
from frontline.ui.widgets.scrolling import scroll_area
from frontline.ui.widgets.texts import label

# Widths in text sizes.
SECTIONS_WIDTH, INDICATORS_WIDTH = 16, 19


@dataclass(frozen=True, slots=True)
class SectionLine:
    id: str
    title: str
    answered: int
    total: int
    withheld: int
    is_current: bool
    notes: int = 0


class SectionsPanel(QFrame):
    """Sections with their counts; a click goes there. `answered` of about `total` below."""

    def __init__(
        self,
        around: Surroundings,
        on_chosen: Callable[[str], None],
        on_check: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self._around = around
        self._on_chosen = on_chosen
        self._shown: list[SectionLine] = []
        self._buttons: list[SectionButton] = []
        theme, gettext = around.theme, around.language.gettext
        outer = QVBoxLayout(self)
        edge = theme.px(0.6)
        outer.setContentsMargins(edge, edge, edge, edge)
        outer.addWidget(label(gettext("Sections"), "heading"))
        holder, self._lines = scroll_area(theme)
        self._lines.setSpacing(theme.px(0.1))
        outer.addWidget(holder, 1)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(gettext("Progress"))
        outer.addWidget(self._progress)
        self._count = label("", "quiet")
        outer.addWidget(self._count)
        outer.addWidget(button(gettext("All answers (A)"), on_check, name="check"))

    def show_lines(self, lines: list[SectionLine]) -> None:
        if lines == self._shown:
            return
        if [line.id for line in lines] == [line.id for line in self._shown]:
            # An answer changes one or two of them, and to make all anew would be felt.
            for made, before, line in zip(self._buttons, self._shown, lines, strict=True):
                if line != before:
                    made.show_line(line, self._count_of(line))
        else:
            empty(self._lines)
            self._buttons = [self._button(line) for line in lines]
            for made in self._buttons:
                self._lines.insertWidget(self._lines.count() - 1, made)
        self._shown = lines
        answered, total = sum(x.answered for x in lines), sum(x.total for x in lines)
        self._progress.setMaximum(max(1, total))
        self._progress.setValue(answered)
        # Branching changes the number, so it is "about".
        text = self._around.language.gettext("{answered} of about {total} questions")
        self._count.setText(text.format(answered=answered, total=total))

    def _count_of(self, line: SectionLine) -> str:
        gettext = self._around.language.gettext
        count = gettext("{answered} of {total}").format(answered=line.answered, total=line.total)
        if line.withheld:
            count += " · " + gettext("{count} in private only").format(count=line.withheld)
        if line.notes:
            notes = self._around.language.ngettext("{count} note", "{count} notes", line.notes)
            count += " · " + notes.format(count=line.notes)
        return count

    def _button(self, line: SectionLine) -> SectionButton:
        made = SectionButton(self._around, line, self._count_of(line))
        made.clicked.connect(lambda: self._on_chosen(line.id))
        return made


class SectionButton(Button):
    """Title and count, wrapped: a button's own text cannot wrap."""

    def __init__(self, around: Surroundings, line: SectionLine, count: str) -> None:
        super().__init__()
        self.setObjectName("section")
        self.setProperty("role", f"section-{line.id}")
        self._here = around.language.gettext("You are here")
        self._title, self._number = label("", "section-title"), label("", "quiet")
        self.show_line(line, count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(
            around.theme.px(0.7), around.theme.px(0.4), around.theme.px(0.4), around.theme.px(0.4)
        )
        layout.setSpacing(0)
        for part in (self._title, self._number):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_line(self, line: SectionLine, count: str) -> None:
        self.setAccessibleName(f"{line.title}, {count}")
        self.setAccessibleDescription(self._here if line.is_current else "")
        self._title.setText(line.title)
        self._number.setText(count)
        if self.property("current") != line.is_current:
            for part in (self, self._title):
                part.setProperty("current", line.is_current)
                # The look is looked up again only when it is asked to be.
                part.style().unpolish(part)
                part.style().polish(part)

    def sizeHint(self) -> QSize:
        found = self.layout()
        return found.sizeHint() if found is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        found = self.layout()
        return found.minimumSize() if found is not None else super().minimumSizeHint()

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
        self._shown: list[tuple[str, str]] | None = None
        theme, gettext = around.theme, around.language.gettext
        outer = QVBoxLayout(self)
        edge = theme.px(0.6)
        outer.setContentsMargins(edge, edge, edge, edge)
        outer.addWidget(label(gettext("Indicators so far"), "heading"))
        holder, self._lines = scroll_area(theme)
        self._lines.setSpacing(theme.px(0.4))
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
        if lines == self._shown:
            return
        self._shown = lines
        empty(self._lines)
        if not lines:
            self._add(label(self._around.language.gettext("None shown yet"), "quiet"))
        for element, text in lines:
            self._add(self._sign(element, text))

    def _sign(self, element: str, text: str) -> QFrame:
        frame = QFrame()
        frame.setObjectName("note")
        frame.setAccessibleName(named(self._around.language, element, text))
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(element, "quiet"))
        column.addWidget(label(text))
        return frame

    def _add(self, widget: QWidget) -> None:
        self._lines.insertWidget(self._lines.count() - 1, widget)
