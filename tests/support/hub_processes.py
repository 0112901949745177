"""Hubs in processes of their own, so that they can be killed by the system at any point.

One helper process loads everything, says "loaded" and forks for each order it reads:
    process MILLISECONDS FOLDER     look inside; killed after that time; "finished" or "killed"
    serve PORT FOLDER               serve over TLS; "ready PORT"
    kill                            kill the one that serves; "killed"
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from frontline.hub.keys import HubFolder
from frontline.hub.limits import Rate
from frontline.hub.server import HubServer, listen, process_uploads
from frontline.hub.service import create_service
from tests.support.hub import opened

HOST = "127.0.0.1"
# A test calls more often in a minute than a post in a month.
UNLIMITED = Rate(per_second=1e9, burst=10**9)


class HubProcesses:
    """The side of the tests."""

    def __init__(self, helper: subprocess.Popen[str]) -> None:
        self._helper = helper

    def process_for(self, milliseconds: float, folder: HubFolder) -> bool:
        """Whether the processor was done before its time was up."""
        return self._order(f"process {milliseconds} {folder.root}") == "finished"

    def serve(self, port: int, folder: HubFolder) -> int:
        """The port it listens on."""
        word, _, found = self._order(f"serve {port} {folder.root}").partition(" ")
        assert word == "ready"
        return int(found)

    def kill(self) -> None:
        assert self._order("kill") == "killed"

    def heard(self) -> str:
        assert self._helper.stdout is not None
        return self._helper.stdout.readline().rstrip("\n")

    def _order(self, line: str) -> str:
        assert self._helper.stdin is not None
        self._helper.stdin.write(line + "\n")
        self._helper.stdin.flush()
        return self.heard()


@contextmanager
def hub_processes() -> Iterator[HubProcesses]:
    command = [sys.executable, "-m", "tests.support.hub_processes"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as helper:
        processes = HubProcesses(helper)
        # Whoever takes the time of an order would take the time of loading with it.
        assert processes.heard() == "loaded"
        yield processes
        assert helper.stdin is not None
        helper.stdin.close()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _process(folder: HubFolder) -> None:
    with opened(folder) as hub:
        hub.processor.process_waiting()


def _serve(port: int, folder: HubFolder) -> None:
    with opened(folder) as hub:
        listener = listen(HOST, port)
        uploaded = process_uploads(hub.processor)
        service = create_service(hub.card, hub.mailroom, uploaded, rate=UNLIMITED)
        ready = f"ready {listener.getsockname()[1]}"
        HubServer(service, folder.tls, listener, lambda: _say(ready)).serve_until_told()


def _process_and_kill(milliseconds: float, folder: HubFolder) -> str:
    pid = os.fork()
    if pid == 0:
        _process(folder)
        os._exit(0)

    def kill(_signal: int, _frame: object) -> None:
        # The child may be gone in the very moment its time is up.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    signal.signal(signal.SIGALRM, kill)
    signal.setitimer(signal.ITIMER_REAL, milliseconds / 1000)
    _, status = os.waitpid(pid, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return "finished" if status == 0 else "killed"


def _kill(pid: int) -> None:
    if pid:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _helper() -> None:
    serving = 0
    _say("loaded")
    for line in sys.stdin:
        order, _, rest = line.rstrip("\n").partition(" ")
        number, _, path = rest.partition(" ")
        folder = HubFolder(Path(path))
        match order:
            case "process":
                _say(_process_and_kill(float(number), folder))
            case "serve":
                serving = os.fork()
                if serving == 0:
                    _serve(int(number), folder)
                    os._exit(0)
            case _:
                _kill(serving)
                serving = 0
                _say("killed")
    _kill(serving)


if __name__ == "__main__":
    _helper()
