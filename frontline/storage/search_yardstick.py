"""What the search is measured with and against: very many cases at once, and the same index in
unencrypted SQLite. For the bench alone: what is written here no audit entry vouches for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID

from frontline.domain.cases import Case, Screening
from frontline.services.stores import OpenVault
from frontline.storage.case_rows import case_values, screening_values
from frontline.storage.column_types import microseconds
from frontline.storage.database import VaultDatabase
from frontline.storage.search import FIND, SqlSearchStore
from frontline.storage.search_index import SEARCH_TABLE

_CASES = "INSERT INTO cases (id, code, site_id, opened_at, opened_by) VALUES (?, ?, ?, ?, ?)"
_SCREENINGS = (
    "INSERT INTO screenings (id, case_id, instrument, pack, pack_version, started_at, started_by, "
    "person_language, position_since, finding) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)"
)
_PLAIN_CASES = (
    "CREATE TABLE cases (number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, "
    "code TEXT NOT NULL UNIQUE, site_id BLOB, opened_at INTEGER, opened_by BLOB) STRICT"
)


def index_of(vault: OpenVault) -> SqlSearchStore:
    """Raises TypeError for a vault that is none of this storage."""
    if not isinstance(vault.search, SqlSearchStore):
        raise TypeError
    return vault.search


def write_cases(index: SqlSearchStore, cases: Iterable[tuple[Case, Screening]]) -> None:
    """All of them in one transaction."""
    # To make them up may need the vault, which is not to be had within a transaction.
    database, made = index.database, list(cases)
    with database.door():
        database.execute("BEGIN IMMEDIATE")
        for case, screening in made:
            database.execute(_CASES, [_raw(value) for value in case_values(case).values()])
            values = screening_values(screening)
            row = (
                screening.id.bytes,
                case.id.bytes,
                *(values[name] for name in ("instrument", "pack", "pack_version")),
                microseconds(screening.started_at),
                screening.started_by.bytes,
                screening.person_language,
                values["finding"],
            )
            database.execute(_SCREENINGS, row)
        database.execute("COMMIT")


class PlainSearch:
    """The cases and the index of a vault in a file that anybody can read."""

    def __init__(self, path: Path, database: VaultDatabase) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        execute = self._connection.execute
        execute(_PLAIN_CASES)
        execute(SEARCH_TABLE)
        execute("BEGIN")
        columns = "number, id, code, site_id, opened_at, opened_by"
        cases = database.execute(f"SELECT {columns} FROM cases")  # noqa: S608 -- our own names
        self._connection.executemany("INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?)", cases)
        words = database.execute("SELECT rowid, words FROM search")
        self._connection.executemany("INSERT INTO search (rowid, words) VALUES (?, ?)", words)
        execute("COMMIT")

    def find(self, expression: str, most: int) -> int:
        """How many were found, the statement being the vault's own."""
        return len(self._connection.execute(FIND, (expression, most)).fetchall())

    def close(self) -> None:
        self._connection.close()


@contextmanager
def plain_search(path: Path, index: SqlSearchStore) -> Iterator[PlainSearch]:
    with closing(PlainSearch(path, index.database)) as plain:
        yield plain


def _raw(value: UUID | str | datetime) -> bytes | str | int:
    if isinstance(value, UUID):
        return value.bytes
    return value if isinstance(value, str) else microseconds(value)
