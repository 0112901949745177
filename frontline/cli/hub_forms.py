"""frontline hub forms: what had no name, and the names it got."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from frontline.cli.hub_options import AsJson, Data, Server, hub_desk
from frontline.cli.printing import print_json, refusals

if TYPE_CHECKING:
    from frontline.hub.naming import Held

forms = typer.Typer(
    help="Add a form's name to referrals that came while it had none.", no_args_is_help=True
)


@forms.command()
def find(data: Data, server: Server = None, as_json: AsJson = False) -> None:
    """By form that the packs given out have a name for now: the referrals described alike that do
    not have it."""
    with refusals():
        with hub_desk(data, server).names() as names:
            found = names.namable()
        if as_json:
            print_json([asdict(each) for each in found])
            return
        for each in found:
            signs = " ".join(each.described_as)
            typer.echo(f"{len(each.tokens):6}  {each.form}  {each.pack} {each.version}  {signs}")
            for token in each.tokens:
                typer.echo(f"        {token}")


@forms.command()
def name(
    form: Annotated[str, typer.Argument(help="Code of the form.")],
    data: Data,
    by: Annotated[str, typer.Option("--by", help="Who decided it.")],
    server: Server = None,
    token: Annotated[
        list[str] | None,
        typer.Option("--token", help="Only this referral; may be repeated. Else all of `find`."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Add the form beside what was sent, which stays as it is."""
    with refusals(), hub_desk(data, server).names() as names:
        _print(names.name(form, by, token or ()), as_json=as_json)


@forms.command("list")
def list_named(data: Data, server: Server = None, as_json: AsJson = False) -> None:
    """The referrals to which a form was added: what they said, and the names with pack and day."""
    with refusals(), hub_desk(data, server).names() as names:
        _print(names.listed(), as_json=as_json)


def _print(found: Iterable[Held], *, as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {
                    "token": each.record.token,
                    "forms": list(each.record.forms),
                    "added": [asdict(name) for name in each.added],
                }
                for each in found
            ]
        )
        return
    for each in found:
        typer.echo(f"{each.record.token}  {' '.join(each.record.forms)}")
        for added in each.added:
            day = datetime.fromtimestamp(added.named_at, UTC).date()
            rules = f"{added.pack} {added.version}"
            typer.echo(f"  + {added.form}  {day}  {rules}  {added.named_by}")
