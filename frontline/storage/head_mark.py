"""The head of the audit chain, noted outside the database after every commit.

SQLCipher reads a cut or damaged write-ahead log as a shorter one, and an older copy of the file as
a good one (measured). The mark is only written after a commit is durable, so a chain that is
shorter than its mark has lost something. It tells a thief how many entries there are, which the
size of the database tells as well. Somebody who puts back an older mark together with the older
database is found out by the other anchors: colleagues' signatures and the hub.
"""

from __future__ import annotations

import os
import struct
import zlib
from contextlib import suppress
from pathlib import Path

from frontline.services.stores import AuditHead
from frontline.storage.durable_files import write_whole
from frontline.storage.failures import file_failures

_RECORD = struct.Struct(">Q32sI")
# Two places taken in turn: one torn by a power cut leaves the one before.
_PLACES = (0, 512)
_SIZE = 1024


class HeadMark:
    """A small file, written in place so that a full disk does not stop it."""

    def __init__(self, path: Path) -> None:
        with file_failures():
            if not path.exists():
                # Empty, and not a note of the present head: that it is gone must stay visible.
                write_whole(path, bytes(_SIZE))
            self._file = path.open("r+b", buffering=0)

    @staticmethod
    def create(path: Path) -> None:
        """Note the empty chain of a new vault."""
        mark = HeadMark(path)
        mark.write(AuditHead("0" * 64, 0))
        mark.close()

    def read(self) -> AuditHead | None:
        """The longest head noted, or None where nothing readable is."""
        with file_failures():
            self._file.seek(0)
            content = self._file.read(_SIZE) or b""
        heads = [head for place in _PLACES if (head := _head(content, place)) is not None]
        return max(heads, key=lambda head: head.count, default=None)

    def write(self, head: AuditHead) -> None:
        """Survives the end of the process at once, and of the machine a little later."""
        fields = struct.pack(">Q32s", head.count, bytes.fromhex(head.digest))
        record = fields + zlib.crc32(fields).to_bytes(4, "big")
        # The commit it speaks of is durable already: no error here may make it look lost.
        with suppress(OSError):
            self._file.seek(_PLACES[head.count % 2])
            # A disk may take less than it was given, and must be given the rest.
            left = memoryview(record)
            while left:
                left = left[self._file.write(left) :]

    def close(self) -> None:
        with suppress(OSError):
            os.fsync(self._file.fileno())
        self._file.close()


def _head(content: bytes, place: int) -> AuditHead | None:
    record = content[place : place + _RECORD.size]
    if len(record) < _RECORD.size:
        return None
    count, digest, check = _RECORD.unpack(record)
    if check != zlib.crc32(record[:-4]):
        return None
    return AuditHead(digest.hex(), count)
