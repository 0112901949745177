"""Reads a pack's translations out of gettext catalogues.

translations/<language>/LC_MESSAGES/pack.po holds the strings of every pack, told apart by their
context "<pack>/<string id>". The flag `reviewed` marks what a second speaker has read.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.pofile import PoFileError, read_po

from frontline.errors import BadInputError
from frontline.rules.source_models import PackModel
from frontline.rules.strings import pack_strings

REVIEWED = "reviewed"


def catalogue_path(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / "pack.po"


def read_translations(folder: Path, pack: PackModel) -> dict[str, dict[str, tuple[str, bool]]]:
    """Translations of `pack` by language and string id, each with "is reviewed".

    Fuzzy and empty entries count as missing, and so do those made for another source text.
    Raises BadInputError for a catalogue that cannot be parsed.
    """
    source = {string.id: string for string in pack_strings(pack)}
    found: dict[str, dict[str, tuple[str, bool]]] = {}
    for language in (*pack.header.languages, *pack.header.person_languages):
        path = catalogue_path(folder, language)
        strings: dict[str, tuple[str, bool]] = {}
        if path.is_file():
            is_person_only = language in pack.header.person_languages
            for string_id, (text, value, reviewed) in _entries(path, pack.header.pack).items():
                string = source.get(string_id)
                if string is None or string.value != text:
                    continue
                if string.is_said or not is_person_only:
                    strings[string_id] = (value, reviewed)
        found[language] = strings
    return found


def _entries(path: Path, pack: str) -> dict[str, tuple[str, str, bool]]:
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        raise BadInputError(file=path.name, reason="catalogue") from error
    entries: dict[str, tuple[str, str, bool]] = {}
    for message in catalogue:
        if not isinstance(message.id, str) or not isinstance(message.string, str):
            continue
        owner, _, string_id = (message.context or "").partition("/")
        if owner == pack and message.string.strip() and not message.fuzzy:
            entries[string_id] = (message.id, message.string, REVIEWED in message.flags)
    return entries
