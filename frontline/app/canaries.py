"""Looks for planted strings in files, in every form they are likely to leak in.

Forms: UTF-8, UTF-16 of both byte orders, hex, base64 at each of the three alignments, and all of
these again inside zlib streams found in the file.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from frontline.errors import BadInputError

_ZLIB_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_MOST_INFLATED = 16 * 1024 * 1024
_PIECE = 16 * 1024
# Base64 of the first and last two bytes depends on what stands beside the string.
_EDGE = 4
# Without its edges, the base64 form of a shorter one would be found anywhere.
SHORTEST = 9


def forms_of(canary: str) -> frozenset[bytes]:
    """The byte strings to look for. Raises BadInputError for a canary that chance could write."""
    plain = canary.encode()
    if len(plain) < SHORTEST:
        raise BadInputError(reason="canary-too-short")
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
    # Random bytes look like the head of a stream every few thousand: no copy for each of them.
    view = memoryview(content)
    for head in _ZLIB_HEADS:
        at = content.find(head)
        while at >= 0:
            inflated = _inflated(view[at:])
            if inflated:
                yield inflated
            at = content.find(head, at + 1)


def _inflated(stream: memoryview) -> bytes:
    """As far as it can be inflated; piece by piece, because zlib copies whatever it leaves over."""
    inflater, parts, room = zlib.decompressobj(), list[bytes](), _MOST_INFLATED
    with suppress(zlib.error):
        for at in range(0, len(stream), _PIECE):
            parts.append(inflater.decompress(stream[at : at + _PIECE], room))
            room -= len(parts[-1])
            if inflater.eof or room <= 0:
                break
    return b"".join(parts)
