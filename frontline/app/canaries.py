"""Looks for planted strings in files, in every form they are likely to leak in.

Forms: UTF-8, UTF-16 of both byte orders, hex, base64 at each of the three alignments, and all of
these again inside zlib streams found in the file.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

_ZLIB_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_MOST_INFLATED = 16 * 1024 * 1024
# Base64 of the first and last two bytes depends on what stands beside the string.
_EDGE = 4


def forms_of(canary: str) -> frozenset[bytes]:
    """The byte strings to look for."""
    plain = canary.encode()
    found = {plain, canary.encode("utf-16-le"), canary.encode("utf-16-be")}
    found.add(plain.hex().encode())
    found.add(plain.hex().upper().encode())
    for shift in range(3):
        encoded = base64.b64encode(b"\x00" * shift + plain)
        found.add(encoded[_EDGE:-_EDGE])
    return frozenset(found)


def count_canaries(files: Iterable[Path], canaries: Iterable[str]) -> int:
    """How many files hold a canary, counted once for each canary found in each."""
    wanted = {canary: forms_of(canary) for canary in canaries}
    total = 0
    for path in files:
        contents = list(readings(path.read_bytes()))
        for forms in wanted.values():
            total += any(form in content for content in contents for form in forms)
    return total


def readings(content: bytes) -> Iterator[bytes]:
    """The content itself, and whatever zlib streams in it inflate to."""
    yield content
    for head in _ZLIB_HEADS:
        at = content.find(head)
        while at >= 0:
            inflated = _inflated(content[at:])
            if inflated:
                yield inflated
            at = content.find(head, at + 1)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, _MOST_INFLATED)
    except zlib.error:
        return b""
