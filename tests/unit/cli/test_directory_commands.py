"""frontline directory: from an authority's spreadsheets to the source of its directory."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import Result

from frontline.wire.directory import Directory
from frontline.wire.directory_csv import EXAMPLE
from tests.support.commands import frontline


def directory(*arguments: str | Path | int) -> Result:
    return frontline("directory", *arguments)


def filled_in(folder: Path) -> list[Path]:
    """The template, with its example lines made into the lines of an authority."""
    assert directory("template", "--out", folder).exit_code == 0
    files = sorted(folder.glob("*.csv"))
    for file in files:
        text = file.read_text("utf-8").replace(EXAMPLE, "(fictitious)").replace("XX", "XT")
        file.write_text(text, "utf-8")
    return files


def test_a_template_that_was_filled_in_becomes_the_source_of_a_document(tmp_path: Path) -> None:
    files = filled_in(tmp_path)

    told = directory("check", *files, "--json")
    made = directory(
        "import", *files, "--name", "tango", "--version", 3, "--stale-after", 90, "--out", tmp_path
    )

    assert json.loads(told.stdout) == {"faults": [], "bodies": 1, "focal_points": 1}
    assert (told.exit_code, made.exit_code) == (0, 0)
    source = json.loads((tmp_path / "directory-tango.json").read_text("utf-8"))
    assert (source["kind"], source["name"], source["version"]) == ("directory", "tango", 3)
    found = Directory.model_validate(source["body"])
    assert (found.country, found.stale_after_days) == ("XT", 90)
    assert [entry.name for entry in found.entries] == ["Example shelter gateway (fictitious)"]


def test_the_template_as_it_is_given_is_refused(tmp_path: Path) -> None:
    directory("template", "--out", tmp_path)

    told = directory("check", tmp_path / "bodies.csv", tmp_path / "focal-points.csv")

    assert told.exit_code == 1
    assert told.stdout.splitlines() == [
        "bodies.csv:2: row.example: name",
        "focal-points.csv:2: row.example: name",
        "2 faults",
    ]


def test_with_a_fault_nothing_is_written(tmp_path: Path) -> None:
    files = filled_in(tmp_path)
    text = files[0].read_text("utf-8")
    files[0].write_text(text.replace("ASSISTANCE", ""), "utf-8")

    made = directory("import", *files, "--name", "tango", "--version", 3, "--out", tmp_path / "out")

    assert made.exit_code == 1
    assert "bodies.csv:2: cell.missing: mandates" in made.stderr
    assert "directory.source-refused [faults=1]" in made.stderr
    assert not (tmp_path / "out").exists()


def test_what_only_shows_between_two_files_is_told(tmp_path: Path) -> None:
    files = filled_in(tmp_path)
    files[1].write_text(files[1].read_text("utf-8").replace("XT", "XD"), "utf-8")
    assert "bodies.csv:1: country.other: country (XD XT)" in directory("check", *files).stdout

    again = filled_in(tmp_path)
    told = directory("check", again[1], again[1])
    assert "CHILD XT NATIONAL: focal-point.twice" in told.stdout


def test_a_name_that_is_no_name_of_a_document_is_refused(tmp_path: Path) -> None:
    made = directory(
        "import", *filled_in(tmp_path), "--name", "../x", "--version", 1, "--out", tmp_path
    )

    assert "input.unusable [reason=directory-name]" in made.stderr
