"""Disks that run full or refuse to be written, for as long as a test needs them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, mebibytes: int) -> Iterator[Path]:
    """A disk of its own at `folder`. Skips the test where this machine does not let us."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    folder.mkdir(exist_ok=True)
    size = f"size={mebibytes}m"
    made = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["/bin/umount", str(folder)], check=True, capture_output=True)


def fill_disk(folder: Path, leave: int = 0) -> Path:
    """A file that takes all space but `leave` bytes, in whole pages."""
    filler = folder / "filler"
    state = os.statvfs(folder)
    free = state.f_bavail * state.f_frsize - leave
    with filler.open("wb") as file:
        for _ in range(max(free, 0) // 4096):
            file.write(b"\xff" * 4096)
    return filler


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file of this process may grow beyond `size` bytes meanwhile."""
    if sys.platform == "win32":
        pytest.skip("Windows has no such limit")
    import resource  # noqa: PLC0415 -- not on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
