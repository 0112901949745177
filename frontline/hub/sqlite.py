"""What a hub asks of SQLite: durable writes, one writer at a time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.event import listen
from sqlalchemy.pool import ConnectionPoolEntry

from frontline.errors import DiskFullError, StorageUnwritableError

_WAIT_SECONDS = 30
_READS = "frontline_reads"
READS: dict[str, object] = {_READS: True}
ENGINE: dict[str, object] = {"connect_args": {"timeout": _WAIT_SECONDS}}
_PRIVATE_FILE = 0o600
_AT_CONNECT = (
    "PRAGMA journal_mode = WAL",
    # With WAL, NORMAL loses acknowledged rows in a power cut (measured).
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
)


def prepare(engine: Engine) -> None:
    listen(engine, "connect", _prepare_connection)
    listen(engine, "begin", _begin)


def new_file(path: Path) -> None:
    """An empty database that nobody but its owner can read."""
    path.touch(mode=_PRIVATE_FILE, exist_ok=False)


def copy_beside(path: Path, copy: Path) -> None:
    """A whole copy of a database that others may have open, with what lies in its log.

    Raises DiskFullError or StorageUnwritableError; no half of a copy is left then.
    """
    copy.unlink(missing_ok=True)
    try:
        new_file(copy)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except (OSError, sqlite3.Error) as error:
        copy.unlink(missing_ok=True)
        if is_disk_full(error):
            raise DiskFullError from error
        raise StorageUnwritableError(reason="copy") from error


def is_disk_full(error: BaseException) -> bool:
    return isinstance(error, sqlite3.Error) and "full" in str(error)


def _prepare_connection(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver would start transactions by itself, and too late; _begin does it.
    connection.isolation_level = None
    cursor = connection.cursor()
    for statement in _AT_CONNECT:
        cursor.execute(statement)
    cursor.close()


def _begin(connection: Connection) -> None:
    # IMMEDIATE: who reads in order to write must not find out at the end that another was faster.
    reads = connection.get_execution_options().get(_READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
