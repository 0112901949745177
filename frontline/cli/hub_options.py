"""What every `frontline hub` command is told: which hub, and where its databases are."""

# ruff: noqa: PLC0415 -- database and web server are loaded by the commands that need them

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontline.domain.clock import SystemClock

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
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


def hub_desk(data: Path, server: str | None) -> HubDesk:
    from frontline.hub.desk import HubDesk
    from frontline.hub.keys import HubFolder

    return HubDesk(HubFolder(data), SystemClock(), server)
