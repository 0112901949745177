"""An imported questionnaire, written into the source folder of a pack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from ruamel.yaml import YAML

from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind
from frontline.errors import BadInputError
from frontline.rules.catalogues import catalogue_file, catalogue_name
from frontline.rules.source_models import PackHeader
from frontline.rules.xlsform.importing import Imported

_WIDTH = 96


def write_into_pack(
    imported: Imported, folder: Path, roles: Sequence[OfficialRole], sites: Sequence[SiteKind]
) -> None:
    """Add a file of questions and one with the instrument to the pack in `folder`.

    Raises BadInputError where one of them exists: an author's work is never overwritten.
    """
    instrument = {
        "id": imported.id,
        "title": imported.title,
        "summary": imported.title,
        "roles": [role.value for role in roles],
        "sites": [site.value for site in sites],
        "mode": "guided",
        "sections": imported.sections,
    }
    files = {"questions": imported.questions, "instruments": [instrument]}
    paths = {part: folder / part / f"{imported.id}.yaml" for part in files}
    for path in paths.values():
        if path.exists():
            raise BadInputError(reason="file-exists", file=path.name)
    for part, content in files.items():
        _write(paths[part], content)


def write_translations(imported: Imported, header: PackHeader, folder: Path) -> None:
    """Add what the form brought in other languages to the pack's catalogues in `folder`.

    Texts that a catalogue has already stay as they are.
    """
    source = _source_strings(imported)
    for language, strings in sorted(imported.strings.items()):
        path = folder / catalogue_file(language, catalogue_name(header))
        catalogue = _catalogue(path, language)
        for string_id, text in strings.items():
            context = f"{header.pack}/{string_id}"
            if source.get(string_id) and catalogue.get(source[string_id], context) is None:
                catalogue.add(source[string_id], text, context=context)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=_WIDTH, sort_output=False)


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    yaml = YAML()
    yaml.width = _WIDTH
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(content, file)


def _catalogue(path: Path, language: str) -> Catalog:
    if not path.is_file():
        return Catalog(locale=language, project="Frontline", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _source_strings(imported: Imported) -> dict[str, str]:
    found: dict[str, str] = {}
    for question in imported.questions:
        stem = f"question.{question['id']}"
        found[f"{stem}.text"] = question["text"]
        found[f"{stem}.help"] = question.get("help", "")
        for answer in question.get("answers", ()):
            found[f"{stem}.answer.{answer['code']}.label"] = answer["label"]
    for section in imported.sections:
        found[f"instrument.{imported.id}.section.{section['id']}"] = section["title"]
    return found
