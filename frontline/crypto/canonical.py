"""Canonical JSON: one value, one byte string. What is signed or hashed is always this."""

from __future__ import annotations

import json
from collections.abc import Iterable

# Made once: with every answer that is saved something is encoded.
_encoded = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
).encode
Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def canonical_json(value: object) -> bytes:
    """Sorted keys, no white space, UTF-8, no fractions. Raises TypeError for anything else."""
    _refuse_fractions(value)
    return _encoded(value).encode("utf-8")


def parse_canonical_json(content: bytes, max_depth: int = 12) -> Json:
    """Read bytes that canonical_json wrote.

    Raises ValueError for bytes that are not the one canonical form of their value, so
    duplicate keys, trailing bytes and alternative spellings are all refused.
    """
    try:
        value: Json = json.loads(content, parse_float=_no_fraction, parse_constant=_no_fraction)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if _depth_exceeds(value, max_depth):
        raise ValueError("too deep")
    try:
        # There is no fraction in what was read.
        again = _encoded(value).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("not canonical") from error
    if again != content:
        raise ValueError("not canonical")
    return value


def _no_fraction(_text: str) -> None:
    raise ValueError("fractions are not canonical")


def _refuse_fractions(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("fractions are not canonical")
    parts: Iterable[object] = ()
    if isinstance(value, dict):
        parts = value.values()
    elif isinstance(value, list | tuple):
        parts = value
    for part in parts:
        # Most parts are texts, and a call for each of them would take the longest here.
        if not isinstance(part, str):
            _refuse_fractions(part)


def _depth_exceeds(value: Json, limit: int) -> bool:
    level: list[Json] = [value]
    for _ in range(limit + 1):
        below: list[Json] = []
        for part in level:
            if isinstance(part, dict):
                below.extend(part.values())
            elif isinstance(part, list):
                below.extend(part)
        if not below:
            return False
        level = below
    return True
