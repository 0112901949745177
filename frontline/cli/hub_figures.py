"""frontline hub export, merge, routes and emerging: what a hub tells of what it holds."""

# ruff: noqa: PLC0415 -- the database is loaded by the commands that need it

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontline.cli.hub_options import AsJson, Data, Months, Server, hub_desk, read_months
from frontline.cli.printing import print_json, refusals
from frontline.errors import BadInputError
from frontline.wire.stick import put_whole, read_at_most

if TYPE_CHECKING:
    from frontline.hub.figures import Figures
    from frontline.statistics.publication import StatFile
    from frontline.statistics.tables import Dimensions

_MOST_READ = 64 * 1024 * 1024


class Format(StrEnum):
    STAT = "stat"
    HTCDS = "htcds"
    CTDC = "ctdc"


def export(
    data: Data,
    out: Annotated[Path, typer.Option("--out", help="Folder for the files.", file_okay=False)],
    format_: Annotated[
        Format, typer.Option("--format", help="Released tables, or records one by one.")
    ],
    server: Server = None,
    table: Annotated[
        list[str] | None,
        typer.Option("--table", help="Dimensions with commas, as form,gender; may be repeated."),
    ] = None,
    months: Months = "2000-01:2099-12",
) -> None:
    """Write what may be given out. The hub remembers it, and later exports are safe beside it."""
    with refusals():
        out.mkdir(parents=True, exist_ok=True)
        with hub_desk(data, server).figures() as figures:
            if format_ is Format.STAT:
                files = _statistics(figures.release(_tables(table), *read_months(months)))
            else:
                files = _records(figures, format_)
        for name, content in files.items():
            put_whole(out, name, content)
            typer.echo(out / name)


def merge(
    files: Annotated[list[Path], typer.Argument(help="Released files, one of each country.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.", dir_okay=False)],
) -> None:
    """Put released figures of several countries together."""
    from frontline.statistics.merging import merge as together
    from frontline.statistics.publication import read_stat, write_stat

    with refusals():
        merged = together([read_stat(read_at_most(path, _MOST_READ)) for path in files])
        put_whole(out.parent, out.name, write_stat(merged))
        typer.echo(f"{len(merged.sources)} countries, {len(merged.tables)} tables")


def routes(
    file: Annotated[
        Path, typer.Argument(help="A released file with the table origin,place.", exists=True)
    ],
    as_json: AsJson = False,
) -> None:
    """The ways that were noted, flows from where people come from to where they were met, and where
    most were met. Only what was released is read, so what is hidden there is missing here."""
    from frontline.statistics.flows import routes_of
    from frontline.statistics.publication import read_stat

    with refusals():
        found = routes_of(read_stat(read_at_most(file, _MOST_READ)))
        if as_json:
            print_json(asdict(found))
            return
        for way in found.ways:
            typer.echo(f"{way.people:8}  {way.origin} -> {way.through} -> {way.destination}")
        if found.hidden_ways is not None:
            not_noted = "hidden" if found.not_noted is None else found.not_noted
            typer.echo(f"{found.hidden_ways} ways are hidden, without a route: {not_noted}")
        for flow in found.flows:
            typer.echo(f"{flow.people:8}  {flow.origin} -> {flow.place}")
        typer.echo(f"{found.hidden} flows are hidden")
        for zone in found.zones:
            typer.echo(f"{zone.people:8}  met in {zone.place}")


def emerging(data: Data, server: Server = None, as_json: AsJson = False) -> None:
    """Forms without a name that several referrals describe alike, for those who keep the packs."""
    with refusals():
        with hub_desk(data, server).names() as names:
            found = names.emerging()
        if as_json:
            print_json([asdict(form) for form in found])
            return
        for form in found:
            months = f"{form.first_month} to {form.last_month}"
            typer.echo(f"{form.people:6} {months}  {' '.join(form.frequent)}")


def _tables(wanted: list[str] | None) -> tuple[Dimensions, ...]:
    from frontline.statistics.facts import StatDimension
    from frontline.statistics.standard import STANDARD_TABLES

    if not wanted:
        return STANDARD_TABLES
    try:
        return tuple(
            tuple(StatDimension(name.strip()) for name in text.split(",")) for text in wanted
        )
    except ValueError as error:
        raise BadInputError(reason="dimension") from error


def _statistics(file: StatFile) -> dict[str, bytes]:
    from frontline.statistics.publication import as_csv, write_stat

    stem = f"stat-{file.hub}-{file.release}"
    tables = {
        f"{stem}-{'-'.join(table.dimensions) or 'total'}.csv": as_csv(table).encode()
        for table in file.tables
        if not table.withheld
    }
    return {f"{stem}.json": write_stat(file), **tables}


def _records(figures: Figures, format_: Format) -> dict[str, bytes]:
    from frontline.statistics.ctdc import write_ctdc
    from frontline.statistics.htcds import write_htcds

    found = figures.coded()
    typer.echo(f"{len(found.people)} records, {found.withheld} withheld")
    if format_ is Format.CTDC:
        return {"ctdc.csv": write_ctdc(found.people)}
    return {"htcds.json": write_htcds(found.people, found.withheld)}
