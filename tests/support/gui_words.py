"""Stand-in texts: longer than any translation, and marked, so that what was not translated and
what does not fit are both found."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from frontline.rules.definitions import PackDefinition
from frontline.rules.texts import Texts
from frontline.screening.compiled import CompiledPack
from frontline.ui.language import Language
from frontline.ui.widgets.answer_card import AnswerBox, AnswerCard
from tests.support.packs import core

OPEN, CLOSE = "‹", "›"
_ACCENTED = str.maketrans("aeioucnyAEIOUCNY", "áéïôüçñÿÁÉÏÔÜÇÑŸ")
_PLACEHOLDER = re.compile(r"(\{\w*\})")
_MARKED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
# In Latin letters; what the person reads is not the officer's language.
_WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
# A third longer, in words as long as those of a language are.
_LONGER = 0.35
_FILL = "wörds thát áre ônly hére "


def stand_in(text: str) -> str:
    """The text in accents, a third longer, between marks; placeholders stay as they are."""
    parts = _PLACEHOLDER.split(text)
    accented = "".join(
        part if _PLACEHOLDER.fullmatch(part) else part.translate(_ACCENTED) for part in parts
    )
    more = round(len(text) * _LONGER)
    fill = (_FILL * (more // len(_FILL) + 1))[:more].strip()
    return f"{OPEN}{accented} {fill}{CLOSE}" if fill else f"{OPEN}{accented}{CLOSE}"


class _StandIns(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return stand_in(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return stand_in(msgid1 if n == 1 else msgid2)


class StandInLanguage(Language):
    """An interface in which every text is a stand-in. Dates and countries are English."""

    def __init__(self) -> None:
        super().__init__(Path(), "en")
        self._catalogue = _StandIns()


@cache
def stand_in_core() -> CompiledPack:
    """The shipped pack with stand-ins for what the officer reads. What the person reads stays."""
    return replace(core(), pack=replace(core().pack, texts=_stand_ins(core().pack)))


def _stand_ins(pack: PackDefinition) -> Texts:
    texts = pack.texts
    source = {name: stand_in(text) for name, text in texts._source.items()}
    return Texts(source, texts._translations, texts._person_facing)


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
