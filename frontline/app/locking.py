"""Locking ends the process that held the keys.

Python cannot wipe memory, and widgets keep text, so the neutral cover is painted first and then
the whole program is replaced by a fresh one that waits at sign-in (docs/decisions/001).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

COVERED = "--covered"
LOCKED = "--locked"
Replace = Callable[[str], None]


def replace_process(mode: str) -> None:
    """Start anew in `mode`, COVERED or LOCKED, in this process's place. Does not return."""
    command = [*_program(), mode]
    if os.name == "posix":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(command[0], command)  # noqa: S606 -- ourselves, with our own arguments
    # Windows has no exec: the new process starts, and this one ends without running anything more.
    import subprocess

    subprocess.Popen(command, close_fds=True)
    os._exit(0)


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "frontline"]


def protect_memory() -> None:
    """No core dumps, and no other process may look in. Best effort."""
    if sys.platform != "linux":
        return
    import ctypes
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    set_dumpable = 4
    ctypes.CDLL(None).prctl(set_dumpable, 0, 0, 0, 0)
