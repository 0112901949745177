"""frontline hub import, process, notes, slots and stats: what came, what was inside, how much."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontline.cli.hub_options import AsJson, Data, Server, hub_desk
from frontline.cli.printing import REFUSED, print_json, refusals
from frontline.wire.refusals import Refusal

if TYPE_CHECKING:
    from frontline.hub.mail import MailReport
    from frontline.hub.processor import Processed


def import_mail(
    folder: Annotated[Path, typer.Argument(help="Folder or stick with bundles.")],
    data: Data,
    server: Server = None,
    process: Annotated[
        bool | None,
        typer.Option("--process/--no-process", help="Look inside; else where keys are here."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Take in the bundles of a stick and lay receipts beside them."""
    with refusals():
        report = hub_desk(data, server).take_in(folder, looks_inside=process)
        if as_json:
            print_json(asdict(report))
        else:
            _print_mail(report)
        if report.has_refusals:
            raise typer.Exit(REFUSED)


def process(
    data: Data,
    server: Server = None,
    identity: Annotated[
        Path | None,
        typer.Option("--identity", help="File with the reserve key, where the first is lost."),
    ] = None,
    again: Annotated[
        Refusal | None,
        typer.Option("--again", help="Once more what was refused for this reason."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Look into every bundle that waits, and write its receipt."""
    with refusals():
        processed = hub_desk(data, server).process(identity, again)
        if as_json:
            print_json([asdict(each) for each in processed])
        else:
            _print_processed(processed)
        if any(each.refused is not None for each in processed):
            raise typer.Exit(REFUSED)


def stats(data: Data, server: Server = None, as_json: AsJson = False) -> None:
    """Bundles, referrals and what was put aside, in numbers."""
    with refusals():
        counts = hub_desk(data, server).counts()
        if as_json:
            print_json(counts)
        else:
            for name, value in counts.items():
                typer.echo(f"{name:18} {value}")


def notes(
    folder: Annotated[Path, typer.Argument(help="Folder or stick for the focal point.")],
    data: Data,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Lay out the sealed notes for law enforcement. Nobody at the hub can open them."""
    with refusals():
        written = hub_desk(data, server).write_notes(folder)
        if as_json:
            print_json([asdict(each) for each in written])
        else:
            for each in written:
                typer.echo(each.name)
            typer.echo(f"{len(written)} notes written")


def slots(
    folder: Annotated[Path, typer.Argument(help="Folder or stick for the oversight body.")],
    data: Data,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Lay out the sealed slots for the oversight body. Nobody at the hub can open one."""
    with refusals():
        written = hub_desk(data, server).write_slots(folder)
        if as_json:
            print_json(written)
        else:
            typer.echo(f"{len(written)} slots written")


def _print_mail(report: MailReport) -> None:
    for bundle in report.accepted:
        state = "received" if bundle.is_new else "known"
        typer.echo(f"{state:9} {bundle.device} {bundle.sequence}")
    for file in report.refused:
        # The stick chose the name, so it must not get to steer the terminal.
        typer.echo(f"refused   {file.name!a} {file.reason}")
    _print_processed(report.processed)
    typer.echo(f"{len(report.receipts)} receipts written")
    for name in report.updates:
        typer.echo(f"update    {name}")


def _print_processed(processed: tuple[Processed, ...]) -> None:
    for each in processed:
        fate = f"refused {each.refused}" if each.refused is not None else f"{each.items} items"
        aside = f", {each.quarantined} put aside" if each.quarantined else ""
        typer.echo(f"processed {each.device} {each.sequence} {fate}{aside}")
    typer.echo(f"{len(processed)} bundles processed")
