"""What the packs and the interface say can be written with the fonts that are shipped."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtGui import QFont, QRawFont, QTextLayout
from PySide6.QtWidgets import QApplication

from frontline.rules.source import read_source
from frontline.ui.formats import countries
from frontline.ui.language import INTERFACE_LANGUAGES, LANGUAGE_NAMES
from frontline.ui.theme import FAMILIES
from tests.support.gui import dress, surroundings
from tests.support.packs import ROOT

FONTS = sorted((ROOT / "resources" / "fonts").iterdir())
CATALOGUES = sorted((ROOT / "translations").rglob("*.po"))
PACKS = sorted(path for path in (ROOT / "screening_rules").iterdir() if path.is_dir())
# They are obeyed, not drawn.
UNSEEN = frozenset("\n\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")


def texts_in(catalogue: Path) -> list[str]:
    with catalogue.open("rb") as file:
        messages = list(read_po(file))
    found = [
        text for message in messages for text in (message.id, message.string) if message.id and text
    ]
    return [each for text in found for each in ([text] if isinstance(text, str) else text)]


def bundled() -> list[QRawFont]:
    return [QRawFont(str(path), 15) for path in FONTS]


def unwritable(texts: Iterable[str], fonts: list[QRawFont]) -> set[str]:
    """Characters that none of the fonts has."""
    letters = {letter for text in texts for letter in text} - UNSEEN
    return {
        letter
        for letter in letters
        if not any(font.supportsCharacter(ord(letter)) for font in fonts)
    }


def strange(texts: Iterable[str]) -> list[str]:
    """Texts of which a piece is laid out in a font that is not ours, or in empty boxes."""
    return [text for text in texts if not _is_ours(text)]


def _is_ours(text: str) -> bool:
    layout = QTextLayout(text, QFont(list(FAMILIES)))
    layout.beginLayout()
    while layout.createLine().isValid():
        pass
    layout.endLayout()
    runs = layout.glyphRuns()
    return bool(runs) and all(
        run.rawFont().familyName() in FAMILIES and 0 not in run.glyphIndexes() for run in runs
    )


@pytest.fixture(scope="module")
def fonts(qapp: QApplication) -> list[QRawFont]:
    dress(surroundings().theme)
    return bundled()


def test_every_shipped_font_can_be_used(fonts: list[QRawFont]) -> None:
    assert {font.familyName() for font in fonts} == set(FAMILIES)
    assert all(font.isValid() for font in fonts)


@pytest.mark.parametrize(
    "catalogue", CATALOGUES, ids=lambda path: f"{path.parents[1].name} {path.stem}"
)
def test_every_text_in_every_language_can_be_written(
    fonts: list[QRawFont], catalogue: Path
) -> None:
    texts = texts_in(catalogue)
    assert texts
    assert unwritable(texts, fonts) == set()
    assert strange(texts) == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.name)
def test_every_pack_can_be_written_as_it_is(fonts: list[QRawFont], pack: Path) -> None:
    assert unwritable([str(read_source(pack).checked())], fonts) == set()


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_language_and_country_has_a_name_that_can_be_written(
    fonts: list[QRawFont], language: str
) -> None:
    names = [*LANGUAGE_NAMES.values(), *(name for _code, name in countries(language))]
    assert strange(names) == []


def test_a_script_that_no_font_has_is_found(fonts: list[QRawFont]) -> None:
    assert unwritable(["Tamazight: ⵜⴰⵎ"], fonts) == {"ⵜ", "ⴰ", "ⵎ"}
    assert strange(["Tamazight: ⵜⴰⵎ", "हिन्दी", "中文"]) == ["Tamazight: ⵜⴰⵎ"]
    assert unwritable(["中文"], [font for font in fonts if "CJK" not in font.familyName()]) == {
        *("中", "文")
    }
