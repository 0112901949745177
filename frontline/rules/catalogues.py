"""Reads a pack's translations out of gettext catalogues.

translations/<language>/LC_MESSAGES/pack.po holds the strings of core, pack_<name>.po those that a
country pack adds, told apart by their context "<pack>/<string id>". The flag `reviewed` marks
what a second speaker has read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.pofile import PoFileError, read_po

from frontline.errors import BadInputError
from frontline.rules.source_models import PackHeader, PackModel
from frontline.rules.strings import pack_strings
from frontline.rules.texts import Translation

REVIEWED = "reviewed"
_FLOOR = "pack"


def catalogue_name(header: PackHeader) -> str:
    """The catalogue of what a pack itself brings, without what it extends."""
    return _FLOOR if header.extends is None else f"pack_{header.pack}"


def catalogue_file(language: str, name: str) -> str:
    """Below the folder of translations."""
    return f"{language}/LC_MESSAGES/{name}.po"


def read_translations(folder: Path, pack: PackModel) -> dict[str, Translation]:
    """Translations of `pack` by language.

    Fuzzy and empty entries count as missing, and so do those made for another source text.
    Raises BadInputError for a catalogue that cannot be parsed.
    """
    header = pack.header
    owners = {header.pack: catalogue_name(header)}
    if header.extends is not None:
        owners[header.extends.pack] = _FLOOR
    source = {string.id: string for string in pack_strings(pack)}
    found: dict[str, Translation] = {}
    for language in (*header.languages, *header.person_languages):
        is_person_only = language in header.person_languages
        wanted = {
            string_id: string
            for string_id, string in source.items()
            if string.is_said or not is_person_only
        }
        texts: dict[str, str] = {}
        reviewed: set[str] = set()
        lines: dict[str, int] = {}
        for owner, name in owners.items():
            path = folder / catalogue_file(language, name)
            for entry in read_entries(path, owner) if path.is_file() else ():
                if entry.id in wanted and wanted[entry.id].value == entry.source:
                    lines[entry.id] = entry.line
                    texts.update({entry.id: entry.text} if entry.text else {})
                    reviewed.update({entry.id} if entry.is_reviewed else {})
        found[language] = Translation(texts, frozenset(reviewed), lines)
    return found


class Entry(NamedTuple):
    """A string, the English text it was made for, and its translation; "" where there is none."""

    id: str
    source: str
    text: str
    is_reviewed: bool
    line: int


def read_entries(path: Path, pack: str) -> Iterator[Entry]:
    """What a catalogue says for `pack`. Raises BadInputError for one that cannot be parsed."""
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        raise BadInputError(file=path.name, reason="catalogue") from error
    for message in catalogue:
        if not isinstance(message.id, str) or not isinstance(message.string, str):
            continue
        owner, _, string_id = (message.context or "").partition("/")
        if owner == pack:
            text = "" if message.fuzzy else message.string.strip()
            is_reviewed = bool(text) and REVIEWED in message.flags
            yield Entry(string_id, message.id, text, is_reviewed, message.lineno or 1)
