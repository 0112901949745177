"""frontline bench: the budgets of the design, each measured on this machine in one run.

A figure is what was measured, met or not; --strict makes a missed budget an error. Each group of
rows is measured in a process of its own, so that none inherits another's memory.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from frontline.cli.bench.measuring import Row, machine_load
from frontline.cli.bench.receiving import hub_command
from frontline.cli.bench.starting import program
from frontline.cli.form_bench import form_command
from frontline.cli.interview_bench import interviews_command
from frontline.cli.printing import REFUSED, print_json, refusals
from frontline.errors import BadInputError
from frontline.services.installation import Installation, find_installation

if TYPE_CHECKING:
    from frontline.cli.bench.watching import Watch

Measure = Callable[[Installation], list[Row]]
JsonRow = dict[str, object]


def bench_commands(watch: Watch) -> typer.Typer:
    """The desktop to watch is handed in, because it needs Qt."""
    commands = typer.Typer(invoke_without_command=True)

    @commands.callback()
    def bench(
        context: typer.Context,
        as_json: Annotated[bool, typer.Option("--json", help="Machine-readable output.")] = False,
        only: Annotated[
            str | None, typer.Option("--only", help="One row, or all of a group.")
        ] = None,
        is_strict: Annotated[
            bool, typer.Option("--strict", help="Exit 1 where a budget is missed.")
        ] = False,
    ) -> None:
        """Measure the budgets on this machine, each as a ratio or a number of one run."""
        if context.invoked_subcommand is not None:
            return
        groups = groups_of_rows(watch)
        with refusals():
            if only is None:
                rows = [row for group in groups for row in _in_own_process(group)]
            else:
                rows = [row.as_json() for row in measured(groups, only, find_installation())]
        if as_json:
            print_json(rows)
        else:
            Console().print(_table(rows))
        if is_strict and any(row["ok"] is False for row in rows):
            raise typer.Exit(REFUSED)

    commands.command("form")(form_command)
    commands.command("hub")(hub_command)
    commands.command("interviews")(interviews_command)
    return commands


def groups_of_rows(watch: Watch) -> Mapping[str, Measure]:
    """A row is named after its group, or is the group."""
    # Here and not above: what these load takes up memory, which is measured.
    from frontline.cli.bench.backing_up import backup_rows  # noqa: PLC0415
    from frontline.cli.bench.engine import engine_rows, pack_rows  # noqa: PLC0415
    from frontline.cli.bench.saving import audit_rows, save_rows  # noqa: PLC0415
    from frontline.cli.bench.searching import search_rows, sheet_rows  # noqa: PLC0415
    from frontline.cli.bench.starting import start_rows  # noqa: PLC0415
    from frontline.cli.bench.watching import desktop_rows, memory_rows  # noqa: PLC0415

    return {
        "start": start_rows,
        "desktop": partial(desktop_rows, watch=watch),
        "memory": memory_rows,
        "engine": engine_rows,
        "pack": pack_rows,
        "save": save_rows,
        "export": _export_rows,
        "audit": audit_rows,
        "search": search_rows,
        "sheets": sheet_rows,
        "backup": backup_rows,
    }


def _export_rows(installation: Installation) -> list[Row]:
    # It sets up a hub, and what that loads is three times what all the others load.
    from frontline.cli.bench.sending import export_rows  # noqa: PLC0415

    return export_rows(installation)


def measured(groups: Mapping[str, Measure], only: str, installation: Installation) -> list[Row]:
    """The rows of a group, or one of them. Raises BadInputError for a name that none has."""
    measure = groups.get(only.partition(".")[0])
    rows = [] if measure is None else measure(installation)
    found = [row for row in rows if only in (row.row, row.row.partition(".")[0])]
    if not found:
        raise BadInputError(reason="no-such-row", name=only)
    return found


def _in_own_process(group: str) -> Iterator[JsonRow]:
    """Raises BadInputError where the group could not be measured at all."""
    Console(stderr=True).print(f"measuring {group} ...", highlight=False)
    done = subprocess.run(
        [*program(), "bench", "--json", "--only", group],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BadInputError(reason="not-measured", name=group)
    yield from json.loads(done.stdout)


def _table(rows: list[JsonRow]) -> Table:
    load = machine_load()
    caption = "" if load is None else f"{load} busy processes in the last minute"
    table = Table(caption=caption, caption_justify="left")
    for heading in ("row", "what", "value", "budget", "ok", "p50", "worst", "runs", "beside, note"):
        table.add_column(heading, justify="right" if heading in _NUMBERS else "left")
    for row in rows:
        table.add_row(
            str(row["row"]),
            str(row["what"]),
            f"{_number(row['value'])} {row['unit']}",
            _number(row["budget"]),
            _WORDS[str(row["ok"])],
            _number(row["p50"]),
            _number(row["worst"]),
            str(row["runs"]),
            _beside(row),
        )
    return table


_NUMBERS = frozenset({"value", "budget", "p50", "worst", "runs"})
_WORDS = {"True": "yes", "False": "NO", "None": ""}


def _number(value: object) -> str:
    return "" if value is None else f"{value:,.10g}"


def _beside(row: JsonRow) -> str:
    peer = f"{row['peer']}: {_number(row['peer_ms'])} ms" if row["peer"] else ""
    return "; ".join(part for part in (str(row["note"]), peer) if part)
