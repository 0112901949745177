"""Every key of the program, once: what listens to keys takes them from here, and so does the sheet
that lists them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QKeyCombination
from PySide6.QtGui import QKeyEvent, QKeySequence

from frontline.ui.messages import mark


class Where(StrEnum):
    """Where a key works; the value heads its part of the sheet."""

    EVERYWHERE = mark("Everywhere")
    QUESTION = mark("While asking")
    PERSON = mark("On the person's screen")
    PANEL = mark("In a panel above a page")
    PAGE = mark("On every page")


class Shortcut(NamedTuple):
    """`keys` as Qt writes them, each of which does the same; `does` in English, to translate."""

    where: Where
    keys: tuple[str, ...]
    does: str

    @property
    def first(self) -> str:
        """The one that is shown beside what it does."""
        return self.keys[0]

    def is_pressed(self, event: QKeyEvent) -> bool:
        return self.pressed(event) is not None

    def pressed(self, event: QKeyEvent) -> int | None:
        """Which of the keys it is, from 0; None where it is another one."""
        typed = QKeySequence(QKeyCombination.fromCombined(_without_keypad(event)))
        return next((at for at, key in enumerate(self.keys) if typed == QKeySequence(key)), None)

    def is_key_of(self, event: QKeyEvent) -> bool:
        """Whether it is one of the keys, whatever is held down with it."""
        typed = QKeySequence(event.key())
        return any(typed == QKeySequence(key) for key in self.keys)


DANGER = Shortcut(Where.EVERYWHERE, ("F9",), mark("Immediate danger: what to do, whom to call"))
HIDE = Shortcut(Where.EVERYWHERE, ("F12",), mark("Hide everything at once"))
LOCK = Shortcut(Where.EVERYWHERE, ("Ctrl+L",), mark("Lock"))
BREAK = Shortcut(Where.EVERYWHERE, ("Ctrl+P",), mark("A break"))
GLOSSARY = Shortcut(Where.EVERYWHERE, ("F1",), mark("Glossary"))
PALETTE = Shortcut(Where.EVERYWHERE, ("Ctrl+K",), mark("Go to a page, a case or a word by typing"))
KEYS = Shortcut(Where.EVERYWHERE, ("?",), mark("This list of keys"))

ANSWER = Shortcut(Where.QUESTION, tuple("123456789"), mark("Choose the answer with this number"))
NOTHING_ELSE = Shortcut(Where.QUESTION, ("0",), mark("On a list: nothing else of this was seen"))
ON = Shortcut(Where.QUESTION, ("Return", "Enter"), mark("On to the next question"))
BACK = Shortcut(Where.QUESTION, ("Alt+Left",), mark("Back to the question before"))
ONE_BACK = Shortcut(
    Where.QUESTION, ("Backspace",), mark("Back by one, from paper or when the person answers alone")
)
PERSON = Shortcut(Where.QUESTION, ("F",), mark("The person's screen"))
ALL_ANSWERS = Shortcut(Where.QUESTION, ("A",), mark("All answers, to check and change"))
HAND_OVER = Shortcut(Where.QUESTION, ("H",), mark("Let the person answer alone"))
NOTE = Shortcut(Where.QUESTION, ("N",), mark("A note on this question, sealed"))
LISTEN = Shortcut(
    Where.QUESTION, ("P",), mark("Hear the question in the person's language, or stop it")
)
WORDS = Shortcut(Where.QUESTION, ("G",), mark("Explain the marked words"))
INDICATORS = Shortcut(Where.QUESTION, ("I",), mark("Show or hide the indicators"))
SECTIONS = Shortcut(Where.QUESTION, ("S",), mark("Show or hide the sections"))

BACK_TO_OFFICER = Shortcut(Where.PERSON, ("Esc",), mark("Back to the officer"))

PERSON_LISTEN = Shortcut(
    Where.PERSON, LISTEN.keys, mark("Hear the question, where it was recorded, or stop it")
)

CLOSE_PANEL = Shortcut(Where.PANEL, ("Esc",), mark("Close it, back to where you were"))
PANEL_MOVE = Shortcut(Where.PANEL, ("Up", "Down"), mark("Choose in a list"))

PRESS = Shortcut(Where.PAGE, ("Return", "Enter"), mark("Press the button that has the frame"))
PAGE_MOVE = Shortcut(Where.PAGE, ("PgUp", "PgDown", "Up", "Down"), mark("Read on, or back"))
CARD_MOVE = Shortcut(Where.PAGE, ("Left", "Right", "Up", "Down"), mark("From answer to answer"))

SHORTCUTS = (
    DANGER,
    HIDE,
    LOCK,
    BREAK,
    GLOSSARY,
    PALETTE,
    KEYS,
    ANSWER,
    NOTHING_ELSE,
    ON,
    BACK,
    ONE_BACK,
    ALL_ANSWERS,
    PERSON,
    HAND_OVER,
    NOTE,
    LISTEN,
    WORDS,
    INDICATORS,
    SECTIONS,
    BACK_TO_OFFICER,
    PERSON_LISTEN,
    CLOSE_PANEL,
    PANEL_MOVE,
    PRESS,
    PAGE_MOVE,
    CARD_MOVE,
)


def _without_keypad(event: QKeyEvent) -> int:
    """The digits beside the letters and those of the number pad are the same keys here."""
    combined: int = event.keyCombination().toCombined()
    return combined & ~_KEYPAD


# Qt.KeyboardModifier.KeypadModifier; the namespace itself is slow to build before sign-in.
_KEYPAD = 0x20000000
