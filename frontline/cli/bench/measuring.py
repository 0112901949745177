"""What a row of the bench says, and how runs become one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from frontline.cli.trial_post import TrialPost
from frontline.services.installation import Installation

_PAGE_FILE = "/proc/{}/statm"
_PAGE_BYTES = 4096
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """`value` is what the budget is held against; `p50` and `worst` are of all `runs`.

    `value` is None where the machine has nothing to measure with, `budget` where there is none.
    """

    row: str
    what: str
    unit: str
    budget: float | None = None
    value: float | None = None
    p50: float | None = None
    worst: float | None = None
    runs: int = 1
    peer: str | None = None
    peer_ms: float | None = None
    note: str = ""

    def of(self, samples: Sequence[float]) -> Row:
        """The row whose value is the median of its runs."""
        middle = round(median(samples), 3)
        worst = round(max(samples), 3)
        return replace(self, value=middle, p50=middle, worst=worst, runs=len(samples))

    @property
    def ok(self) -> bool | None:
        if self.value is None or self.budget is None:
            return None
        return self.value <= self.budget

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "ok": self.ok, "load": machine_load()}


def milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def machine_load() -> float | None:
    """Processes that were busy in the last minute: what a figure has to be read with."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def resident_megabytes(process: int | None = None) -> float | None:
    """Memory a process holds now, this one by itself; None on a system that does not say so in a
    file."""
    pages_file = Path(_PAGE_FILE.format(process or "self"))
    if not pages_file.exists():
        return None
    pages = int(pages_file.read_text("ascii").split()[1])
    return round(pages * _PAGE_BYTES / MEGABYTE, 1)


@contextmanager
def trial_post(installation: Installation) -> Iterator[TrialPost]:
    """A post of its own, gone afterwards."""
    with TemporaryDirectory(prefix="frontline-bench-") as name:
        post = TrialPost(Path(name) / "post", installation)
        post.create()
        yield post
