"""Stand-in texts: longer than any translation, and marked, so that what was not translated and
what does not fit are both seen."""

from __future__ import annotations

import gettext
import re
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from frontline.domain.identifiers import PackId
from frontline.screening.compiled import CompiledPack
from frontline.services.pack_shelf import PackShelf
from frontline.ui.language import Language

OPEN, CLOSE = "‹", "›"
_ACCENTED = str.maketrans("aeioucnyAEIOUCNY", "áéïôüçñÿÁÉÏÔÜÇÑŸ")
_PLACEHOLDER = re.compile(r"(\{\w*\})")
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


class StandInShelf(PackShelf):
    """Packs with stand-ins for what the officer reads. What the person reads stays."""

    def of_country(self, country: str) -> CompiledPack:
        return self._in_stand_ins(super().of_country(country))

    def pinned(self, name: PackId, version: int) -> CompiledPack:
        return self._in_stand_ins(super().pinned(name, version))

    @cached_property
    def _changed(self) -> dict[tuple[PackId, int], CompiledPack]:
        return {}

    def _in_stand_ins(self, compiled: CompiledPack) -> CompiledPack:
        key = (compiled.pack.id, compiled.pack.version)
        if key not in self._changed:
            self._changed[key] = in_stand_ins(compiled)
        return self._changed[key]


def in_stand_ins(compiled: CompiledPack) -> CompiledPack:
    pack = compiled.pack
    return replace(compiled, pack=replace(pack, texts=pack.texts.changed(stand_in)))
