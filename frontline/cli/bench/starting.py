"""From the start of the program to a painted window, beside the smallest window there can be.

Nothing in the program knows that it is watched: Qt itself says on the error channel when the
first picture goes to the window.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from statistics import median
from time import perf_counter

from frontline.cli.bench.measuring import Row, trial_post
from frontline.errors import BadInputError
from frontline.services.installation import Installation

RUNS = 15
_PAINTED = b"Flushing QRegion"
_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
_WATCHED = {"QT_LOGGING_RULES": "qt.widgets.painting=true"}
# As an installed program runs: its compiled modules are kept.
_KEPT_FROM_CHILD = frozenset({"PYTHONDONTWRITEBYTECODE"})
BARE_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
app = QApplication(sys.argv)
window = QWidget()
layout = QVBoxLayout(window)
for widget in (QLabel("Question one"), QPushButton("Yes"), QPushButton("No")):
    layout.addWidget(widget)
window.resize(800, 600)
window.show()
sys.exit(app.exec())
"""


def start_rows(installation: Installation) -> list[Row]:
    """Both in turns, warm. The frozen app has no Python to show a bare window with."""
    bare = [] if is_frozen() else [([sys.executable, "-c", BARE_WINDOW], _OFFSCREEN)]
    with trial_post(installation) as post:
        homes = (post.folder, post.folder.parent / "new")
        ours = [(program(), {**_OFFSCREEN, "FRONTLINE_HOME": str(home)}) for home in homes]
        signing_in, setting_up, *beside = taking_turns([*ours, *bare])
    return [
        _row("start.sign-in", "start to the painted sign-in window", signing_in, beside),
        _row("start.set-up", "start to the painted first page of a new post", setting_up, beside),
    ]


def _row(row: str, what: str, taken: list[float], beside: list[list[float]]) -> Row:
    if not beside:
        return Row(row, what, unit="ms").of(taken)
    (bare,) = beside
    ratios = [own / peer for own, peer in zip(taken, bare, strict=True)]
    return Row(
        row,
        what,
        unit="x",
        budget=1.25,
        peer="bare PySide6 window of three widgets",
        peer_ms=round(median(bare), 1),
        note=f"{median(taken):.0f} ms",
    ).of(ratios)


def is_frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def program() -> list[str]:
    """This program again, in a process of its own."""
    return [sys.executable] if is_frozen() else [sys.executable, "-m", "frontline"]


def taking_turns(
    programs: Sequence[tuple[Sequence[str], Mapping[str, str]]], runs: int = RUNS
) -> list[list[float]]:
    """Milliseconds to the first picture for each command with its environment, run by run."""
    for command, environment in programs:
        painted_ms(command, environment)
    rounds = [[painted_ms(*each) for each in programs] for _ in range(runs)]
    return [list(column) for column in zip(*rounds, strict=True)]


def painted_ms(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Raises BadInputError where the program ends without having painted anything."""
    inherited = {name: text for name, text in os.environ.items() if name not in _KEPT_FROM_CHILD}
    start = perf_counter()
    with subprocess.Popen(
        command,
        env={**inherited, **_WATCHED, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            for line in process.stderr or ():
                if _PAINTED in line:
                    return (perf_counter() - start) * 1000
        finally:
            process.kill()
    raise BadInputError(reason="nothing-painted")
