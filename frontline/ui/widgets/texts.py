"""Labels. Each is plain text: nothing a person or a file says is ever taken for markup."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from frontline.ui.language import is_right_to_left

# Qt.TextFormat.PlainText. Sign-in is painted without the namespace `Qt`: to build its enumerations
# takes as long as everything else on that page.
_PLAIN_TEXT = 0


def label(text: str, style: str = "", parent: QWidget | None = None) -> QLabel:
    """A wrapping label; `style` names a rule of the theme ("title", "quiet", "note", …)."""
    made = QLabel(text, parent)
    made.setProperty("textFormat", _PLAIN_TEXT)
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
        target.setLayoutDirection(QtCore.Qt.LayoutDirection.RightToLeft)
        side = QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignAbsolute
    else:
        target.setLayoutDirection(QtCore.Qt.LayoutDirection.LeftToRight)
        side = QtCore.Qt.AlignmentFlag.AlignLeft
    target.setAlignment(side | QtCore.Qt.AlignmentFlag.AlignVCenter)
