"""frontline directory: a real authority's spreadsheets become the source of its directory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from frontline.cli.printing import REFUSED, as_text, print_json, refusals
from frontline.crypto.canonical import Json
from frontline.domain.clock import SystemClock
from frontline.errors import BadInputError
from frontline.errors_of_updates import DirectorySourceError
from frontline.wire.directory import DIRECTORY_KIND, STALE_AFTER_DAYS, Directory, gaps_in
from frontline.wire.directory_csv import (
    ENTRY_COLUMNS,
    EXAMPLE,
    FOCAL_COLUMNS,
    MAX_BYTES,
    CsvFault,
    Sheet,
    read_sheet,
    template,
)
from frontline.wire.stick import put_whole, read_at_most, unusable

directories = typer.Typer(
    help="Make a directory of services and focal points.", no_args_is_help=True
)
_Files = Annotated[list[Path], typer.Argument(help="Spreadsheets as CSV.", dir_okay=False)]
_AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]
_EXAMPLES = {
    "bodies.csv": (
        ENTRY_COLUMNS,
        (
            f"Example shelter gateway {EXAMPLE}",
            "XX",
            "NATIONAL",
            "ASSISTANCE",
            "SHELTER SECURITY",
            "WOMEN CHILD",
            "",
            "",
            "day and night",
            "es en",
            "yes",
            "",
            "",
            "2026-11-01",
            "Office of the directory",
        ),
    ),
    "focal-points.csv": (
        FOCAL_COLUMNS,
        (
            "CHILD",
            "XX",
            "NATIONAL",
            f"Example desk for children {EXAMPLE}",
            "",
            "",
            "",
            "es",
            "",
            "",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class _Read:
    """`body` is None where there are faults."""

    faults: tuple[CsvFault, ...]
    body: dict[str, Json] | None


@directories.command("check")
def check(files: _Files, as_json: _AsJson = False) -> None:
    """Name file, line, column and code of every fault."""
    with refusals():
        read = _read(files, SystemClock().now().date())
    faults = [str(fault) for fault in read.faults]
    counts = _counts(read.body)
    if as_json:
        print_json({"faults": faults, **counts})
    else:
        for line in faults:
            typer.echo(line)
        typer.echo(f"{len(faults)} faults" if faults else f"sound: {counts}")
    if faults:
        raise typer.Exit(REFUSED)


@directories.command("import")
def import_sheets(
    files: _Files,
    name: Annotated[str, typer.Option("--name", help="Of the directory, as `tango`.")],
    version: Annotated[int, typer.Option("--version", min=1, help="Higher than any before.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the source document.")],
    stale_after: Annotated[
        int, typer.Option("--stale-after", min=1, help="Days a confirmation is relied upon.")
    ] = STALE_AFTER_DAYS,
) -> None:
    """Write the source document, which `frontline pack sign` signs."""
    with refusals():
        if not name.isascii() or not name.replace("-", "").isalnum() or name != name.lower():
            raise BadInputError(reason="directory-name")
        read = _read(files, SystemClock().now().date())
        if read.body is None:
            raise DirectorySourceError(tuple(str(fault) for fault in read.faults))
        source = {
            "kind": DIRECTORY_KIND,
            "name": name,
            "version": version,
            "body": {**read.body, "stale_after_days": stale_after},
        }
        _put(out, f"directory-{name}.json", as_text(source) + "\n")
        typer.echo(f"directory-{name}.json {_counts(read.body)}")


@directories.command("template")
def write_template(
    out: Annotated[Path, typer.Option("--out", help="Folder for the two spreadsheets.")],
) -> None:
    """The spreadsheets to fill in, each with one made-up line."""
    with refusals():
        for file, (columns, row) in _EXAMPLES.items():
            _put(out, file, template(columns, row))
            typer.echo(file)


def _read(files: list[Path], today: date) -> _Read:
    sheets = [read_sheet(file.name, read_at_most(file, MAX_BYTES), today) for file in files]
    faults = tuple(fault for sheet in sheets for fault in sheet.faults)
    if faults:
        return _Read(faults, None)
    return _joined(files, sheets)


def _joined(files: list[Path], sheets: list[Sheet]) -> _Read:
    """All sheets as one directory. What only shows between files is told of the first."""
    entries = [row for sheet in sheets for row in sheet.entries]
    points = [row for sheet in sheets for row in sheet.focal_points]
    countries = Counter(str(row["country"]) for row in (*entries, *points))
    body: dict[str, Json] = {
        "country": countries.most_common(1)[0][0],
        "entries": list[Json](entries),
        "focal_points": list[Json](points),
    }
    first = files[0].name
    if len(countries) > 1:
        detail = " ".join(sorted(countries))
        return _Read((CsvFault(first, 1, "country", "country.other", detail),), None)
    try:
        directory = Directory.model_validate(body)
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, told["loc"]))
        return _Read((CsvFault(first, 1, place, "row.unusable", told["type"]),), None)
    gaps = tuple(CsvFault(first, 1, "", "row.unusable", gap) for gap in gaps_in(directory))
    return _Read(gaps, None if gaps else body)


def _counts(body: dict[str, Json] | None) -> dict[str, int]:
    if body is None:
        return {}
    directory = Directory.model_validate(body)
    return {"bodies": len(directory.entries), "focal_points": len(directory.focal_points)}


def _put(folder: Path, name: str, text: str) -> None:
    """Raises FolderUnusableError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(error) from error
    put_whole(folder, name, text.encode())
