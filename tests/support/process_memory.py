"""Looks for byte strings in all memory of a process, as somebody with the machine could."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import FileIO
from pathlib import Path

import psutil

_AT_ONCE = 16 * 1024 * 1024

# The forms of each secret, by what it is.
Needles = Mapping[str, frozenset[bytes]]


def family_of(process: int) -> list[int]:
    """The process and all that it started and that still run."""
    root = psutil.Process(process)
    return [process, *(child.pid for child in root.children(recursive=True))]


def found_in(process: int, needles: Needles) -> set[str]:
    """What is there in any form. Raises PermissionError where the system does not let one look."""
    longest = max(len(form) for forms in needles.values() for form in forms)
    found = set[str]()
    for piece in _pieces(process, longest):
        for name, forms in needles.items():
            if name not in found and any(form in piece for form in forms):
                found.add(name)
    return found


def _pieces(process: int, overlap: int) -> Iterator[bytes]:
    maps = Path(f"/proc/{process}/maps").read_text("ascii").splitlines()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            span, rights, *rest = line.split()
            # What the kernel keeps for itself is no memory of the program, and cannot be read.
            if not rights.startswith("r") or rest[-1:] in (["[vvar]"], ["[vsyscall]"]):
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            yield from _read(memory, start, end, overlap)


def _read(memory: FileIO, start: int, end: int, overlap: int) -> Iterator[bytes]:
    at = start
    while at < end:
        try:
            memory.seek(at)
            piece = memory.read(min(_AT_ONCE, end - at))
        except OSError:
            # A mapping beyond the end of its file, or one that is gone by now.
            return
        if not piece:
            return
        yield piece
        at += len(piece) if at + len(piece) >= end else max(len(piece) - overlap, 1)
