"""An imported questionnaire as the source folder of a pack that extends core."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from ruamel.yaml import YAML

from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind
from frontline.errors import BadInputError
from frontline.rules.catalogues import catalogue_file
from frontline.rules.xlsform.importing import Imported

TRANSLATIONS = "translations"


def write_pack_source(
    imported: Imported,
    folder: Path,
    roles: Sequence[OfficialRole],
    sites: Sequence[SiteKind],
) -> None:
    """Write the pack into `folder`/<id> and its translations into `folder`/translations.

    Raises BadInputError where the pack's folder exists: an author's work is never overwritten.
    """
    pack = folder / imported.id
    if pack.exists():
        raise BadInputError(reason="folder-exists", folder=pack.name)
    header = {
        "pack": imported.id,
        "version": 1,
        "title": imported.title,
        "extends": {"pack": "core", "version": 1},
        "languages": [],
    }
    instrument = {
        "id": imported.id,
        "title": imported.title,
        "summary": imported.title,
        "roles": [role.value for role in roles],
        "sites": [site.value for site in sites],
        "mode": "guided",
        "most_sensitive": 0,
        "sections": imported.sections,
    }
    _write(pack / "pack.yaml", header)
    _write(pack / "questions" / f"{imported.id}.yaml", imported.questions)
    _write(pack / "instruments" / f"{imported.id}.yaml", [instrument])
    for language in sorted(imported.strings):
        _write_catalogue(imported, language, folder / TRANSLATIONS)


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(content, file)


def _write_catalogue(imported: Imported, language: str, folder: Path) -> None:
    catalogue = Catalog(locale=language, fuzzy=False)
    source = _source_strings(imported)
    for string_id, text in imported.strings[language].items():
        if string_id in source:
            catalogue.add(source[string_id], text, context=f"{imported.id}/{string_id}")
    path = folder / catalogue_file(language, f"pack_{imported.id}")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100)


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
