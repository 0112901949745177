"""A local hub for the demo: a process of its own, reached over TLS like any other."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Self

from frontline.hub.keys import HubFolder

HOST = "127.0.0.1"


class DemoHub:
    """Runs `frontline hub` in `folder`. Use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None

    @property
    def card(self) -> Path:
        return HubFolder(self._folder).card

    def __enter__(self) -> Self:
        if not self._folder.exists():
            port = str(_free_port())
            self.run("init", "--data", str(self._folder), "--host", HOST, "--port", port)
        # What it logs is for its operators, and would stand among what the demo says.
        with (self._folder / "hub.log").open("w") as log:
            self._process = subprocess.Popen(
                [*command(), "hub", "serve", "--data", str(self._folder), "--process"],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        # One line says that it answers.
        if self._process.stdout is not None:
            self._process.stdout.readline()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=20)
            if self._process.stdout is not None:
                self._process.stdout.close()

    def enrol(self, device_card: Path) -> None:
        # Nobody is there to compare fingerprints with: both sides are this demo.
        self.run("enroll", str(device_card), "--data", str(self._folder), "--yes")

    def import_stick(self, stick: Path) -> None:
        self.run("import", str(stick), "--data", str(self._folder))

    def referrals(self) -> int:
        """How many referrals the hub holds."""
        counts: dict[str, int] = json.loads(
            self.run("stats", "--data", str(self._folder), "--json")
        )
        return counts["referrals"]

    @staticmethod
    def run(*arguments: str) -> str:
        done = subprocess.run(
            [*command(), "hub", *arguments], check=True, capture_output=True, text=True
        )
        return done.stdout


def command() -> list[str]:
    """This program again, for a command of its own."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "frontline"]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])
