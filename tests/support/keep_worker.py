"""Processes that work on a vault until they are killed, one kind of work each.

One helper process loads everything and forks for each order, a line of JSON: the kind of work, the
folder, the data key. The fork first says its process id, then a number for each piece of work that
was acknowledged; what it had said when it was killed is what must be there afterwards.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from frontline.errors import FrontlineError
from tests.support import preloaded
from tests.support.keep_place import MOST, Place
from tests.support.keep_works_careless import ALL_WORKS
from tests.support.vault_posts import cheap_derivation, short_log

ROOT = Path(__file__).parents[2]


class Workers:
    """The side of the tests: one piece of work at a time. Those with the library of `preloaded`
    take orders of its kind as well."""

    def __init__(self, helper: subprocess.Popen[bytes]) -> None:
        self._helper = helper

    def recorded(self, work: str, place: Place, pieces: int, log: Path) -> None:
        """Let `pieces` be done, every call to the disk noted in `log`."""
        self._order(work, place, {"pieces": pieces, "log": str(log)})
        end = self._until_buried()[-1]
        assert end in ("clean", "hit"), end

    def failing(
        self, work: str, place: Place, pieces: int, fault: tuple[int, int, bool]
    ) -> tuple[int, str]:
        """Let `pieces` be done while the n-th call to the disk fails with an error, once or for
        ever. Gives the last piece that was acknowledged, and how it ended: `clean` where no call
        was left to fail, `hit` where one failed and was got over, the code of an error of ours,
        or `!` and the type of one that nobody foresaw."""
        self._order(work, place, {"pieces": pieces, "fault": list(fault)})
        last, end = 0, "!silence"
        _process, *rest = self._until_buried()
        for said in rest:
            if said.isdigit():
                last = int(said)
            else:
                end = said
        return last, end

    def killed(self, work: str, place: Place, after: int, spin: int) -> int:
        """Start, let `after` pieces be acknowledged and a little more time go by, kill, and give
        the number of the last piece that was acknowledged."""
        assert self._helper.stdout is not None
        self._order(work, place, {})
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
        return int(self._until_buried(str(last))[-1])

    def _order(self, work: str, place: Place, how: dict[str, object]) -> None:
        assert self._helper.stdin is not None
        order = [work, str(place.folder), place.data_key.hex(), how]
        self._helper.stdin.write(json.dumps(order).encode() + b"\n")
        self._helper.stdin.flush()

    def _until_buried(self, *before: str) -> list[str]:
        assert self._helper.stdout is not None
        found = list(before)
        for said in iter(self._helper.stdout.readline, b"buried\n"):
            assert said, "the helper died"
            found.append(said.decode().strip())
        return found


@contextmanager
def workers(library: Path | None = None) -> Iterator[Workers]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.keep_worker"],
        cwd=ROOT,
        env=None if library is None else preloaded.environment(library),
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


class EnoughError(Exception):
    """As many pieces as were asked for are done."""


def _work(work: str, place: Place, how: dict[str, Any]) -> None:
    say(str(os.getpid()))
    try:
        if "log" in how:
            preloaded.record(place.folder.parent, Path(how["log"]))
        if "fault" in how:
            nth, error, for_ever = how["fault"]
            preloaded.fail(place.folder.parent, nth, error, for_ever=for_ever)
        say(_worked(work, place, how.get("pieces", MOST)))
    except BaseException:  # noqa: BLE001 -- told on stderr, whatever it is
        traceback.print_exc()
    finally:
        os._exit(1)


def _worked(work: str, place: Place, pieces: int) -> str:
    """How it ended."""

    def acknowledge(number: int) -> None:
        say(str(number))
        if number == pieces:
            raise EnoughError

    try:
        ALL_WORKS[work].run(place, acknowledge)
    except EnoughError:
        end = "hit"
    except FrontlineError as error:
        end = error.code
    except Exception as error:  # noqa: BLE001 -- what the tests are after
        traceback.print_exc()
        end = f"!{type(error).__name__}"
    return end if preloaded.heal() else "clean"


def main() -> None:
    # A collection in a fork would write to every page that it shares with this process.
    gc.collect()
    gc.freeze()
    with cheap_derivation(), short_log():
        for line in sys.stdin:
            work, folder, data_key, how = json.loads(line)
            process = os.fork()
            if process == 0:
                _work(work, Place(Path(folder), bytes.fromhex(data_key)), how)
            os.waitpid(process, 0)
            say("buried")


if __name__ == "__main__":
    main()
