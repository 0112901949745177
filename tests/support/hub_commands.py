"""`frontline hub serve` in a process of its own, as a service manager starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def serving(
    data: Path, *options: str, server: str | None = None, errors: IO[bytes] | None = None
) -> Iterator[str]:
    """The address it says it is ready at. `server` is told as the manual has it, not as an
    argument that stands in the list of processes. `errors`: where all goes that it logs."""
    command = [sys.executable, "-m", "frontline", "hub", "serve", "--data", str(data), *options]
    environment = dict(os.environ)
    if server is not None:
        environment["FRONTLINE_HUB_DATABASE"] = server
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=errors, env=environment, text=True
    ) as process:
        assert process.stdout is not None
        try:
            word, _, address = process.stdout.readline().rstrip("\n").partition(" ")
            assert word == "ready"
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)
