"""frontline hub matrix, matrix-set and matrix-target: the monitoring matrix of a nation."""

# ruff: noqa: PLC0415 -- the database is loaded by the commands that need it

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from frontline.cli.hub_options import AsJson, Data, Months, Server, hub_desk, read_months
from frontline.cli.printing import print_json, refusals
from frontline.errors import BadInputError

if TYPE_CHECKING:
    from frontline.hub.desk import HubDesk
    from frontline.statistics.matrix import Cell

_NOTE = "For the authority's own work. What is published are releases: frontline hub export."
_INDENT = " " * 22
_Indicator = Annotated[str, typer.Argument(help="Its id, as `hub matrix` has it.")]


def matrix(
    data: Data,
    server: Server = None,
    months: Months = "2000-01:2099-12",
    as_json: AsJson = False,
) -> None:
    """Structure, process and results of five lines of work, with formula, source and target."""
    with refusals():
        first, last = read_months(months)
        with hub_desk(data, server).matrix() as desk:
            cells = desk.read(first, last)
        if as_json:
            facts = {"first_month": first, "last_month": last, "note": _NOTE}
            print_json({**facts, "indicators": [_facts(each) for each in cells]})
            return
        typer.echo(_NOTE)
        for cell in cells:
            _print(cell)


def matrix_set(
    indicator: _Indicator,
    value: Annotated[str, typer.Option("--value", help="A number, as 12 or 37.5.")],
    source: Annotated[str, typer.Option("--source", help="Where the value is from.")],
    months: Months,
    data: Data,
    server: Server = None,
) -> None:
    """Enter a value that the hub cannot compute, signed with its key. Nothing that was entered is
    changed: a later entry for these months takes the place of an earlier one."""
    _enter(indicator, months, hub_desk(data, server), {"value": value, "source": source})


def matrix_target(
    indicator: _Indicator,
    target: Annotated[str, typer.Option("--target", help="What it ought to be, a number.")],
    owner: Annotated[str, typer.Option("--owner", help="The body that answers for it.")],
    months: Months,
    data: Data,
    server: Server = None,
) -> None:
    """Set what an indicator ought to be in these months, and who answers for it; signed."""
    _enter(indicator, months, hub_desk(data, server), {"target": target, "owner": owner})


def _enter(indicator: str, months: str, desk: HubDesk, what: dict[str, str]) -> None:
    from pydantic import ValidationError

    from frontline.statistics.matrix_entries import MatrixEntry

    with refusals():
        first, last = read_months(months)
        fields = {"indicator": indicator, "first_month": first, "last_month": last, **what}
        try:
            entry = MatrixEntry.model_validate(fields)
        except ValidationError as error:
            raise BadInputError(reason="matrix-entry") from error
        typer.echo(f"entry {desk.enter_into_matrix(entry)}, signed")


def _facts(cell: Cell) -> dict[str, object]:
    measured, indicator = cell.measured, cell.indicator
    return {
        "id": indicator.id,
        "aspect": indicator.aspect,
        "line": indicator.line,
        "state": cell.state,
        "value": cell.value,
        "part": measured.part if measured is not None else None,
        "whole": measured.whole if measured is not None else None,
        "target": cell.target,
        "criterion": indicator.criterion,
        "formula": indicator.formula,
        "source": cell.source,
        "owner": cell.owner,
        "first_month": cell.first_month,
        "last_month": cell.last_month,
    }


def _print(cell: Cell) -> None:
    indicator = cell.indicator
    typer.echo(f"{indicator.aspect:10} {indicator.line}")
    typer.echo(f"  {indicator.id:20} {_value(cell)}   target {cell.target or 'not set'}")
    typer.echo(f"{_INDENT} = {indicator.formula}")
    months = f"{cell.first_month} to {cell.last_month}"
    typer.echo(f"{_INDENT} {indicator.criterion}; {cell.owner}; from {cell.source}; {months}")


def _value(cell: Cell) -> str:
    if cell.value is None:
        return str(cell.state).replace("_", " ")
    if cell.measured is not None and cell.measured.whole is not None:
        return f"{cell.value} % ({cell.measured.part} of {cell.measured.whole})"
    return cell.value
