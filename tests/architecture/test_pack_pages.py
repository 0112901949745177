"""The pages for authors of packs: every code that a check or an import tells, and the schemas."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from frontline.rules.schemas import source_schemas
from tests.support.documents import section
from tests.support.repository import ROOT

_FAULT = re.compile(r'"([a-z]+\.[a-z0-9]+(?:-[a-z0-9]+)*)"')
# Said of the source as `text.…`, and of a catalogue as `translation.…`.
_OF_WORDING = re.compile(r'f"([a-z]+)\.\{code\}"')
_WORDING = re.compile(r'\("([a-z]+-[a-z]+)", word\)')
_NO_FAULTS = {
    "pack.yaml", "protocols.yaml", "routing.yaml", "country.yaml", "person.yaml", "person.right",
    "pack.po", "pack.title",
}  # fmt: skip
_NOTE = "xlsform."
FAULTS = ROOT / "docs" / "rule-packs.md"
NOTES = ROOT / "docs" / "xlsform.md"


def told_codes(root: Path) -> set[str]:
    """The codes with which the checks of a pack's source tell a fault, and an import a note."""
    sources = [*(root / "frontline" / "rules").rglob("*.py"), root / "frontline/cli/pack_files.py"]
    found: set[str] = set()
    for path in sources:
        text = path.read_text("utf-8")
        found |= set(_FAULT.findall(text))
        found |= {
            f"{of}.{code}" for of in _OF_WORDING.findall(text) for code in _WORDING.findall(text)
        }
    return found - _NO_FAULTS


def fault_codes(root: Path) -> set[str]:
    return {code for code in told_codes(root) if not code.startswith(_NOTE)}


def note_codes(root: Path) -> set[str]:
    return told_codes(root) - fault_codes(root)


def explained(page: Path, heading: str = "Faults and what they mean") -> list[str]:
    """The codes that have a row in the tables under a heading, or stand in one with others."""
    rows = re.findall(r"^\| (`[^|]+`) \|", section(page, heading), re.MULTILINE)
    return [code for row in rows for code in re.findall(r"`([a-z]+\.[a-z0-9-]+)`", row)]


def test_every_fault_of_a_pack_is_explained_once_and_no_other() -> None:
    assert {"case.differs", "yaml.syntax", "floor.lowered", "translation.banned-word"} <= (
        fault_codes(ROOT)
    )
    assert sorted(explained(FAULTS)) == sorted(fault_codes(ROOT))


def test_every_note_of_an_import_is_explained_once_and_no_other() -> None:
    assert {"xlsform.named", "xlsform.text-is-sealed"} <= note_codes(ROOT)
    assert sorted(explained(NOTES, "Notes and what to do")) == sorted(note_codes(ROOT))


def test_a_fault_that_is_not_explained_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "rule-packs.md"
    text = FAULTS.read_text("utf-8")
    page.write_text(text.replace("`question.cycle`", "`question.circle`"), "utf-8")

    assert fault_codes(ROOT) ^ set(explained(page)) == {"question.cycle", "question.circle"}


def published_schemas(folder: Path) -> dict[str, object]:
    return {path.stem: json.loads(path.read_text("utf-8")) for path in folder.iterdir()}


def test_the_schemas_are_those_of_the_source() -> None:
    """`frontline pack schema --out docs/schema` writes them."""
    assert published_schemas(ROOT / "docs" / "schema") == source_schemas()


def test_a_schema_that_is_old_is_seen(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "docs" / "schema", tmp_path / "schema"))
    page = folder / "indicators.json"
    page.write_text(page.read_text("utf-8").replace('"guidance"', '"advice"'), "utf-8")

    assert published_schemas(folder) != source_schemas()


def test_every_file_of_a_pack_has_a_schema() -> None:
    """Whatever stands in a shipped pack, and in an addition to one."""
    rules = ROOT / "screening_rules"
    files = [path.relative_to(rules) for path in rules.rglob("*.yaml")]
    named = {path.parts[1].removesuffix(".yaml") for path in files}

    assert {"pack", "country", "additions", "cases"} <= named
    assert named == set(source_schemas())
