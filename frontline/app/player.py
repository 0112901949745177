"""Plays the interface as a person would: finds what is on the window, clicks, types, waits.

Used by the demo and by the functional tests. It holds no shortcut into the program: whatever it
does goes through widgets.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QWidget,
)

PATIENCE_MS = 30_000
SETTLE_MS = 120
_POLL_MS = 5


class NotOnScreenError(AssertionError):
    """What was looked for is not on the window; the message names it."""


class Player:
    """`window` gives the window of the moment: a lock replaces it."""

    def __init__(self, window: Callable[[], QMainWindow]) -> None:
        self._window = window

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Let the program run until `condition` holds."""
        clock = QElapsedTimer()
        clock.start()
        while not condition():
            if clock.elapsed() > PATIENCE_MS:
                raise NotOnScreenError(f"waited in vain for {what}; on screen: {self.words()}")
            loop = QEventLoop()
            QTimer.singleShot(_POLL_MS, loop.quit)
            loop.exec()

    def click(self, role: str) -> None:
        """Click the button that plays `role`, as soon as it is there and can be clicked."""
        button = self._await_role(role, must_be_enabled=True)
        button.click()

    def has(self, role: str) -> bool:
        return self._find_role(role) is not None

    def roles(self, prefix: str) -> tuple[str, ...]:
        """Of the buttons that can be pressed now, those whose role begins so."""
        page = self._window().centralWidget()
        buttons = page.findChildren(QAbstractButton) if page is not None else []
        roles = [str(b.property("role")) for b in buttons if _is_there(b) and b.isEnabled()]
        return tuple(role for role in roles if role.startswith(prefix))

    def is_checked(self, role: str) -> bool:
        button = self._find_role(role)
        return button is not None and button.isChecked()

    def type(self, name: str, text: str) -> None:
        """Fill a line or an area as if typed."""
        field = self._await_named(name)
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.setText(text)
            field.textEdited.emit(text)
            field.editingFinished.emit()
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(text)

    def choose(self, name: str, code: str) -> None:
        """Choose an entry of a drop-down by its code."""
        box = self._await_named(name)
        if not isinstance(box, QComboBox) or box.findData(code) < 0:
            raise NotOnScreenError(f"no {code} to choose in {name}")
        at = box.findData(code)
        box.setCurrentIndex(at)
        box.activated.emit(at)

    def words(self) -> str:
        """Every text a person can read on the window now."""
        texts = [
            widget.text()
            for widget in self._window().findChildren(QWidget)
            if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible()
        ]
        return "\n".join(text for text in texts if text)

    def picture(self, path: Path) -> None:
        """What the window shows once everything new on it has found its place, as a PNG."""
        settled = QEventLoop()
        QTimer.singleShot(SETTLE_MS, settled.quit)
        settled.exec()
        self._window().grab().save(str(path))

    def _await_role(self, role: str, *, must_be_enabled: bool) -> QAbstractButton:
        def ready() -> bool:
            found = self._find_role(role)
            return found is not None and (found.isEnabled() or not must_be_enabled)

        self.wait(ready, f"button {role}")
        found = self._find_role(role)
        if found is None:
            raise NotOnScreenError(role)
        return found

    def _find_role(self, role: str) -> QAbstractButton | None:
        page = self._window().centralWidget()
        if page is None:
            return None
        buttons = page.findChildren(QAbstractButton)
        return next((b for b in buttons if b.property("role") == role and _is_there(b)), None)

    def _await_named(self, name: str) -> QWidget:
        self.wait(lambda: self._find_named(name) is not None, f"field {name}")
        found = self._find_named(name)
        if found is None:
            raise NotOnScreenError(name)
        return found

    def _find_named(self, name: str) -> QWidget | None:
        page = self._window().centralWidget()
        if page is None:
            return None
        found = page.findChildren(QWidget, name)
        return next((each for each in found if _is_there(each) and each.isEnabled()), None)


def _is_there(widget: QWidget) -> bool:
    return widget.isVisible()
