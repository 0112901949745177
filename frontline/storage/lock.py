"""One owner process for each vault: a lock of the operating system, gone when the owner ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from frontline.errors import VaultInUseError
from frontline.storage.failures import file_failures
from frontline.storage.places import FILE_MODE

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        # flock and not lockf: a second opening in the same process is refused as well.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class VaultLock:
    """Held from its making until `release`, or until the process ends however it ends."""

    def __init__(self, path: Path) -> None:
        """Raises VaultInUseError, StorageUnwritableError."""
        with file_failures():
            # Not inherited, so a program started from here cannot keep the vault locked.
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE)
        try:
            _take(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise VaultInUseError from error

    def release(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
