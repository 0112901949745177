"""Programs in processes of their own, so that they can be killed by the system at any point.

One helper process loads everything and forks for each order it reads, a line of JSON: the name of
a play in desktop_worker_plays, its folder, and what else it needs. What a play says comes back as
lines of JSON; the first gives its process id.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Said = list[Any]


class Worker:
    """The side of the tests: one play at a time."""

    def __init__(self, helper: subprocess.Popen[str]) -> None:
        self._helper = helper
        self._process = 0

    def start(self, play: str, root: Path, *given: object) -> None:
        # A test that failed may have left one.
        self.end()
        self._order(play, str(root), *given)
        word, self._process = self._read()
        assert word == "process"

    @property
    def process(self) -> int:
        """The id of the play's process."""
        return self._process

    def hear(self) -> Said:
        """The next thing the play says."""
        return _good(self._read())

    def kill(self) -> list[Said]:
        """End the play at once, and give what it had still said. Harmless when it was done."""
        return [_good(said) for said in self.end()]

    def end(self) -> list[Said]:
        """As kill, whatever it said."""
        if not self._process:
            return []
        os.kill(self._process, signal.SIGKILL)
        self._process = 0
        self._order("bury")
        return list(iter(self._read, ["buried"]))

    def _order(self, *order: object) -> None:
        assert self._helper.stdin is not None
        self._helper.stdin.write(json.dumps(order) + "\n")
        self._helper.stdin.flush()

    def _read(self) -> Said:
        assert self._helper.stdout is not None
        said = json.loads(self._helper.stdout.readline())
        assert isinstance(said, list)
        return said


def _good(said: Said) -> Said:
    assert said[0] != "failed", said[1]
    return said


@contextmanager
def worker() -> Iterator[Worker]:
    command = [sys.executable, "-W", "error", "-m", "tests.support.desktop_worker_plays"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as helper:
        found = Worker(helper)
        yield found
        found.end()
        assert helper.stdin is not None
        helper.stdin.close()


def say(*said: object) -> None:
    # Not through a buffer: what was said must be out before anything else happens.
    os.write(1, (json.dumps(said) + "\n").encode())
