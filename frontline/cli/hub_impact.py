"""frontline hub impact: what controls do to those they are meant to protect."""

# ruff: noqa: PLC0415 -- the database is loaded by the commands that need it

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontline.cli.hub_options import AsJson, Data, Months, Server, hub_desk, read_months
from frontline.cli.printing import print_json, refusals
from frontline.statistics.profiling import LEAST_CASES
from frontline.wire.stick import read_at_most

if TYPE_CHECKING:
    from frontline.hub.impact import HubImpact

_MOST_READ = 1024 * 1024
_NOTE = (
    "Cautions are reasons to look, never proof: shifts, flights and places differ. Of fewer than"
    f" {LEAST_CASES} people nothing is said. For the authority's own work, not for publication."
)


def impact(
    data: Data,
    mix: Annotated[
        Path | None,
        typer.Option(
            "--mix",
            help="File that tells how many travellers of each origin pass each post.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    server: Server = None,
    months: Months = "2000-01:2099-12",
    as_json: AsJson = False,
) -> None:
    """Whether posts refer people of one origin more often than those pass, whether less is found of
    them, and where the rights of people who were referred may have been passed over."""
    from frontline.statistics.traveller_mix import read_mix

    with refusals():
        passing = read_mix(read_at_most(mix, _MOST_READ)) if mix is not None else None
        first, last = read_months(months)
        with hub_desk(data, server).figures() as figures:
            found = figures.impact(passing, first, last)
        if as_json:
            source = passing.source if passing is not None else None
            print_json({"note": _NOTE, "mix": source, **asdict(found)})
        else:
            _print(found)


def _print(found: HubImpact) -> None:
    typer.echo(_NOTE)
    if found.selection is None:
        typer.echo("no traveller mix was given: what posts choose is not compared")
    else:
        for each in found.selection.differences:
            typer.echo(
                f"caution  {each.post} refers {each.group} {each.share:.0%} of {each.cases},"
                f" of travellers {each.expected:.0%}"
            )
        typer.echo(f"compared {len(found.selection.compared)} posts")
        typer.echo(f"too few  {' '.join(found.selection.too_few) or '-'}")
        typer.echo(f"no mix   {' '.join(found.selection.without_mix) or '-'}")
    for less in found.outcomes:
        typer.echo(
            f"caution  signs at {less.share:.0%} of {less.cases} from {less.group},"
            f" {less.usual:.0%} of all others"
        )
    for harm in found.rights:
        people = "no data" if harm.people is None else f"{harm.people} of {harm.out_of}"
        typer.echo(f"rights   {harm.harm:26} {people}")
