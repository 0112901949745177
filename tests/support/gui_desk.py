"""The program after sign-in, with all its ways from page to page, over a vault in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from frontline.app.demo_files import DemoFiles
from frontline.app.navigator import Navigator, Ways
from frontline.app.workplace import Workplace
from frontline.ui.preferences import Preferences
from frontline.ui.tasks import TaskRunner
from frontline.ui.theme import ThemeName
from tests.support.gui import Gui, Inline, dress, settle
from tests.support.packs import ROOT
from tests.support.vault_keeper import MemoryKeeper
from tests.support.vault_posts import CHANCE


@dataclass
class SignedIn:
    """Home is shown. `left` notes when the program was asked to hide or to lock."""

    gui: Gui
    left: list[str] = field(default_factory=list)
    preferences: Preferences = field(default_factory=Preferences)

    def __post_init__(self) -> None:
        gui, executor = self.gui, Inline()
        # As on the machine, where sign-in was shown before.
        gui.window.resize(1366, 768)
        gui.window.show()
        settle()
        keeper = MemoryKeeper(gui.clock, CHANCE)
        self.workplace = Workplace(gui.desk, gui.documents, keeper, (executor, executor))
        self.workplace.connect(gui.runner, TaskRunner(executor))
        ways = Ways(
            hide=self._leave("hide"),
            lock=self._leave("lock"),
            prefer=self.prefer,
            preferences=lambda: self.preferences,
            practise=lambda _back: self.left.append("practise"),
        )
        files = DemoFiles(ROOT, ROOT, [])
        self.navigator = Navigator(gui.window, gui.around, self.workplace, files, ways)
        self.navigator.show_home()
        settle()

    def _leave(self, how: str) -> Callable[[], None]:
        return lambda: self.left.append(how)

    def prefer(self, preferences: Preferences) -> None:
        """As the desktop does it: applied at once, the page built anew."""
        self.preferences = preferences
        self.gui.around.language.choose(preferences.language)
        self.gui.around.theme.name = ThemeName(preferences.theme)
        self.gui.around.theme.scale = preferences.scale
        dress(self.gui.around.theme)
        self.navigator.rebuild()
        settle()

    def choose(self, language: str = "en", theme: str = "light", scale: int = 100) -> None:
        self.prefer(Preferences(language, theme, scale))

    @property
    def page(self) -> QWidget:
        page = self.gui.window.page
        assert page is not None
        return page

    def click(self, role: str) -> None:
        """The button that plays `role` on the page or on the bar."""
        holder = self.gui.window.centralWidget()
        assert holder is not None
        buttons = [b for b in holder.findChildren(QAbstractButton) if b.isVisible()]
        next(b for b in buttons if b.property("role") == role).click()
        settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers or Qt.KeyboardModifier.NoModifier)
        settle()

    def title(self) -> str:
        """What stands at the top of the page."""
        titles = [label for label in self.page.findChildren(QLabel) if label.isVisible()]
        wanted = ("title", "question", "person-big")
        return next((label.text() for label in titles if label.objectName() in wanted), "")
