"""The barest thing that is as durable as the vault: what saves and openings are measured against.

Unencrypted SQLite of the standard library, one table with the columns of an answer and no index,
and the journal settings of the vault.
"""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager, closing
from pathlib import Path
from types import ModuleType

from frontline.storage.content import Value
from frontline.storage.engine import DRIVER

_SETTINGS = ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL")
_COLUMNS = 10


class BareTable:
    """A new database at `path`; nothing that identifies anybody may ever be put in."""

    def __init__(self, path: Path, driver: ModuleType) -> None:
        self._connection = driver.connect(path, isolation_level=None)
        for setting in _SETTINGS:
            self._connection.execute(f"PRAGMA {setting}").fetchall()
        columns = ", ".join(f"column_{number}" for number in range(_COLUMNS))
        self._connection.execute(f"CREATE TABLE answers (number INTEGER PRIMARY KEY, {columns})")
        marks = ", ".join("?" * _COLUMNS)
        self._insert = f"INSERT INTO answers VALUES (NULL, {marks})"  # noqa: S608 -- marks only

    def insert(self, row: tuple[Value, ...]) -> None:
        """One row of ten values, durable when it returns."""
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        execute(self._insert, row)
        execute("COMMIT")

    def count(self) -> int:
        (count,) = self._connection.execute("SELECT count(*) FROM answers").fetchone()
        return int(count)

    def close(self) -> None:
        self._connection.close()


def bare_table(path: Path) -> AbstractContextManager[BareTable]:
    return closing(BareTable(path, sqlite3))


def bare_table_of_driver(path: Path) -> AbstractContextManager[BareTable]:
    """The vault's own driver without a key: it was built to sync a file's times as well, which
    Python's own does not."""
    return closing(BareTable(path, DRIVER))
