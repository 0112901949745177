"""Makes docs/reliability.md from what fault runs noted (tests/support/fault_report.py).

    python packaging/reliability.py REPORT COMMAND

REPORT holds a line of JSON for each part of a run: family, name, injections, lost, undetected.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs/reliability.md"
FAMILIES = {
    1: "Kills (`kill -9`) at random points of work",
    2: "Power cuts: unsynced writes dropped, kept or torn at 512 bytes, names not synced",
    3: "Calls to the disk that fail: input-output error, no space, no permission, half a write",
    4: "Disk full at every MiB; then a case is removed by way of the reserve",
    5: "Bits flipped in database, log, slots and backups",
    6: "Truncation, deletion, older pages and files put back",
    7: "Attacks on the record of deeds",
    8: "Bundles changed on the road: taken, or an error without a code",
    9: "Bundles and answers made wrong behind the seal: taken, or an error without a code",
    10: "Files of every format and version that was ever written, and of age",
    11: "A bad line, a hub that is killed, exchanged or put back",
    12: "Sticks pulled, full, locked, exchanged, shared",
    13: "Packs and updates that go back, lower the floor or are not signed by who may",
    14: "Planted strings looked for in every file",
    15: "Keys and records looked for in memory after a lock",
    16: "Ways to work without encryption",
    17: "Roles, actions and things",
    18: "Sealed slots told apart by who has no key",
    19: "Two programs, clocks that jump",
    21: "Random but legal actions at the window",
}
HEAD = """# Reliability: what was tried, and what came of it

Faults are brought about on purpose, many times over, and what is left is opened and gone through.
*Lost* counts what the program had said to be stored and that was not there afterwards, *undetected*
what was changed or readable and nobody noticed. Each family has a control test that switches the
defence off and sees the fault then. Places are drawn by seeds, so that every run draws the same;
only the moment of a kill is the machine's own.

`packaging/reliability.py` writes this page at the end of `make faults`. A table says when it was
measured, and by which command.
"""
HEADING = "| family | faults | injected | lost | undetected |"
RULE = "|---:|---|---:|---:|---:|"


@dataclass(frozen=True, slots=True)
class Line:
    family: int
    name: str
    injections: int
    lost: int
    undetected: int


def read(report: Path) -> list[Line]:
    """One for each family and name; the same part run twice counts twice."""
    found: dict[tuple[int, str], Line] = {}
    for text in report.read_text("utf-8").splitlines():
        line = Line(**json.loads(text))
        key = (line.family, line.name)
        known = found.get(key, Line(*key, 0, 0, 0))
        found[key] = replace(
            known,
            injections=known.injections + line.injections,
            lost=known.lost + line.lost,
            undetected=known.undetected + line.undetected,
        )
    return [found[key] for key in sorted(found)]


def page(lines: Iterable[Line], command: str, day: str) -> str:
    listed = list(lines)
    rows = [
        row
        for family in sorted({line.family for line in listed})
        for row in _rows(family, [line for line in listed if line.family == family])
    ]
    return "\n".join((HEAD, f"## {day}, `{command}`\n", HEADING, RULE, *rows, ""))


def _rows(family: int, lines: list[Line]) -> list[str]:
    total = Line(
        family,
        f"**{FAMILIES.get(family, 'Others')}**",
        sum(line.injections for line in lines),
        sum(line.lost for line in lines),
        sum(line.undetected for line in lines),
    )
    parts = [replace(line, name=line.name.replace("|", "/")) for line in lines]
    return [_row(total, str(family)), *(_row(part, "") for part in parts)]


def _row(line: Line, family: str) -> str:
    return f"| {family} | {line.name} | {line.injections:,} | {line.lost:,} | {line.undetected:,} |"


def main(arguments: list[str]) -> int:
    report, command = arguments
    day = f"{datetime.now(UTC):%Y-%m-%d}"  # noqa: TID251 -- the day of the run
    PAGE.write_text(page(read(Path(report)), command, day), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
