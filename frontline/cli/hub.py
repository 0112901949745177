"""frontline hub: the receiving service of a national authority."""

# ruff: noqa: PLC0415 -- database and web server are loaded by the commands that need them

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from frontline.cli.hub_answers import answer
from frontline.cli.hub_figures import emerging, export, merge, routes
from frontline.cli.hub_forms import forms
from frontline.cli.hub_impact import impact
from frontline.cli.hub_mail import import_mail, notes, process, slots, stats
from frontline.cli.hub_matrix import matrix, matrix_set, matrix_target
from frontline.cli.hub_options import AsJson, Data, Server, hub_desk
from frontline.cli.hub_posts import enroll, posts, revoke
from frontline.cli.hub_updates import updates
from frontline.cli.printing import print_json, refusals
from frontline.domain.clock import SystemClock
from frontline.errors import BadInputError
from frontline.services.chance import SystemChance
from frontline.wire.cards import HubCard

hub = typer.Typer(help="Receive bundles from posts, look into them, answer.", no_args_is_help=True)
hub.command()(enroll)
hub.command()(revoke)
hub.command()(posts)
hub.command("import")(import_mail)
hub.command()(process)
hub.command()(notes)
hub.command()(slots)
hub.command()(stats)
hub.command()(export)
hub.command()(merge)
hub.command()(routes)
hub.command()(emerging)
hub.command()(answer)
hub.command()(impact)
hub.command()(matrix)
hub.command("matrix-set")(matrix_set)
hub.command("matrix-target")(matrix_target)
hub.add_typer(updates, name="update")
hub.add_typer(forms, name="forms")

_DEFAULT_PORT = 8443


@hub.command()
def init(
    data: Data,
    host: Annotated[str, typer.Option("--host", help="Name or address posts reach the hub by.")],
    port: Annotated[int, typer.Option("--port", help="Port the hub listens on.")] = _DEFAULT_PORT,
    name: Annotated[str, typer.Option("--hub", help="Id of the hub; else made up.")] = "",
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Make keys, certificate, databases, and the card that posts are given."""
    from frontline.hub.keys import HubFolder
    from frontline.hub.setup import HubPlan, create_hub

    with refusals():
        card = create_hub(data, HubPlan(host, port, name, server), SystemClock(), SystemChance())
        folder = HubFolder(data)
        _print_card(card, folder.card, as_json=as_json)
        if not as_json:
            typer.echo(f"Take {folder.reserve_identity} off this machine and lock it away.")


@hub.command()
def upgrade(data: Data, server: Server = None, as_json: AsJson = False) -> None:
    """Bring the databases of an earlier program up to date, as whoever owns their tables."""
    with refusals():
        before = hub_desk(data, server).upgrade()
        if as_json:
            print_json(before)
        else:
            for name, version in before.items():
                typer.echo(f"{name:12} was at version {version}")


@hub.command()
def restored(data: Data, as_json: AsJson = False) -> None:
    """Say that a database was put back from a backup, so that posts send again what is missing."""
    from frontline.hub.keys import HubFolder
    from frontline.hub.setup import renew_epoch

    with refusals():
        folder = HubFolder(data)
        card = renew_epoch(folder, SystemClock(), SystemChance())
        _print_card(card, folder.card, as_json=as_json)


@hub.command()
def serve(
    data: Data,
    process: Annotated[
        bool,
        typer.Option(
            "--process",
            help="Also look into each bundle here, at once: for trials and for a hub of one"
            " machine. A nation runs `hub process` apart, so that the part which the internet"
            " reaches holds no key that opens anything.",
        ),
    ] = False,
    listen: Annotated[
        str, typer.Option("--listen", help="HOST:PORT, HOST or :PORT, else the card's; 0 is any.")
    ] = "",
    server: Server = None,
    tls: Annotated[
        str,
        typer.Option(
            "--tls",
            help="Folder with tls-certificate.pem and tls-key.pem, else the hub's `ingest`; `none`"
            " behind a proxy that ends TLS with these two files itself.",
        ),
    ] = "",
    monitor: Annotated[
        str,
        typer.Option("--monitor", help="HOST:PORT for /metrics and /ready, for operators alone."),
    ] = "",
) -> None:
    """Receive bundles over HTTPS. Prints `ready` and the address once it answers; logs to stderr,
    one JSON object a line."""
    from frontline.hub.keys import HubFolder, tls_files

    with refusals(), suppress(KeyboardInterrupt):
        try:
            from frontline.hub.server import Serving, serve_hub
            from frontline.hub.watch import logging_as_json
        except ModuleNotFoundError as error:
            # The desktop's installation leaves the web server out.
            raise BadInputError(reason="hub-not-installed", module=error.name or "") from error
        folder = HubFolder(data)
        host, port = _address(listen)
        serving = Serving(
            looks_inside=process,
            host=host or None,
            port=port,
            server=server,
            tls=None if tls == "none" else tls_files(Path(tls)) if tls else folder.tls,
            monitor=_monitor(monitor),
        )
        with logging_as_json():
            serve_hub(
                folder, SystemClock(), serving, lambda address: typer.echo(f"ready {address}")
            )


def _address(text: str) -> tuple[str, int | None]:
    """Host and port, either of which may be left out; [..] round a host with colons."""
    host, _, port = text.rpartition(":") if ":" in text.rpartition("]")[2] else (text, "", "")
    if port and not (port.isascii() and port.isdigit()):
        raise BadInputError(reason="cannot-listen")
    return host.strip("[]"), int(port) if port else None


def _monitor(text: str) -> tuple[str, int] | None:
    if not text:
        return None
    host, port = _address(text)
    if not host or port is None:
        raise BadInputError(reason="cannot-listen")
    return host, port


def _print_card(card: HubCard, path: Path, *, as_json: bool) -> None:
    if as_json:
        facts = {"hub": card.hub, "url": card.url, "epoch": card.epoch}
        print_json({**facts, "card": str(path), "fingerprint": card.fingerprint})
        return
    typer.echo(f"hub          {card.hub}  {card.url}")
    typer.echo(f"card         {path}")
    typer.echo(f"fingerprint  {card.fingerprint}")
