"""What a run of a fault family found, one line of JSON for each, for docs/reliability.md."""

from __future__ import annotations

import json
import os
from pathlib import Path

FILE = "FRONTLINE_FAULT_REPORT"


def report(family: int, name: str, injections: int, lost: int, undetected: int) -> None:
    """Appends to the file that the environment names; does nothing where it names none."""
    path = os.environ.get(FILE)
    if not path:
        return
    line = {
        "family": family,
        "name": name,
        "injections": injections,
        "lost": lost,
        "undetected": undetected,
    }
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
