"""docs/reliability.md is what packaging/reliability.py writes, with nothing lost or undetected."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.repository import ROOT

PAGE = ROOT / "docs" / "reliability.md"
ROW = re.compile(r"\| (\d*) \| (.+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "reliability", ROOT / "packaging" / "reliability.py"
    )
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    # Data classes look their own module up.
    import sys  # noqa: PLC0415

    sys.modules[spec.name] = found
    spec.loader.exec_module(found)
    return found


def faults_of(text: str, script: ModuleType) -> list[str]:
    """What is wrong with a page."""
    if not text.startswith(script.HEAD):
        return ["head"]
    _head, *rest = text[len(script.HEAD) :].split("\n## ")
    if not rest or not re.match(r"\d{4}-\d\d-\d\d, `[^`]+`\n", rest[0]):
        return ["date and command"]
    found = []
    for table in rest:
        lines = [line for line in table.splitlines()[1:] if line]
        if lines[:2] != [script.HEADING, script.RULE]:
            found.append("columns")
        found += [line for line in lines[2:] if not is_good(line)]
        found += [] if len(lines) > 3 else ["no rows"]
    return found


def is_good(line: str) -> bool:
    row = ROW.fullmatch(line)
    return row is not None and row[3] != "0" and row[4] == row[5] == "0"


def test_the_page_has_its_form_and_says_that_nothing_was_lost(script: ModuleType) -> None:
    assert faults_of(PAGE.read_text("utf-8"), script) == []


def test_lines_of_one_part_are_added_up(script: ModuleType, tmp_path: Path) -> None:
    report = tmp_path / "report"
    line = {"family": 1, "name": "kill", "injections": 1200, "lost": 0, "undetected": 0}
    report.write_text("".join(json.dumps(line) + "\n" for _ in range(2)), "utf-8")

    written = script.page(script.read(report), "make faults", "2026-11-22")

    assert "|  | kill | 2,400 | 0 | 0 |" in written
    assert faults_of(written, script) == []


def test_a_page_with_a_loss_is_not_taken(script: ModuleType, tmp_path: Path) -> None:
    report = tmp_path / "report"
    line = {"family": 2, "name": "cut", "injections": 9, "lost": 1, "undetected": 0}
    report.write_text(json.dumps(line) + "\n", "utf-8")

    written = script.page(script.read(report), "make faults", "2026-11-22")

    assert faults_of(written, script) != []
