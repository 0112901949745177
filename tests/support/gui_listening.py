"""A post whose rules speak, and the pages on which it is heard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from frontline.domain.identifiers import QuestionId
from frontline.ui.viewmodels.screening import ScreeningViewModel
from frontline.ui.views.person_screen import PersonScreen
from frontline.ui.views.screening import ScreeningView
from tests.support.clips import (
    DESK_SPEAKER,
    HEADPHONES,
    FakePlayer,
    listening,
    sounds_of,
    with_clips,
)
from tests.support.gui import DEBT, IN_PRIVATE, PAPERS, Gui, screening_ways, settle, surroundings
from tests.support.packs import core

SOUNDS = sounds_of("ar", PAPERS, DEBT)


class SpokenPost:
    """A post whose rules speak two questions in Arabic."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.gui = Gui(surroundings(), pack=with_clips(core(), SOUNDS, folder))
        self.player = FakePlayer(DESK_SPEAKER, HEADPHONES)
        self.listen_on("")

    def listen_on(self, chosen: str) -> None:
        self.model = listening(self.player, self.folder, self.gui.runner, chosen)
        self.gui.around = self.gui.around._replace(listening=self.model)

    def interview(self, at: QuestionId = PAPERS, language: str = "ar") -> ScreeningViewModel:
        return self.gui.screening(self.gui.table(IN_PRIVATE, language=language), at)

    def asked(self, at: QuestionId = PAPERS, language: str = "ar") -> ScreeningView:
        view = ScreeningView(
            self.interview(at, language), self.gui.around, screening_ways(self.gui)
        )
        self.gui.show(view)
        return view

    def person(self) -> PersonScreen:
        screen = PersonScreen(self.interview(), self.gui.around, self.gui.tell("back"))
        self.gui.window.show_page(screen, None)
        self.gui.window.show()
        settle()
        return screen

    def press(self, key: Qt.Key = Qt.Key.Key_P) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        settle()


def buttons(page: QWidget) -> list[QPushButton]:
    found = [b for b in page.findChildren(QPushButton) if b.property("role") == "listen"]
    return [button for button in found if button.isVisible()]


def words(page: QWidget) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())
