"""What can be read in a PDF of ours: its streams, and the letters its fonts are said to show."""

from __future__ import annotations

import re
import unicodedata
import zlib
from itertools import pairwise

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_PAIR = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4,})>\s*(?=<|endbf)")
_RANGE = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4,})>")
_LIST = re.compile(rb"<([0-9a-fA-F]{4})>\s*<[0-9a-fA-F]{4}>\s*\[([^\]]*)\]")
_SHOWN = re.compile(rb"<((?:[0-9a-fA-F]{4})+)>\s*Tj|\[((?:[^\]]*))\]\s*TJ|/(F\d+)\s")
_HEX = re.compile(rb"<((?:[0-9a-fA-F]{4})+)>")
_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
_PAGE = re.compile(rb"/Type\s*/Page\b")


def streams_of(pdf: bytes) -> list[bytes]:
    """Every stream, unpacked where it is packed."""
    found = []
    for raw in _STREAM.findall(pdf):
        try:
            found.append(zlib.decompress(raw))
        except zlib.error:
            found.append(raw)
    return found


def sheet_count(pdf: bytes) -> int:
    return len(_PAGE.findall(pdf))


def text_of(pdf: bytes) -> str:
    """All text that is shown, without the spaces, which a PDF need not hold."""
    letters = {name: _letters(stream) for name, stream in _fonts(pdf).items()}
    shown = []
    for stream in streams_of(pdf):
        font: dict[int, str] = {}
        for one, several, name in _SHOWN.findall(stream):
            if name:
                font = letters.get(name, {})
                continue
            for run in [one] if one else _HEX.findall(several):
                codes = [run[at:end] for at, end in pairwise(range(0, len(run) + 1, 4))]
                shown += [font.get(int(code, 16), "") for code in codes]
    # Letters that were joined for printing are apart again.
    return "".join(unicodedata.normalize("NFKC", "".join(shown)).split())


def _fonts(pdf: bytes) -> dict[bytes, bytes]:
    """The table of letters of each font, by the name its pages use."""
    objects = dict(_OBJECT.findall(pdf))
    found = {}
    for name, number in re.findall(rb"/(F\d+)\s+(\d+) 0 R", pdf):
        table = re.search(rb"/ToUnicode\s+(\d+) 0 R", objects.get(number, b""))
        if table is not None:
            found[name] = streams_of(objects[table.group(1)])[0]
    return found


def _letters(table: bytes) -> dict[int, str]:
    found = {}
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, to in _RANGE.findall(part):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(to, 16) + step)
        for first, several in _LIST.findall(part):
            for step, to in enumerate(re.findall(rb"<([0-9a-fA-F]+)>", several)):
                found[int(first, 16) + step] = bytes.fromhex(to.decode()).decode("utf-16-be")
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for first, to in _PAIR.findall(part + b"endbf"):
            found[int(first, 16)] = bytes.fromhex(to.decode()).decode("utf-16-be")
    return found
