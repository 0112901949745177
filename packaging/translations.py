"""Catalogues: extract what can be translated, check that nothing is missing, compile.

    python packaging/translations.py update     bring .po files up to the sources
    python packaging/translations.py check      fail on anything missing, stale or malformed
    python packaging/translations.py compile    write build/locale/<language>/LC_MESSAGES/ui.mo

Domains: `ui` from the Python of frontline/ui and frontline/app, `pack` from the core rule pack, and
`pack_<name>` from what each country pack adds to it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from frontline.rules.catalogues import catalogue_name
from frontline.rules.source import read_source
from frontline.rules.source_models import PackModel
from frontline.rules.strings import pack_strings

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = ROOT / "translations"
PACKS = ROOT / "screening_rules"
LANGUAGES = ("es", "pt", "fr")
HEADER = """\
# Texts of Frontline. The flag `reviewed` marks what a second speaker of the
# language has read; it is set by hand, by them."""


def ui_template() -> Catalog:
    """Every text of the interface."""
    catalogue = _catalogue(None)
    for folder in ("ui", "app"):
        root = ROOT / "frontline" / folder
        for path in sorted(root.rglob("*.py")):
            location = (path.relative_to(ROOT).as_posix(), 1)
            for text in texts(path.read_text("utf-8")):
                catalogue.add(text, locations=[location])
    return catalogue


def texts(source: str) -> Iterator[str | tuple[str, str]]:
    """What a module gives to gettext, in its order; singular and plural together.

    Babel's own search does not look into an f-string before Python 3.12, and what it does not find
    stays English without a word.
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        given = [getattr(each, "value", None) for each in call.args]
        match name, given:
            case ("gettext" | "mark", [str(text)]):
                yield text
            case ("ngettext", [str(one), str(many), _]):
                yield one, many


def packs() -> Iterator[PackModel]:
    """Each pack as it is written: a country pack without what it extends."""
    for folder in sorted(path for path in PACKS.iterdir() if path.is_dir()):
        yield read_source(folder).checked()


def pack_template(pack: PackModel, language: str) -> Catalog:
    """Every string of a pack; for a person-only language, what is said to the person."""
    catalogue = _catalogue(language)
    is_person_only = language in pack.header.person_languages
    for string in pack_strings(pack):
        if string.is_said or not is_person_only:
            catalogue.add(
                string.value,
                context=f"{pack.header.pack}/{string.id}",
                auto_comments=[string.comment] if string.comment else (),
            )
    return catalogue


def domains() -> Iterator[tuple[str, str, Catalog]]:
    """Language, domain, and the template its catalogue must match."""
    ui = ui_template()
    for language in LANGUAGES:
        yield language, "ui", ui
    for pack in packs():
        for language in (*pack.header.languages, *pack.header.person_languages):
            yield language, catalogue_name(pack.header), pack_template(pack, language)


def path_of(language: str, domain: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / f"{domain}.po"


def load(language: str, domain: str) -> Catalog:
    path = path_of(language, domain)
    if not path.is_file():
        return _catalogue(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    for language, domain, template in domains():
        catalogue = load(language, domain)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        _plain_header(catalogue)
        path = path_of(language, domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=96, omit_header=False, sort_output=False)


def check() -> int:
    """Print each fault; their number."""
    faults = [fault for entry in domains() for fault in faults_of(*entry)]
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults in the catalogues")
    return len(faults)


def faults_of(language: str, domain: str, template: Catalog) -> Iterator[str]:
    catalogue = load(language, domain)
    known = {(message.id, message.context) for message in catalogue if message.id}
    wanted = {(message.id, message.context) for message in template if message.id}
    where = f"{language}/{domain}"
    for text, context in sorted(wanted - known, key=str):
        yield f"{where}: not in the catalogue: {context or ''} {text!r}"
    for text, context in sorted(known - wanted, key=str):
        yield f"{where}: no longer in the sources: {context or ''} {text!r}"
    for message in catalogue:
        if message.id:
            yield from (f"{where}: {fault}" for fault in message_faults(message, catalogue))


def message_faults(message: Message, catalogue: Catalog) -> Iterator[str]:
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    if message.fuzzy:
        yield f"fuzzy: {message.id!r}"
    if not all(strings) or (message.pluralizable and len(strings) != catalogue.num_plurals):
        yield f"untranslated: {message.context or ''} {message.id!r}"
    source = str(message.id if isinstance(message.id, str) else message.id[-1])
    for text in strings:
        if text and placeholders(str(text)) != placeholders(source):
            yield f"placeholders differ: {message.id!r}"


def placeholders(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}


def compile_all() -> None:
    for language in LANGUAGES:
        out = ROOT / "build" / "locale" / language / "LC_MESSAGES"
        out.mkdir(parents=True, exist_ok=True)
        with (out / "ui.mo").open("wb") as file:
            write_mo(file, load(language, "ui"))


def _catalogue(language: str | None) -> Catalog:
    return Catalog(locale=language, project="Frontline", charset="utf-8")


def _plain_header(catalogue: Catalog) -> None:
    """No dates or addresses: a catalogue changes only when its texts do."""
    catalogue.fuzzy = False
    catalogue.header_comment = HEADER
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 11, 22, tzinfo=UTC)
    catalogue.msgid_bugs_address = catalogue.last_translator = ""
    catalogue.language_team = ""
    catalogue.version = ""


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            update()
        case ["check"]:
            return 1 if check() else 0
        case ["compile"]:
            compile_all()
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
