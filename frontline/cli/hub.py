"""frontline hub: the receiving service of a national authority."""

# ruff: noqa: PLC0415 -- database and web server are loaded by the commands that need them

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontline.cli.printing import REFUSED, print_json, refusals
from frontline.domain.clock import SystemClock
from frontline.errors import BadInputError
from frontline.services.chance import SystemChance
from frontline.wire.cards import MAX_CARD, DeviceCard, HubCard, read_card
from frontline.wire.refusals import Refusal
from frontline.wire.stick import read_at_most

if TYPE_CHECKING:
    from frontline.hub.desk import HubDesk
    from frontline.hub.mail import MailReport
    from frontline.hub.processor import Processed

hub = typer.Typer(help="Receive bundles from posts, look into them, answer.", no_args_is_help=True)

_Data = Annotated[Path, typer.Option("--data", help="Folder of the hub.", file_okay=False)]
_AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]
_DEFAULT_PORT = 8443


@hub.command()
def init(
    data: _Data,
    host: Annotated[str, typer.Option("--host", help="Name or address posts reach the hub by.")],
    port: Annotated[int, typer.Option("--port", help="Port the hub listens on.")] = _DEFAULT_PORT,
    name: Annotated[str, typer.Option("--hub", help="Id of the hub; else made up.")] = "",
    as_json: _AsJson = False,
) -> None:
    """Make keys, certificate, databases, and the card that posts are given."""
    from frontline.hub.keys import HubFolder
    from frontline.hub.setup import HubPlan, create_hub

    with refusals():
        card = create_hub(data, HubPlan(host, port, name), SystemClock(), SystemChance())
        folder = HubFolder(data)
        _print_card(card, folder.card, as_json=as_json)
        if not as_json:
            typer.echo(f"Take {folder.reserve_identity} off this machine and lock it away.")


@hub.command()
def restored(data: _Data, as_json: _AsJson = False) -> None:
    """Say that a database was put back from a backup, so that posts send again what is missing."""
    from frontline.hub.keys import HubFolder
    from frontline.hub.setup import renew_epoch

    with refusals():
        folder = HubFolder(data)
        card = renew_epoch(folder, SystemClock(), SystemChance())
        _print_card(card, folder.card, as_json=as_json)


@hub.command()
def enroll(
    card: Annotated[
        Path, typer.Argument(help="Device card of the post.", exists=True, dir_okay=False)
    ],
    data: _Data,
    yes: Annotated[
        bool, typer.Option("--yes", help="The fingerprint was compared; do not ask.")
    ] = False,
    as_json: _AsJson = False,
) -> None:
    """Take bundles of a post from now on. Its fingerprint is compared with the post first."""
    with refusals():
        found = read_card(read_at_most(card, MAX_CARD), DeviceCard)
        supervisors = len(found.supervisor_keys)
        if not as_json:
            typer.echo(f"device       {found.device}")
            typer.echo(f"supervisors  {supervisors}")
            typer.echo(f"fingerprint  {found.fingerprint}")
        if not yes and not typer.confirm("Does the post show the same fingerprint?", err=as_json):
            raise BadInputError(reason="fingerprint-differs")
        _desk(data).enrol(found)
        if as_json:
            facts = {"device": found.device, "supervisors": supervisors}
            print_json({**facts, "fingerprint": found.fingerprint})
        else:
            typer.echo("enrolled")


@hub.command()
def serve(
    data: _Data,
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


@hub.command("import")
def import_mail(
    folder: Annotated[Path, typer.Argument(help="Folder or stick with bundles.")],
    data: _Data,
    process: Annotated[
        bool | None,
        typer.Option("--process/--no-process", help="Look inside; else where keys are here."),
    ] = None,
    as_json: _AsJson = False,
) -> None:
    """Take in the bundles of a stick and lay receipts beside them."""
    with refusals():
        report = _desk(data).take_in(folder, looks_inside=process)
        if as_json:
            print_json(asdict(report))
        else:
            _print_mail(report)
        if report.has_refusals:
            raise typer.Exit(REFUSED)


@hub.command()
def process(
    data: _Data,
    identity: Annotated[
        Path | None,
        typer.Option("--identity", help="File with the reserve key, where the first is lost."),
    ] = None,
    again: Annotated[
        Refusal | None,
        typer.Option("--again", help="Once more what was refused for this reason."),
    ] = None,
    as_json: _AsJson = False,
) -> None:
    """Look into every bundle that waits, and write its receipt."""
    with refusals():
        processed = _desk(data).process(identity, again)
        if as_json:
            print_json([asdict(each) for each in processed])
        else:
            _print_processed(processed)
        if any(each.refused is not None for each in processed):
            raise typer.Exit(REFUSED)


@hub.command()
def stats(data: _Data, as_json: _AsJson = False) -> None:
    """Bundles, referrals and what was put aside, in numbers."""
    with refusals():
        counts = _desk(data).counts()
        if as_json:
            print_json(counts)
        else:
            for name, value in counts.items():
                typer.echo(f"{name:12} {value}")


def _desk(data: Path) -> HubDesk:
    from frontline.hub.desk import HubDesk
    from frontline.hub.keys import HubFolder

    return HubDesk(HubFolder(data), SystemClock())


def _print_card(card: HubCard, path: Path, *, as_json: bool) -> None:
    if as_json:
        facts = {"hub": card.hub, "url": card.url, "epoch": card.epoch}
        print_json({**facts, "card": str(path), "fingerprint": card.fingerprint})
        return
    typer.echo(f"hub          {card.hub}  {card.url}")
    typer.echo(f"card         {path}")
    typer.echo(f"fingerprint  {card.fingerprint}")


def _print_mail(report: MailReport) -> None:
    for bundle in report.accepted:
        state = "received" if bundle.is_new else "known"
        typer.echo(f"{state:9} {bundle.device} {bundle.sequence}")
    for file in report.refused:
        # The stick chose the name, so it must not get to steer the terminal.
        typer.echo(f"refused   {file.name!a} {file.reason}")
    _print_processed(report.processed)
    typer.echo(f"{len(report.receipts)} receipts written")


def _print_processed(processed: tuple[Processed, ...]) -> None:
    for each in processed:
        fate = f"refused {each.refused}" if each.refused is not None else f"{each.items} items"
        aside = f", {each.quarantined} put aside" if each.quarantined else ""
        typer.echo(f"processed {each.device} {each.sequence} {fate}{aside}")
    typer.echo(f"{len(processed)} bundles processed")
