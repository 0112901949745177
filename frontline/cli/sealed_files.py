"""frontline handover and frontline note: what a service or a focal point opens with its own key.

Nothing of either is written anywhere; what is opened goes to the terminal alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from frontline.cli.key_files import identity_in
from frontline.cli.printing import print_json, refusals
from frontline.wire.handover import open_handover
from frontline.wire.intel import open_note
from frontline.wire.stick import read_at_most

handovers = typer.Typer(help="Hand-overs to services.", no_args_is_help=True)
notes = typer.Typer(help="Notes for law enforcement.", no_args_is_help=True)
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
