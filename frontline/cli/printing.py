"""How commands talk: results on stdout, error codes on stderr; exit 0 ok, 1 refused, 2 usage."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from frontline.errors import FrontlineError
from frontline.errors_of_packs import PackSourceError
from frontline.errors_of_updates import DirectorySourceError

REFUSED = 1


def print_json(value: object) -> None:
    typer.echo(as_text(value))


def as_text(value: object) -> str:
    """JSON for people to read."""
    return json.dumps(value, ensure_ascii=False, indent=2)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a deliberate error into its code on stderr and exit code 1."""
    try:
        yield
    except (PackSourceError, DirectorySourceError) as error:
        for line in error.listing:
            typer.echo(line, err=True)
        typer.echo(str(error), err=True)
        raise typer.Exit(REFUSED) from error
    except FrontlineError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(REFUSED) from error
