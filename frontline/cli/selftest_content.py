"""What an installation must bring along: rules with their golden cases, texts, fonts, icons."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from gettext import GNUTranslations
from pathlib import Path

from frontline.cli.selftest_crypto import changed, is_refused
from frontline.crypto.signed_document import read_document
from frontline.domain.identifiers import PackId
from frontline.errors import SignatureRefusedError
from frontline.rules.built import PACK_KIND, BuiltPack
from frontline.screening.compiled import compile_for_interviews
from frontline.screening.golden import check_case, check_not_lowered
from frontline.services.installation import Installation
from frontline.services.packs import installed_packs
from frontline.ui.formats import countries, day_text
from frontline.ui.language import INTERFACE_LANGUAGES
from frontline.wire.directory import DIRECTORY_KIND, read_directory
from frontline.wire.focal_point import FOCAL_POINT_KIND
from frontline.wire.glossary import GLOSSARY_KIND, read_glossary

SOURCE_LANGUAGE = "en"
TRANSLATIONS = tuple(code for code in INTERFACE_LANGUAGES if code != SOURCE_LANGUAGE)
# As Unicode's tables have it; without them the library falls back to a bare date.
_DAY = date(2026, 11, 22)
_DAYS = {
    "en": "Nov 22, 2026",
    "es": "22 nov 2026",
    "pt": "22 de nov. de 2026",
    "fr": "22 nov. 2026",
}
_FEWEST_COUNTRIES = 200
_FONT_MAGIC = b"\x00\x01\x00\x00"
# Of the fonts, and of Qt.
_LICENSE_MARKS = ("SIL OPEN FONT LICENSE", "GNU LESSER GENERAL PUBLIC LICENSE")


def content_checks(installation: Installation) -> Mapping[str, Callable[[], bool]]:
    found: dict[str, Callable[[], bool]] = {
        "documents.signed": partial(_documents_signed, installation),
        "documents.tampered": partial(_tampering_shows, installation),
        "pack.golden-cases": partial(_golden_cases, installation),
        "pack.languages": partial(_pack_languages, installation),
        "directory": partial(_directory, installation),
        "glossary": partial(_glossary, installation),
        "formats": _formats,
        "fonts": partial(_fonts, installation),
        "icons": partial(_icons, installation),
        "licences": partial(_licenses, installation),
    }
    for language in TRANSLATIONS:
        found[f"texts.{language}"] = partial(_texts, installation, language)
    return found


def _documents_signed(installation: Installation) -> bool:
    contents = [path.read_bytes() for path in installation.document_files()]
    kinds = {read_document(each, installation.trusted_keys).kind for each in contents}
    return kinds == {PACK_KIND, DIRECTORY_KIND, FOCAL_POINT_KIND, GLOSSARY_KIND}


def _tampering_shows(installation: Installation) -> bool:
    return all(
        is_refused(
            partial(read_document, changed(path.read_bytes()), installation.trusted_keys),
            SignatureRefusedError,
        )
        for path in installation.document_files()
    )


def _golden_cases(installation: Installation) -> bool:
    """Every pack brings its cases along, and the engine finds what they say; in a country pack it
    finds no less for those of the pack it extends."""
    packs = {pack.definition.id: pack for pack in installed_packs(installation)}
    return all(pack.source.cases and not any(_differences(pack, packs)) for pack in packs.values())


def _differences(pack: BuiltPack, packs: Mapping[PackId, BuiltPack]) -> Iterator[str]:
    compiled = compile_for_interviews(pack.definition)
    of_base: set[str] = set()
    if pack.definition.extends is not None:
        base = packs[pack.definition.extends]
        of_base.update(case.id for case in base.source.cases)
        before = compile_for_interviews(base.definition)
        for case in base.source.cases:
            yield from check_not_lowered(before, compiled, case)
    for case in pack.source.cases:
        if case.id not in of_base:
            yield from check_case(compiled, case)


def _pack_languages(installation: Installation) -> bool:
    return all(
        pack.definition.texts.completeness()[language] == 1
        for pack in installed_packs(installation)
        for language in pack.source.header.languages
    )


def _directory(installation: Installation) -> bool:
    trusted = installation.trusted_keys
    found = [read_directory(each, trusted) for each in _of(DIRECTORY_KIND, installation)]
    return bool(found) and all(directory.entries for directory in found)


def _glossary(installation: Installation) -> bool:
    trusted = installation.trusted_keys
    found = [read_glossary(each, trusted) for each in _of(GLOSSARY_KIND, installation)]
    return any(glossary.terms for glossary in found)


def _of(kind: str, installation: Installation) -> list[bytes]:
    contents = [path.read_bytes() for path in installation.document_files()]
    trusted = installation.trusted_keys
    return [each for each in contents if read_document(each, trusted).kind == kind]


def _texts(installation: Installation, language: str) -> bool:
    """This language has every text that any of them has, and says so of itself."""
    numbers = {code: _message_count(_catalogue(installation, code)) for code in TRANSLATIONS}
    with _catalogue(installation, language).open("rb") as file:
        info = GNUTranslations(file).info()
    return info.get("language") == language and numbers[language] == max(numbers.values()) > 1


def _catalogue(installation: Installation, language: str) -> Path:
    return installation.locale / language / "LC_MESSAGES" / "ui.mo"


def _message_count(path: Path) -> int:
    """By the header of a compiled catalogue."""
    magic, _revision, count = struct.unpack("<III", path.read_bytes()[:12])
    return int(count) if magic == GNUTranslations.LE_MAGIC else 0


def _formats() -> bool:
    return all(
        day_text(language, _DAY) == expected and len(countries(language)) > _FEWEST_COUNTRIES
        for language, expected in _DAYS.items()
    )


def _fonts(installation: Installation) -> bool:
    found = sorted((installation.resources / "fonts").glob("*.ttf"))
    return bool(found) and all(is_whole_font(path.read_bytes()) for path in found)


def is_whole_font(content: bytes) -> bool:
    """A TrueType file carries a checksum of each of its tables."""
    count = int.from_bytes(content[4:6], "big")
    tables = struct.iter_unpack(">4sIII", content[12 : 12 + 16 * count])
    return content.startswith(_FONT_MAGIC) and all(
        _table_sum(tag, content[start : start + length], length) == checksum
        for tag, checksum, start, length in tables
    )


def _table_sum(tag: bytes, table: bytes, length: int) -> int:
    if tag == b"head":
        # It holds a checksum of the whole file, which its own is made without.
        table = table[:8] + bytes(4) + table[12:]
    count = -(-length // 4)
    words: tuple[int, ...] = struct.unpack(f">{count}I", table.ljust(4 * count, b"\0"))
    return sum(words) & 0xFFFFFFFF


def _icons(installation: Installation) -> bool:
    found = sorted((installation.resources / "icons").glob("*.svg"))
    texts = [path.read_text("utf-8").strip() for path in found]
    return bool(texts) and all(
        text.startswith("<svg") and text.endswith("</svg>") for text in texts
    )


def _licenses(installation: Installation) -> bool:
    files = (installation.resources / "licenses").glob("*.txt")
    texts = [path.read_text("utf-8") for path in files]
    return all(any(mark in text for text in texts) for mark in _LICENSE_MARKS)
