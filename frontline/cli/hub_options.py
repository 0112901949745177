"""What every `frontline hub` command is told: which hub, and where its databases are."""

# ruff: noqa: PLC0415 -- database and web server are loaded by the commands that need them

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontline.domain.clock import SystemClock
from frontline.errors import BadInputError

if TYPE_CHECKING:
    from frontline.hub.desk import HubDesk

Data = Annotated[Path, typer.Option("--data", help="Folder of the hub.", file_okay=False)]
# A password in it would stand in the list of processes: it belongs into the environment, or into
# the client library's own file of passwords.
Server = Annotated[
    str | None,
    typer.Option(
        "--database",
        envvar="FRONTLINE_HUB_DATABASE",
        help="Database on a server, as postgresql+psycopg://user@host/name; else files in the"
        " folder of the hub.",
        show_envvar=True,
    ),
]
Months = Annotated[str, typer.Option("--months", help="First and last month, as 2026-01:2026-12.")]
_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


def hub_desk(data: Path, server: str | None) -> HubDesk:
    from frontline.hub.desk import HubDesk
    from frontline.hub.keys import HubFolder

    return HubDesk(HubFolder(data), SystemClock(), server)


def read_months(text: str) -> tuple[str, str]:
    """Raises BadInputError for anything but two months in order."""
    first, _, last = text.partition(":")
    if not (_MONTH.fullmatch(first) and _MONTH.fullmatch(last) and first <= last):
        raise BadInputError(reason="months")
    return first, last
