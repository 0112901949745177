"""The write-ahead log is made as long as it gets before anything is written to it.

A commit that lengthens a file waits for the file system's own journal as well: half as long again
as one that writes over what is there (measured). And what is allocated is there when the disk
fills up. Zeros after the last frame are no frames to SQLite (its file format, section 4.3), as
what an earlier round of the log left behind is none.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

# SQLite brings the log into the main file at a thousand pages and starts at its beginning again:
# header, and a frame of 24 bytes and 4096 for each page.
LOG_BYTES = 32 + 1000 * (24 + 4096)


def lengthen(log: Path) -> None:
    """For the only program that has the log open, and between two transactions.

    Raises nothing: without the room, the log grows as it is written.
    """
    with suppress(OSError), log.open("r+b", buffering=0) as file:
        used = file.seek(0, os.SEEK_END)
        try:
            _fill(file.fileno(), LOG_BYTES - used)
        except OSError:
            # A full disk: what little there is belongs to the records.
            file.truncate(used)


def _fill(descriptor: int, missing: int) -> None:
    zeros = memoryview(bytes(max(missing, 0)))
    while zeros:
        zeros = zeros[os.write(descriptor, zeros) :]
    os.fsync(descriptor)
