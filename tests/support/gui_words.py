"""Stand-in texts: longer than any translation, and marked, so that what was not translated and
what does not fit are both found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from frontline.app.gallery_words import CLOSE, OPEN, in_stand_ins
from frontline.screening.compiled import CompiledPack
from frontline.ui.widgets.answer_card import AnswerBox, AnswerCard
from tests.support.packs import core

_MARKED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
# In Latin letters; what the person reads is not the officer's language.
_WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")


@cache
def stand_in_core() -> CompiledPack:
    """The shipped pack with stand-ins for what the officer reads. What the person reads stays."""
    return in_stand_ins(core())


def texts_of(root: QWidget) -> list[str]:
    """Every text that can be read on the page, names for screen readers included."""
    found: list[str] = []
    for widget in root.findChildren(QWidget):
        if widget.isVisible():
            said = (_text(widget), widget.accessibleName(), widget.accessibleDescription())
            found.extend(text for text in (*said, widget.toolTip()) if text)
    return found


def untranslated(root: QWidget, data: Iterable[str]) -> list[str]:
    """Words that are neither a translated text nor `data`: names, codes, what was typed."""
    known = sorted(data, key=len, reverse=True)
    found = []
    for text in texts_of(root):
        rest = _without(_MARKED.sub, text)
        for each in known:
            rest = rest.replace(each, " ")
        if _WORD.search(rest):
            found.append(text)
    return found


def _without(sub: Callable[[str, str], str], text: str) -> str:
    """Marked parts may stand in marked parts."""
    shorter = sub(" ", text)
    return shorter if shorter == text else _without(sub, shorter)


def _text(widget: QWidget) -> str:
    match widget:
        case AnswerCard() | AnswerBox():
            return widget.content.text
        case QLabel() | QAbstractButton():
            return widget.text()
        case QComboBox():
            return "\n".join(widget.itemText(at) for at in range(widget.count()))
        case QLineEdit():
            return widget.placeholderText()
        case _:
            return ""
