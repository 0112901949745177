"""Labels. Each is plain text: nothing a person or a file says is ever taken for markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from frontline.ui.language import is_right_to_left


def label(text: str, style: str = "", parent: QWidget | None = None) -> QLabel:
    """A wrapping label; `style` names a rule of the theme ("title", "quiet", "note", …)."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setObjectName(style)
    return made


def short_label(text: str, style: str = "", parent: QWidget | None = None) -> QLabel:
    """A label of one line, as wide as its text."""
    made = label(text, style, parent)
    made.setWordWrap(False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return made


def spoken_label(text: str, language: str, style: str = "person") -> QLabel:
    """A text for the person, in the direction their language is written in."""
    made = label(text, style)
    speak_in(made, language)
    return made


def speak_in(target: QLabel, language: str) -> None:
    """Turn a label to the direction of `language`."""
    if is_right_to_left(language):
        target.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    else:
        target.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        side = Qt.AlignmentFlag.AlignLeft
    target.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)


def divider() -> QFrame:
    line = QFrame()
    line.setObjectName("divider")
    return line
