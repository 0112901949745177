"""Plays the interface by keys alone, as somebody without a mouse, and counts them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QWidget,
)

from frontline.ui.widgets.answer_card import AnswerBox, AnswerCard
from tests.support.desktop_hand import Hand

Key = Qt.Key
_MOST_STEPS = 90
# The way on from a page of questions.
_ON = frozenset({"continue", "finish"})


class KeyHand(Hand):
    """What a mouse would click is walked to with the tab key and pressed with the space bar; an
    answer is given with its number. `pressed` counts every key, letters of a text included."""

    def __init__(self, window: Callable[[], QMainWindow], told: list[str]) -> None:
        super().__init__(window, told)
        self.pressed = 0

    def click(self, role: str) -> None:
        self.wait(lambda: self._within_reach(role) is not None, f"{role} within reach")
        button = self._within_reach(role)
        assert button is not None
        if role in _ON:
            self.press(Key.Key_Return)
        elif not self._press_number_of(button):
            self.walk_to(button)
            self.press(Key.Key_Space)

    def type(self, name: str, text: str) -> None:
        field = self._await_named(name)
        self.walk_to(field)
        if isinstance(field, QLineEdit | QPlainTextEdit):
            self.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            self.write(text)

    def choose(self, name: str, code: str) -> None:
        """Down or up through what can be chosen, without opening the list."""
        box = self._await_named(name)
        assert isinstance(box, QComboBox)
        self.walk_to(box)
        target = box.findData(code)
        assert target >= 0, f"no {code} to choose in {name}"
        while (at := box.currentIndex()) != target:
            self.press(Key.Key_Down if at < target else Key.Key_Up)
            assert box.currentIndex() != at, f"{name} stays at {at}"

    def write(self, text: str) -> None:
        for letter in text:
            self.pressed += 1
            QTest.keyClicks(self._focus_there(), letter)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        self.pressed += 1
        super().press(key, modifiers)

    def walk_to(self, target: QWidget) -> None:
        """By the tab key, and by arrows among the answers of one question."""
        for _ in range(_MOST_STEPS):
            focus = self._focus_there()
            if focus is target:
                return
            if _are_one_choice(focus, target):
                is_later = _place(target) > _place(focus)
                self.press(Key.Key_Right if is_later else Key.Key_Left)
            else:
                self.press(Key.Key_Tab)
        raise AssertionError(f"no way by keys to {_name(target)} from {_name(focus)}")

    def _press_number_of(self, button: QAbstractButton) -> bool:
        """Where it carries one, and what has the focus belongs to the same question."""
        number = button.content.key if isinstance(button, AnswerCard | AnswerBox) else ""
        if number and _are_one_choice(self._focus_there(), button):
            self.write(number)
            return True
        return False

    def _focus_there(self) -> QWidget:
        self.wait(lambda: self._focus() is not None, "a focus")
        focus = self._focus()
        assert focus is not None
        return focus


def _are_one_choice(one: QWidget, other: QWidget) -> bool:
    cards = AnswerCard | AnswerBox
    return (
        isinstance(one, cards)
        and isinstance(other, cards)
        and one.parentWidget() is other.parentWidget()
    )


def _place(widget: QWidget) -> tuple[int, int]:
    return widget.y(), widget.x()


def _name(widget: QWidget) -> str:
    return str(widget.property("role") or widget.objectName() or type(widget).__name__)
