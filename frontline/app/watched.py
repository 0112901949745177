"""The desktop on a post's folder, played offscreen and timed. What `frontline bench` looks at."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from frontline.app.desktop import Desktop
from frontline.app.player import Player
from frontline.services.installation import Installation
from frontline.ui.views.cover import CoverView
from frontline.ui.widgets.answer_card import AnswerCard
from frontline.ui.widgets.question_card import QuestionCard

OFFSCREEN = "offscreen"
# Nobody types four words faster; what loads behind the sign-in page has this long.
TYPING_MS = 2000
# More than a page needs to come up.
SETTLING_MS = 500
# Nothing that takes so long is a next question.
_LONGEST_S = 2.0


class WatchedDesktop:
    """One start of the program, up to its lock or its end. It never replaces its process."""

    def __init__(self, installation: Installation, folder: Path) -> None:
        os.environ["QT_QPA_PLATFORM"] = OFFSCREEN
        self._application = QApplication.instance() or QApplication(["frontline"])
        self._desktop = Desktop(folder, installation, lambda _mode: None)
        self._player = Player(lambda: self._desktop.window)
        self._desktop.start()

    def sign_in(self, name: str, passphrase: str) -> float:
        """Milliseconds from the last key to a home page that can be used."""
        _pause(TYPING_MS)
        self._player.type("sign-in-name", name)
        self._player.type("sign-in-passphrase", passphrase)
        start = perf_counter()
        self._player.click("sign-in")
        self._player.wait(lambda: self._player.has("start"), "the home page")
        self._desktop.window.repaint()
        return (perf_counter() - start) * 1000

    def open_screening(self) -> None:
        self._player.click("start")
        self._player.wait(lambda: self._player.has("finish"), "a screening")
        self._desktop.window.repaint()

    def open_talk(self, instrument: str) -> None:
        """From the home page to the first question of a talk led question by question."""
        self._player.choose("instrument", instrument)
        self._player.click("start")
        self._player.wait(lambda: self._player.has("continue"), "the first question")

    def answer_next(self) -> float | None:
        """Milliseconds from the first answer of the question on the screen, and "Continue" at
        once, to the next question, painted, with the answer stored. None where none follows."""
        if not self._player.has("continue"):
            return None
        window = self._desktop.window
        before = window.findChild(QuestionCard)
        answers = [] if before is None else before.findChildren(AnswerCard)
        start = perf_counter()
        if answers:
            answers[0].click()
        self._player.click("continue")
        # Without a pause between two looks, which would be measured as well.
        while perf_counter() - start < _LONGEST_S:
            QApplication.processEvents()
            card = window.findChild(QuestionCard)
            if card is not None and card is not before and card.isVisible():
                window.repaint()
                return (perf_counter() - start) * 1000
        # What was not to be asked yet may have its conditions asked first.
        return self.answer_next() if self._meet_conditions() else None

    def _meet_conditions(self) -> bool:
        """Where the page of the interview conditions stands: the first answer to each of them."""
        for card in _first_of_each(self._desktop.window.findChildren(AnswerCard)):
            card.click()
            self._player.wait(card.isChecked, "an answer")
        if self._player.has("finish"):
            self._player.click("finish")
            _pause(SETTLING_MS)
        return self._player.has("continue")

    def hide(self) -> float:
        """Milliseconds from the panic key to the painted cover. The vault is closed afterwards."""
        return self._hidden_from(self._desktop.window)

    def hide_from_dialog(self) -> float:
        """As `hide`, with a dialog open above the window."""
        dialog = QMessageBox(self._desktop.window)
        dialog.setText("Frontline")
        dialog.open()
        dialog.repaint()
        return self._hidden_from(dialog)

    def _hidden_from(self, target: QWidget) -> float:
        watch = _CoverWatch()
        self._application.installEventFilter(watch)
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier)
        start = perf_counter()
        QApplication.postEvent(target, key)
        self._player.wait(lambda: watch.painted_at > 0, "the cover")
        self._application.removeEventFilter(watch)
        return (watch.painted_at - start) * 1000

    def close(self) -> None:
        """Let go of the vault. Harmless after `hide`."""
        self._desktop.close()
        self._desktop.window.close()
        self._application.processEvents()


class _CoverWatch(QObject):
    """Notes when the neutral cover is painted first."""

    painted_at = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_first = self.painted_at == 0
        if is_first and event.type() is QEvent.Type.Paint and isinstance(watched, CoverView):
            self.painted_at = perf_counter()
        return False


def _first_of_each(cards: Iterable[AnswerCard]) -> Iterator[AnswerCard]:
    """Of each question; a card's role is the question, an equals sign and the answer."""
    asked = set[str]()
    for card in cards:
        question = str(card.property("role")).partition("=")[0]
        if question not in asked:
            asked.add(question)
            yield card


def _pause(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
