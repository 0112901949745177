"""frontline handover, note and report: what a service, a focal point or an oversight body opens
with its own key.

Nothing of either is written anywhere; what is opened goes to the terminal alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from frontline.cli.key_files import identity_in
from frontline.cli.printing import print_json, refusals
from frontline.crypto.sealing import open_sealed
from frontline.errors import SealedDataError
from frontline.wire.handover import open_handover
from frontline.wire.integrity import IntegrityReport, read_report
from frontline.wire.intel import open_note
from frontline.wire.stick import read_at_most

handovers = typer.Typer(help="Hand-overs to services.", no_args_is_help=True)
notes = typer.Typer(help="Notes for law enforcement.", no_args_is_help=True)
reports = typer.Typer(help="Reports of suspected complicity.", no_args_is_help=True)
_MOST = 64 * 1024

File = Annotated[Path, typer.Argument(help="The sealed file.", exists=True, dir_okay=False)]
Key = Annotated[
    Path, typer.Option("--key", help="File with your own key.", exists=True, dir_okay=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


@handovers.callback()
def _handovers() -> None:
    """Keeps `open` a word of its own, as in every other group."""


@notes.callback()
def _notes() -> None:
    """As above."""


@handovers.command("open")
def open_a_handover(file: File, key: Key, as_json: AsJson = False) -> None:
    """Show who is handed over to your service, and the code to say back."""
    with refusals():
        _print(open_handover(read_at_most(file, _MOST), identity_in(key)), as_json=as_json)


@notes.command("open")
def open_a_note(file: File, key: Key, as_json: AsJson = False) -> None:
    """Show a note that was sealed to your focal point."""
    with refusals():
        _print(open_note(read_at_most(file, _MOST), identity_in(key)), as_json=as_json)


@reports.callback()
def _reports() -> None:
    """As above."""


@reports.command("open")
def open_reports(
    sealed: Annotated[
        Path, typer.Argument(help="A sealed file, or a folder of slots from a hub.", exists=True)
    ],
    key: Key,
    as_json: AsJson = False,
) -> None:
    """Show every report that the key opens: most slots are dummies, which no key opens."""
    with refusals():
        identity = identity_in(key)
        files = sorted(sealed.glob("*.age")) if sealed.is_dir() else [sealed]
        found = [report for file in files for report in _report_in(file, identity)]
        if not found:
            raise SealedDataError(reason="unopenable")
        if as_json:
            print_json([report.model_dump(mode="json") for report in found])
            return
        for report in found:
            _print(report, as_json=False)
            typer.echo("")


def _report_in(file: Path, identity: str) -> Iterator[IntegrityReport]:
    """None or one. What opens and is no report must not hide those beside it: it is told."""
    content = read_at_most(file, _MOST)
    try:
        opened = open_sealed(content, identity)
    except SealedDataError:
        return
    try:
        yield read_report(opened)
    except SealedDataError:
        typer.echo(f"no report: {file.name!a}", err=True)


def _print(sheet: BaseModel, *, as_json: bool) -> None:
    fields = sheet.model_dump(mode="json")
    if as_json:
        print_json(fields)
        return
    for name, value in fields.items():
        for line in value if isinstance(value, list) else [value]:
            # What somebody typed must not get to steer the terminal.
            text = _one_line(line) if isinstance(line, dict) else line
            typer.echo(f"{name:15} {_plain(text)}")


def _one_line(entry: dict[str, object]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in entry.items() if value)


def _plain(value: object) -> str:
    text = "" if value is None else str(value)
    return "".join(letter if letter.isprintable() else " " for letter in text)
