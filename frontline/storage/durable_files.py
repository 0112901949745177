"""Small files that are whole after any interruption: the old content, or the new."""

from __future__ import annotations

import os
from pathlib import Path

from frontline.storage.failures import file_failures
from frontline.storage.places import FILE_MODE

# Only Windows has it, and without it changes line ends.
BINARY = getattr(os, "O_BINARY", 0)


def write_whole(path: Path, content: bytes) -> None:
    """Durable when it returns. Raises DiskFullError or StorageUnwritableError, and then the file
    is what it was."""
    passing = path.with_name(path.name + ".new")
    with file_failures():
        try:
            _write_through(passing, content)
            # Until the folder is on disk as well, a power cut may bring the old name back.
            passing.replace(path)
            sync_folder(path.parent)
        except OSError:
            passing.unlink(missing_ok=True)
            raise


def sync_file(path: Path) -> None:
    """A file that somebody else wrote, brought to the disk."""
    handle = os.open(path, (os.O_RDWR if os.name == "nt" else os.O_RDONLY) | BINARY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Windows has no such call; there the rename is journaled by the file system."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_through(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY, FILE_MODE)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
