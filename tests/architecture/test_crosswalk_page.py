"""docs/crosswalk.md says of every field and every code of ours what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from frontline.statistics.crosswalk import (
    CONTROL_OF,
    CTDC_FORM,
    CTDC_LABOUR,
    HTCDS_CONTROL,
    HTCDS_FORM,
    SEX_TYPE,
    Control,
)
from frontline.wire.ref_record import RefRecord
from tests.support.repository import ROOT

PAGE = ROOT / "docs" / "crosswalk.md"


def rows(page: Path, heading: str) -> Iterator[list[str]]:
    text = page.read_text("utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    for line in text.splitlines():
        if line.startswith("| ") and not line.startswith("| our"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def untold_fields(page: Path) -> set[str]:
    return set(RefRecord.model_fields) - {row[0].strip("`") for row in rows(page, "Fields")}


def test_every_field_has_a_line() -> None:
    assert untold_fields(PAGE) == set()
    assert all(len(row) == 4 and all(row) for row in rows(PAGE, "Fields"))


def test_a_field_without_a_line_is_noticed(tmp_path: Path) -> None:
    """Control."""
    page = tmp_path / "crosswalk.md"
    page.write_text(PAGE.read_text("utf-8").replace("| `urgent` |", "| `hurry` |"), "utf-8")

    assert untold_fields(page) == {"urgent"}


def test_forms_are_told_as_the_program_has_them() -> None:
    assert {row[0].strip("`"): row[1:] for row in rows(PAGE, "Forms of exploitation")} == {
        form: [
            HTCDS_FORM[form],
            f"is{CTDC_FORM[form]}",
            CTDC_LABOUR.get(form, "–"),
            SEX_TYPE.get(form, "–"),
        ]
        for form in HTCDS_FORM
    }


def test_methods_of_control_are_told_as_the_program_has_them() -> None:
    told = {}
    for codes, htcds, ctdc in rows(PAGE, "Methods of control"):
        told[Control(ctdc)] = (set(re.findall(r"`(\w+)`", codes)), htcds)

    assert told == {
        control: (
            {code for code, named in CONTROL_OF.items() if named is control},
            HTCDS_CONTROL[control],
        )
        for control in Control
    }


def test_every_indicator_of_the_list_is_one_of_the_rules() -> None:
    rules = (ROOT / "screening_rules" / "core" / "indicators").glob("*.yaml")
    known = {
        code
        for file in rules
        for code in re.findall(r"^- code: (\w+)$", file.read_text("utf-8"), re.MULTILINE)
    }

    assert set(CONTROL_OF) <= known
