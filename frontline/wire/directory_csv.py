"""The directory as spreadsheets: one of bodies, one of focal points. Every fault is named by file,
line, column and code; nothing is guessed.

Lists stand in one cell, with spaces, commas or semicolons between. An empty cell means that nobody
knows. A file may separate its cells by comma or by semicolon, as spreadsheet programs do.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from frontline.crypto.canonical import Json
from frontline.crypto.sealing import is_recipient
from frontline.domain.assistance import AssistanceService
from frontline.domain.bodies import Level, Mandate, Theme
from frontline.wire.directory import LEAST_NAME, MAX_TEXT, confirmed_on

MAX_BYTES = 4 * 1024 * 1024
MAX_ROWS = 20_000
ENTRY_COLUMNS = (
    "name",
    "country",
    "level",
    "mandates",
    "services",
    "themes",
    "regions",
    "contact",
    "hours",
    "languages",
    "for_children",
    "is_accepting",
    "recipient",
    "confirmed",
    "confirmed_by",
)
FOCAL_COLUMNS = (
    "theme",
    "country",
    "level",
    "name",
    "contact",
    "deputy",
    "deputy_contact",
    "languages",
    "confirmed",
    "confirmed_by",
)
# Stands in the names of the template's lines, so that none is signed by mistake.
EXAMPLE = "(fictitious: replace this line)"
_NEEDED = {"name", "country", "mandates", "services", "theme"}
_YES_NO = {"yes": True, "no": False}
_CLOSED: dict[str, type[StrEnum]] = {
    "services": AssistanceService,
    "mandates": Mandate,
    "themes": Theme,
    "level": Level,
    "theme": Theme,
}
_PATTERNS = {
    "regions": re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}"),
    "languages": re.compile(r"[a-z]{2,3}"),
}


@dataclass(frozen=True, slots=True, order=True)
class CsvFault:
    """`line` counts from 1, as spreadsheet programs number rows; `column` is a name of the header,
    empty where the line as a whole is meant."""

    file: str
    line: int
    column: str
    code: str
    detail: str = ""

    def __str__(self) -> str:
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.file}:{self.line}: {self.code}: {self.column or '-'}{detail}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one file holds: rows as the parts of a directory's body, or the faults that keep it out.
    Either list of rows is empty where the file is of the other sort."""

    entries: tuple[dict[str, Json], ...] = ()
    focal_points: tuple[dict[str, Json], ...] = ()
    faults: tuple[CsvFault, ...] = ()


def read_sheet(name: str, content: bytes, today: date) -> Sheet:
    """Read one file whole; total for any bytes. `today` bounds what can have been confirmed."""
    try:
        lines = _lines(content)
    except ValueError as error:
        return Sheet(faults=(CsvFault(name, 1, "", str(error)),))
    header = [cell.strip() for cell in lines[0][1]] if lines else []
    columns = FOCAL_COLUMNS if "theme" in header else ENTRY_COLUMNS
    faults = list(_header_faults(name, header, columns))
    if faults:
        return Sheet(faults=tuple(faults))
    reader = _RowReader(name, header, today)
    rows = [reader.row(line, cells) for line, cells in lines[1:] if any(map(str.strip, cells))]
    if not rows:
        reader.faults.append(CsvFault(name, 1, "", "file.empty"))
    reader.faults.extend(_twice(name, reader.keys))
    if reader.faults:
        return Sheet(faults=tuple(sorted(reader.faults)))
    return Sheet((), tuple(rows)) if columns is FOCAL_COLUMNS else Sheet(tuple(rows))


def template(columns: Sequence[str], *rows: Sequence[str]) -> str:
    """A file to fill in: the header, and what is given as examples."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([columns, *rows])
    return out.getvalue()


def _lines(content: bytes) -> list[tuple[int, list[str]]]:
    """Each row with the line it begins on. Raises ValueError with a fault's code."""
    if len(content) > MAX_BYTES:
        raise ValueError("file.too-large")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("file.not-utf8") from None
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    found, begins = [], 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            found.append((begins, cells))
            begins = reader.line_num + 1
            if len(found) > MAX_ROWS:
                raise ValueError("file.too-many-rows")
    except csv.Error:
        raise ValueError("file.not-csv") from None
    return found


def _header_faults(name: str, header: Sequence[str], columns: Sequence[str]) -> Iterator[CsvFault]:
    for column in header:
        if column not in columns:
            yield CsvFault(name, 1, column[:40], "header.unknown-column")
    for column in columns:
        if column not in header:
            yield CsvFault(name, 1, column, "header.missing-column")
        elif header.count(column) > 1:
            yield CsvFault(name, 1, column, "header.twice")


def _twice(name: str, keys: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[CsvFault]:
    first: dict[tuple[str, ...], int] = {}
    for line, key in keys:
        if key in first:
            yield CsvFault(name, line, "name", "row.twice", f"as line {first[key]}")
        first.setdefault(key, line)


class _RowReader:
    """Reads rows, and gathers what is wrong with any of them."""

    def __init__(self, file: str, header: Sequence[str], today: date) -> None:
        self.faults: list[CsvFault] = []
        self.keys: list[tuple[int, tuple[str, ...]]] = []
        self._file = file
        self._header = header
        self._today = today
        self._country = ""
        self._readers: dict[str, Callable[[str], Json]] = {
            "country": self._read_country,
            "level": self._read_one,
            "theme": self._read_one,
            "for_children": self._read_yes_no,
            "is_accepting": self._read_yes_no,
            "recipient": self._read_key,
            "confirmed": self._read_day,
        }
        self._at = (0, "")

    def row(self, line: int, cells: Sequence[str]) -> dict[str, Json]:
        """The row as part of a body; what is not known is left out."""
        self._at = line, ""
        if len(cells) != len(self._header):
            self._fault("row.cells", f"{len(cells)} of {len(self._header)}")
        texts = {column: cell.strip() for column, cell in zip(self._header, cells, strict=False)}
        found: dict[str, Json] = {}
        for column, text in texts.items():
            self._at = line, column
            if text:
                found[column] = self._value(column, text)
            elif column in _NEEDED:
                self._fault("cell.missing")
        self._check_row(line, texts)
        return {column: value for column, value in found.items() if value is not None}

    def _check_row(self, line: int, texts: dict[str, str]) -> None:
        if texts.get("confirmed") and not texts.get("confirmed_by"):
            self._at = line, "confirmed_by"
            self._fault("cell.missing", "who confirmed it")
        if EXAMPLE in texts.get("name", ""):
            self._at = line, "name"
            self._fault("row.example")
        is_focal = "theme" in texts
        key = ("theme", "country", "level") if is_focal else ("name", "regions", "services")
        self.keys.append((line, tuple(texts.get(column, "") for column in key)))

    def _value(self, column: str, text: str) -> Json:
        if len(text) > MAX_TEXT and column not in _CLOSED and column not in _PATTERNS:
            self._fault("cell.too-long", f"{len(text)} of {MAX_TEXT}")
            return None
        if column == "name" and len(text) < LEAST_NAME:
            self._fault("cell.too-short", text)
            return None
        if column in self._readers:
            return self._readers[column](text)
        if column in _CLOSED or column in _PATTERNS:
            return self._read_list(column, text)
        if any(ord(letter) < ord(" ") for letter in text):
            self._fault("cell.control-character")
        return text

    def _read_list(self, column: str, text: str) -> Json:
        codes = re.split(r"[\s,;]+", text.strip(" ,;"))
        closed, pattern = _CLOSED.get(column), _PATTERNS.get(column)
        for code in codes:
            is_known = closed is None or code in set(closed)
            is_formed = pattern is None or pattern.fullmatch(code)
            if not is_known or not is_formed:
                self._fault("code.unknown", code[:40])
            elif column == "regions" and self._country and code[:2] != self._country:
                self._fault("country.other", code)
        return list[Json](dict.fromkeys(codes))

    def _read_one(self, text: str) -> Json:
        if text not in set(_CLOSED[self._at[1]]):
            self._fault("code.unknown", text[:40])
        return text

    def _read_country(self, text: str) -> Json:
        if not re.fullmatch(r"[A-Z]{2}", text):
            self._fault("code.unknown", text[:40])
        elif self._country and text != self._country:
            self._fault("country.other", f"{text}, above {self._country}")
        else:
            self._country = text
        return text

    def _read_yes_no(self, text: str) -> Json:
        if text.lower() not in _YES_NO:
            self._fault("code.unknown", f"{text[:40]}: yes or no")
            return None
        return _YES_NO[text.lower()]

    def _read_key(self, text: str) -> Json:
        """What a hand-over is sealed to: a wrong letter would make a file that nobody opens."""
        if not is_recipient(text):
            self._fault("code.unknown", f"{text[:12]}…: an age key")
        return text

    def _read_day(self, text: str) -> Json:
        try:
            day = confirmed_on(text) if re.fullmatch(r"20\d\d-\d\d(-\d\d)?", text) else None
        except ValueError:
            day = None
        if day is None:
            self._fault("date.unknown", f"{text[:40]}: as 2026-11-22 or 2026-11")
        elif day > self._today:
            self._fault("date.to-come", text)
        return text

    def _fault(self, code: str, detail: str = "") -> None:
        line, column = self._at
        self.faults.append(CsvFault(self._file, line, column, code, detail))
