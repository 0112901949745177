"""frontline hub: the receiving service of a national authority."""

# ruff: noqa: PLC0415 -- database and web server are loaded by the commands that need them

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from frontline.cli.hub_mail import import_mail, process, stats
from frontline.cli.hub_options import AsJson, Data, Server, hub_desk
from frontline.cli.hub_posts import enroll, posts, revoke
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
hub.command()(stats)

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
    port: Annotated[
        int | None, typer.Option("--port", help="Another port than the card's; 0 takes any.")
    ] = None,
    host: Annotated[
        str | None, typer.Option("--listen", help="Address to listen on; else the card's host.")
    ] = None,
) -> None:
    """Receive bundles over HTTPS. Prints `ready` and the address once it answers."""
    from frontline.hub.keys import HubFolder

    with refusals(), suppress(KeyboardInterrupt):
        try:
            from frontline.hub.server import Serving, serve_hub
        except ModuleNotFoundError as error:
            # The desktop's installation leaves the web server out.
            raise BadInputError(reason="hub-not-installed", module=error.name or "") from error
        serve_hub(
            HubFolder(data),
            SystemClock(),
            Serving(process, host, port),
            lambda address: typer.echo(f"ready {address}"),
        )


def _print_card(card: HubCard, path: Path, *, as_json: bool) -> None:
    if as_json:
        facts = {"hub": card.hub, "url": card.url, "epoch": card.epoch}
        print_json({**facts, "card": str(path), "fingerprint": card.fingerprint})
        return
    typer.echo(f"hub          {card.hub}  {card.url}")
    typer.echo(f"card         {path}")
    typer.echo(f"fingerprint  {card.fingerprint}")
