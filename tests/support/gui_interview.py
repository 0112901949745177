"""The screening page with an interview on it, for tests of the interface."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from frontline.domain.answers import AnswerValue
from frontline.domain.identifiers import QuestionId
from frontline.services.screenings import OpenScreening
from frontline.ui.views.screening import ScreeningView
from frontline.ui.widgets.answer_buttons import AnswerButtons
from frontline.ui.widgets.answer_card import AnswerBox, AnswerCard
from frontline.ui.widgets.question_card import QuestionCard
from frontline.ui.widgets.question_pane import QuestionPane
from tests.support.gui import IN_PRIVATE, PAPERS, Gui, screening_ways, settle


class Interview:
    """A guided page in its window, and what it records."""

    def __init__(
        self, gui: Gui, at: QuestionId = PAPERS, answers: Mapping[str, AnswerValue] = IN_PRIVATE
    ) -> None:
        self.gui = gui
        self.table: OpenScreening = gui.table({**IN_PRIVATE, **answers})
        self.model = gui.screening(self.table, at)
        self.finished: list[bool] = []
        self.model.finished.connect(lambda: self.finished.append(True))
        self.view = ScreeningView(self.model, gui.around, screening_ways(gui))
        gui.show(self.view)
        self.before = len(gui.recorded(self.table))

    @property
    def position(self) -> str:
        cards = [c for c in self.view.findChildren(QuestionCard) if c.isVisible()]
        return str(cards[0].property("question")) if cards else ""

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers or Qt.KeyboardModifier.NoModifier)
        settle()

    def given(self) -> list[tuple[str, object]]:
        """What was recorded since the page was opened."""
        return list(self.gui.recorded(self.table)[self.before :])

    def card(self, code: str) -> AnswerCard | AnswerBox:
        group = next(g for g in self.view.findChildren(AnswerButtons) if g.isVisible())
        return group.cards[code]

    def button(self, role: str) -> QPushButton:
        found = [b for b in self.view.findChildren(QPushButton) if b.property("role") == role]
        return next(b for b in found if b.isVisible())


def pane_of(page: Interview) -> QuestionPane:
    pane = page.view.findChild(QuestionPane)
    assert pane is not None
    return pane
