"""Processes that work on a vault until they are killed, one kind of work each.

One helper process loads everything and forks for each order, a line of JSON: the kind of work, the
folder, the data key. The fork first says its process id, then a number for each piece of work that
was acknowledged; what it had said when it was killed is what must be there afterwards.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.keep_works import WORKS, Place
from tests.support.vault_posts import cheap_derivation

ROOT = Path(__file__).parents[2]


class Workers:
    """The side of the tests: one piece of work at a time."""

    def __init__(self, helper: subprocess.Popen[bytes]) -> None:
        self._helper = helper

    def killed(self, work: str, place: Place, after: int, spin: int) -> int:
        """Start, let `after` pieces be acknowledged and a little more time go by, kill, and give
        the number of the last piece that was acknowledged."""
        assert self._helper.stdin is not None
        assert self._helper.stdout is not None
        order = [work, str(place.folder), place.data_key.hex()]
        self._helper.stdin.write(json.dumps(order).encode() + b"\n")
        self._helper.stdin.flush()
        process = int(self._helper.stdout.readline())
        last = 0
        for _ in range(after):
            said = self._helper.stdout.readline().strip()
            assert said != b"buried", f"{work} ended by itself"
            last = int(said)
        # Not at the moment of an acknowledgement, but somewhere in the work on a later piece.
        for _ in range(spin):
            os.getpid()
        os.kill(process, signal.SIGKILL)
        for said in iter(self._helper.stdout.readline, b"buried\n"):
            assert said, f"the helper died of {work}"
            last = int(said)
        return last


@contextmanager
def workers() -> Iterator[Workers]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.keep_worker"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as helper:
        try:
            yield Workers(helper)
        finally:
            helper.kill()


def say(text: str) -> None:
    # Not through a buffer: what was said must be out before the next piece is tried.
    os.write(1, f"{text}\n".encode())


def _work(work: Callable[[Place, Callable[[int], None]], None], place: Place) -> None:
    say(str(os.getpid()))
    try:
        work(place, lambda number: say(str(number)))
    except BaseException:  # noqa: BLE001 -- told on stderr, whatever it is
        traceback.print_exc()
    finally:
        os._exit(1)


def main() -> None:
    with cheap_derivation():
        for line in sys.stdin:
            work, folder, data_key = json.loads(line)
            process = os.fork()
            if process == 0:
                _work(WORKS[work].run, Place(Path(folder), bytes.fromhex(data_key)))
            os.waitpid(process, 0)
            say("buried")


if __name__ == "__main__":
    main()
