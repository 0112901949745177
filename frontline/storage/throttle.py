"""Slows down guessing of passphrases at the keyboard, also over restarts.

It keeps nobody off who copied the folder; against them stands the cost of the key derivation. The
file holds no names, so it does not tell whose passphrase was tried.
"""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from frontline.domain.clock import Clock
from frontline.errors import ThrottledError
from frontline.storage.durable_files import write_whole
from frontline.storage.failures import file_failures

FREE_TRIES = 4
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=5)

_RECORD = struct.Struct(">QqI")


@dataclass(frozen=True, slots=True)
class _Tries:
    """Wrong tries in a row, and the moment of the last one in whole seconds since 1970."""

    wrong: int
    last: int

    @property
    def wait(self) -> int:
        beyond = self.wrong - FREE_TRIES
        if beyond <= 0:
            return 0
        # The exponent is capped too, or a long siege would compute with enormous numbers.
        doubled = FIRST_WAIT * 2 ** min(beyond - 1, 10)
        return int(min(doubled, LONGEST_WAIT).total_seconds())


class Throttle:
    """`begin` before a passphrase is tried, `succeed` or `withdraw` after it."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._before = _Tries(0, 0)

    def begin(self) -> None:
        """Counts the try as wrong before it is made: ending the program does not undo it.

        Raises ThrottledError with the `seconds` still to wait; that is not counted as a try.
        """
        now = int(self._clock.now().timestamp())
        tries = self._read(now)
        if now < tries.last:
            # The clock was set back, which must neither shorten the wait nor make it endless.
            tries = _Tries(tries.wrong, now)
            self._write(tries)
        left = tries.last + tries.wait - now
        if left > 0:
            raise ThrottledError(seconds=left)
        self._before = tries
        self._write(_Tries(tries.wrong + 1, now))

    def succeed(self) -> None:
        self._write(_Tries(0, 0))

    def withdraw(self) -> None:
        """The try told nothing about the passphrase: something else was in the way."""
        self._write(self._before)

    def _read(self, now: int) -> _Tries:
        with file_failures():
            if not self._path.exists():
                return _Tries(0, 0)
            content = self._path.read_bytes()[: _RECORD.size]
        if len(content) == _RECORD.size:
            wrong, last, check = _RECORD.unpack(content)
            if check == zlib.crc32(content[:-4]):
                return _Tries(wrong, last)
        # Damaged: as if the free tries were used up, which costs an honest person two seconds.
        used_up = _Tries(FREE_TRIES + 1, now)
        self._write(used_up)
        return used_up

    def _write(self, tries: _Tries) -> None:
        fields = struct.pack(">Qq", tries.wrong, tries.last)
        record = fields + zlib.crc32(fields).to_bytes(4, "big")
        with file_failures():
            if not self._path.exists():
                write_whole(self._path, record)
                return
            # In place: signing in must work on a full disk, or nobody could make room.
            with self._path.open("r+b") as file:
                file.write(record)
                file.flush()
                os.fsync(file.fileno())
