"""The small library in tests/support/preload, between a process and the disk.

Built when it is needed; where the machine has no compiler for C, or is no Linux, the tests that
need it are skipped and say so.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("preload") / "disk.c"
HALF = -1


def build(folder: Path) -> Path:
    """The library in `folder`. Skips the test where it cannot be built."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("needs Linux and a compiler for C")
    library = folder / "disk.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("the compiler for C has no headers here")
    return library


def environment(library: Path) -> dict[str, str]:
    return os.environ | {"LD_PRELOAD": str(library)}


# The rest is called in the process that was started with the library.


def record(folder: Path, log: Path) -> None:
    _library().disk_record(str(folder).encode(), str(log).encode())


def fail(folder: Path, nth: int, error: int, *, for_ever: bool) -> None:
    """The n-th call from now on fails with this errno, or writes half where it is HALF."""
    _library().disk_fail(str(folder).encode(), ctypes.c_long(nth), error, int(for_ever))


def heal() -> bool:
    """No call fails any more; whether one did. False where there is no such library."""
    library = _library()
    if not hasattr(library, "disk_heal"):
        return False
    library.disk_heal()
    return bool(library.disk_was_hit())


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None)
