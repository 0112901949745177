"""Spreadsheets of a directory: every fault is named by file, line, column and code."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.wire.directory import Directory, DirectoryEntry, FocalPoint, gaps_in
from frontline.wire.directory_csv import (
    ENTRY_COLUMNS,
    FOCAL_COLUMNS,
    MAX_BYTES,
    Sheet,
    read_sheet,
    template,
)

TODAY = date(2026, 11, 22)
KEY = "age18p365wqpxmc39222zqnzpc0ugsnukywapc8a3vfwjsutz6x4h3hsf2p87r"
BODY = {
    "name": "Clinic (fictitious)",
    "country": "XT",
    "level": "LOCAL",
    "mandates": "ASSISTANCE INVESTIGATION",
    "services": "MEDICAL; PSYCHOLOGICAL",
    "themes": "CHILD",
    "regions": "XT-C",
    "contact": "second floor",
    "hours": "",
    "languages": "es, en",
    "for_children": "yes",
    "is_accepting": "NO",
    "recipient": KEY,
    "confirmed": "2026-10-05",
    "confirmed_by": "Health ministry",
}
POINT = {
    "theme": "CHILD",
    "country": "XT",
    "level": "NATIONAL",
    "name": "Desk (fictitious)",
    "contact": "",
    "deputy": "Night desk",
    "deputy_contact": "",
    "languages": "es",
    "confirmed": "",
    "confirmed_by": "",
}


def sheet(*rows: dict[str, str], columns: tuple[str, ...] = ENTRY_COLUMNS) -> Sheet:
    text = template(columns, *([row.get(column, "") for column in columns] for row in rows))
    return read_sheet("bodies.csv", text.encode(), TODAY)


def told(found: Sheet) -> list[str]:
    return [str(fault) for fault in found.faults]


def test_a_row_becomes_an_entry_and_what_is_empty_is_not_known() -> None:
    (row,) = sheet(BODY).entries
    entry = DirectoryEntry.model_validate(row)

    assert entry.model_dump(mode="json", exclude_defaults=True) == {
        "name": "Clinic (fictitious)",
        "services": ["MEDICAL", "PSYCHOLOGICAL"],
        "country": "XT",
        "regions": ["XT-C"],
        "mandates": ["ASSISTANCE", "INVESTIGATION"],
        "level": "LOCAL",
        "themes": ["CHILD"],
        "contact": "second floor",
        "languages": ["es", "en"],
        "for_children": True,
        "is_accepting": False,
        "recipient": KEY,
        "confirmed": "2026-10-05",
        "confirmed_by": "Health ministry",
    }
    (unasked,) = sheet({**BODY, "is_accepting": ""}).entries
    assert DirectoryEntry.model_validate(unasked).is_accepting is None


def test_a_sheet_with_a_theme_is_one_of_focal_points() -> None:
    (row,) = sheet(POINT, columns=FOCAL_COLUMNS).focal_points

    assert FocalPoint.model_validate(row).deputy == "Night desk"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": ""}, "cell.missing: name"),
        ({"mandates": ""}, "cell.missing: mandates"),
        ({"services": " "}, "cell.missing: services"),
        ({"country": ""}, "cell.missing: country"),
        ({"name": "?"}, "cell.too-short: name (?)"),
        ({"recipient": KEY[:-1] + "0"}, f"code.unknown: recipient ({KEY[:12]}…: an age key)"),
        ({"confirmed_by": ""}, "cell.missing: confirmed_by (who confirmed it)"),
        ({"country": "Tango"}, "code.unknown: country (Tango)"),
        ({"level": "HIGH"}, "code.unknown: level (HIGH)"),
        ({"mandates": "HELP"}, "code.unknown: mandates (HELP)"),
        ({"services": "MEDICAL HOROSCOPE"}, "code.unknown: services (HOROSCOPE)"),
        ({"themes": "WEATHER"}, "code.unknown: themes (WEATHER)"),
        ({"regions": "Capital"}, "code.unknown: regions (Capital)"),
        ({"regions": "XA-1"}, "country.other: regions (XA-1)"),
        ({"languages": "Spanish"}, "code.unknown: languages (Spanish)"),
        ({"is_accepting": "maybe"}, "code.unknown: is_accepting (maybe: yes or no)"),
        ({"confirmed": "2026-02-30"}, "date.unknown: confirmed (2026-02-30: as 2026-11-22"),
        ({"confirmed": "5.10.2026"}, "date.unknown: confirmed (5.10.2026: as 2026-11-22"),
        ({"confirmed": "2026-12"}, "date.to-come: confirmed (2026-12)"),
        ({"contact": "x" * 201}, "cell.too-long: contact (201 of 200)"),
        ({"hours": "9\x0712"}, "cell.control-character: hours"),
        ({"name": "Desk (fictitious: replace this line)"}, "row.example: name"),
    ],
)
def test_a_fault_is_told_with_line_column_and_code(change: dict[str, str], fault: str) -> None:
    found = sheet(BODY, {**BODY, "name": "Another (fictitious)", **change})

    (line,) = told(found)
    assert line.startswith(f"bodies.csv:3: {fault}")
    assert found.entries == ()


def test_every_fault_of_a_sheet_is_told_at_once() -> None:
    last = {**BODY, "name": "Another (fictitious)", "country": "XD", "level": "?"}
    found = sheet({**BODY, "name": ""}, BODY, BODY, last)

    assert told(found) == [
        "bodies.csv:2: cell.missing: name",
        "bodies.csv:4: row.twice: name (as line 3)",
        "bodies.csv:5: country.other: country (XD, above XT)",
        "bodies.csv:5: code.unknown: level (?)",
    ]


def test_lines_are_counted_over_cells_with_line_breaks() -> None:
    """Spreadsheets count rows; editors count lines, and so do we."""
    found = sheet({**BODY, "hours": "days\nnights"}, {**BODY, "name": "B (f)", "level": "?"})

    assert told(found) == [
        "bodies.csv:2: cell.control-character: hours",
        "bodies.csv:4: code.unknown: level (?)",
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "header.missing-column"),
        (b"\xff\xfe", "file.not-utf8"),
        (b"x" * (MAX_BYTES + 1), "file.too-large"),
        (b'name,"country\n', "file.not-csv"),
        (template(ENTRY_COLUMNS).encode(), "file.empty"),
        (template((*ENTRY_COLUMNS, "street")).encode(), "header.unknown-column"),
        (template((*ENTRY_COLUMNS, "name")).encode(), "header.twice"),
        (template(ENTRY_COLUMNS[1:]).encode(), "header.missing-column"),
        (template(ENTRY_COLUMNS, ["only", "two"]).encode(), "row.cells"),
    ],
)
def test_a_file_of_another_form_is_told_as_that(content: bytes, fault: str) -> None:
    found = read_sheet("bodies.csv", content, TODAY)

    assert fault in {each.code for each in found.faults}
    assert found.entries == ()


def test_semicolons_and_a_byte_order_mark_are_what_spreadsheet_programs_write() -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([ENTRY_COLUMNS, [BODY[column] for column in ENTRY_COLUMNS], []])

    found = read_sheet("b.csv", b"\xef\xbb\xbf" + out.getvalue().encode(), TODAY)

    assert found == sheet(BODY)
    assert found.faults == ()


@pytest.mark.property
@given(content=st.binary(max_size=300))
def test_any_bytes_end_in_rows_or_in_faults(content: bytes) -> None:
    header = template(ENTRY_COLUMNS).encode()
    for each in (content, header + content):
        found = read_sheet("bodies.csv", each, TODAY)
        assert bool(found.faults) is not bool(found.entries)


_CELLS: dict[str, st.SearchStrategy[str]] = {
    column: st.sampled_from([value, "", "?", value.lower(), f"{value} {value}"])
    for column, value in BODY.items()
}


@pytest.mark.property
@given(rows=st.lists(st.fixed_dictionaries(_CELLS), min_size=1, max_size=4))
def test_whatever_passes_the_check_is_a_directory_with_nothing_lacking(
    rows: list[dict[str, str]],
) -> None:
    """The check of sheets and the type of the document agree on what is sound."""
    found = sheet(*rows)
    if found.faults:
        return
    body: dict[str, Any] = {"country": "XT", "entries": found.entries}

    assert list(gaps_in(Directory.model_validate(body))) == []
