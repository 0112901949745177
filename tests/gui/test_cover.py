"""Hiding and locking: a neutral page at once, whatever the vault is doing, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMessageBox, QWidget

from frontline.app.demo_files import DemoFiles
from frontline.app.desktop import Desktop
from frontline.app.locking import COVERED, LOCKED
from frontline.app.workplace import Workplace
from frontline.domain.identifiers import QuestionId
from frontline.services.installation import find_installation
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.ui.views.cover import CoverView
from tests.support.gui import IN_PRIVATE, PAPERS, Gui, settle, surroundings
from tests.support.gui_words import texts_of
from tests.support.vault_keeper import MemoryKeeper
from tests.support.vault_posts import CHANCE

PATIENCE = 5
AWAY = [
    pytest.param(Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier, COVERED, id="hide"),
    pytest.param(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, LOCKED, id="lock"),
]


class Painted(QObject):
    """Sees the cover being painted."""

    def __init__(self) -> None:
        super().__init__()
        self.cover = Event()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Paint and isinstance(watched, CoverView):
            self.cover.set()
        return False


class Signed:
    """A signed-in program on a vault in memory. `left` holds what its end looked like."""

    def __init__(self, gui: Gui, folder: Path) -> None:
        self.gui = gui
        self.left: list[tuple[str, list[str], str]] = []
        self.desktop = Desktop(folder, find_installation(), self._replaced, gui.clock)
        self.desktop.files = DemoFiles(folder, folder, [])
        self.desktop.around = gui.around
        self.desktop.window.show()
        executors = (self.desktop.threads.vault, self.desktop.threads.network)
        keeper = MemoryKeeper(gui.clock, CHANCE)
        self.desktop._on_opened(Workplace(gui.desk, gui.documents, keeper, executors))
        settle()

    def _replaced(self, mode: str) -> None:
        window = self.desktop.window
        self.left.append((mode, texts_of(window), window.windowTitle()))

    def interview(self, at: QuestionId) -> OpenScreening:
        table = self.gui.table(IN_PRIVATE)
        ScreeningService(self.gui.desk).move_to(table, at)
        assert self.desktop.navigator is not None
        self.desktop.navigator._open(table)
        settle()
        return table

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers)

    def end(self) -> None:
        self.desktop.close()
        self.desktop.window.close()
        self.desktop.window.deleteLater()
        self.gui.close()


@pytest.fixture
def signed(qapp: QApplication, tmp_path: Path) -> Iterator[Signed]:
    made = Signed(Gui(surroundings()), tmp_path)
    yield made
    made.end()


@pytest.mark.parametrize(("key", "modifiers", "mode"), AWAY)
def test_one_key_covers_everything(
    signed: Signed, key: Qt.Key, modifiers: Qt.KeyboardModifier, mode: str
) -> None:
    table = signed.interview(PAPERS)
    assert any(table.case.code in text for text in texts_of(signed.desktop.window))
    signed.press(key, modifiers)
    ((left, texts, title),) = signed.left
    assert left == mode
    assert title == ""
    # A clock, and no word of what this program does.
    assert [text for text in texts if not text.replace(":", "").isdigit()] == []
    assert not signed.gui.vault.is_open


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
@pytest.mark.parametrize(("key", "modifiers", "mode"), AWAY)
def test_a_dialog_or_an_open_list_does_not_keep_the_key_to_itself(
    signed: Signed, key: Qt.Key, modifiers: Qt.KeyboardModifier, mode: str
) -> None:
    dialog = QMessageBox(signed.desktop.window)
    dialog.setText("Case 4711")
    dialog.open()
    box = QComboBox(dialog)
    box.addItem("somebody's name")
    box.show()
    box.showPopup()
    settle()
    QTest.keyClick(QApplication.activePopupWidget() or dialog, key, modifiers)
    assert [left for left, _texts, _title in signed.left] == [mode]
    above = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert above == [signed.desktop.window]
    dialog.deleteLater()


def test_without_the_watch_for_keys_a_dialog_would_keep_it(signed: Signed) -> None:
    guards = signed.desktop._guards
    assert guards is not None
    application = QApplication.instance()
    assert application is not None
    application.removeEventFilter(guards._keys)
    dialog = QMessageBox(signed.desktop.window)
    dialog.open()
    settle()
    QTest.keyClick(dialog, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier)
    assert signed.left == []
    dialog.hide()
    dialog.deleteLater()


def test_the_cover_does_not_wait_for_the_vault(signed: Signed, qapp: QApplication) -> None:
    painted, seen = Painted(), list[bool]()
    qapp.installEventFilter(painted)
    signed.interview(PAPERS)
    signed.desktop.threads.vault.submit(lambda: seen.append(painted.cover.wait(PATIENCE)))
    clock = QElapsedTimer()
    clock.start()
    signed.press(Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier)
    qapp.removeEventFilter(painted)
    # The vault was busy until the cover was there; it did not run into the end of its patience.
    assert seen == [True]
    assert clock.elapsed() < PATIENCE * 1000 / 2


def test_a_number_typed_and_not_yet_kept_survives_the_lock(signed: Signed) -> None:
    age = QuestionId("age_years")
    table = signed.interview(age)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "19")
    signed.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert signed.gui.recorded(table)[-1] == (age, 19)


def test_any_touch_of_the_cover_leads_to_the_sign_in(gui: Gui) -> None:
    cover = CoverView(gui.around, gui.tell("sign in"))
    gui.window.show_page(cover, None)
    gui.window.show()
    settle()
    QTest.keyClick(cover, Qt.Key.Key_Space)
    QTest.mouseClick(cover, Qt.MouseButton.LeftButton)
    assert gui.told == ["sign in", "sign in"]


def test_the_cover_is_a_clock_and_looks_like_the_page_below(gui: Gui) -> None:
    cover = CoverView(gui.around, gui.tell("sign in"))
    gui.window.show_page(cover, None)
    gui.window.show()
    settle()
    (time,) = {text for text in texts_of(cover) if text}
    assert len(time) == 5
    assert time[2] == ":"
    assert isinstance(gui.window.page, QWidget)
