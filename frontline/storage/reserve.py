"""Space set aside, so that on a full disk the vault can still close and what waits can still be
sent."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from frontline.domain.chance import Chance
from frontline.errors import DiskFullError, StorageUnwritableError
from frontline.storage.durable_files import write_whole

RESERVE_BYTES = 16 * 1024 * 1024


class Reserve:
    def __init__(self, path: Path, chance: Chance, size: int = RESERVE_BYTES) -> None:
        self._path = path
        self._chance = chance
        self._size = size

    def set_aside(self) -> None:
        """Raises DiskFullError, StorageUnwritableError."""
        # Random, because some file systems keep no space for zeros.
        write_whole(self._path, self._chance.token(self._size))

    def release(self) -> None:
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def restore(self) -> None:
        """Set it aside again where it was released and there is room now."""
        if not self._path.exists():
            with suppress(DiskFullError, StorageUnwritableError):
                self.set_aside()
