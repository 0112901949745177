"""Opening a database of the hub: durable, one writer at a time, its errors turned into ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    MetaData,
    create_engine,
    event,
    func,
    select,
)
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from frontline.errors import BadInputError, DiskFullError, StorageUnwritableError

_WAIT_SECONDS = 30
_READS = "frontline_reads"
_AT_CONNECT = (
    "PRAGMA journal_mode = WAL",
    # With WAL, NORMAL loses acknowledged rows in a power cut (measured).
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
)


def open_database(path: Path) -> Engine:
    """The database in the file `path`, which create_database made.

    Every call on it may raise DiskFullError or StorageUnwritableError. Raises BadInputError where
    there is no such file: a missing database is never replaced by an empty one.
    """
    if not path.is_file():
        raise BadInputError(reason="no-database", name=path.name)
    # hide_parameters: what is stored must not turn up in an error's text.
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        hide_parameters=True,
        connect_args={"timeout": _WAIT_SECONDS},
    )
    event.listen(engine, "handle_error", _as_ours)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def create_database(path: Path, tables: MetaData) -> None:
    """A new, empty database that nobody but its owner can read."""
    path.touch(mode=0o600, exist_ok=False)
    engine = open_database(path)
    tables.create_all(engine)
    engine.dispose()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view, which keeps no writer waiting."""
    with engine.execution_options(**{_READS: True}).begin() as connection:
        yield connection


def count_rows(connection: Connection, table: FromClause, *where: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver would start transactions by itself, and too late; _begin_sqlite does it.
    connection.isolation_level = None
    cursor = connection.cursor()
    for statement in _AT_CONNECT:
        cursor.execute(statement)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # IMMEDIATE: who reads in order to write must not find out at the end that another was faster.
    reads = connection.get_execution_options().get(_READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _as_ours(context: ExceptionContext) -> None:
    found, original = context.sqlalchemy_exception, context.original_exception
    if isinstance(found, IntegrityError) or not isinstance(found, DatabaseError):
        return
    if "full" in str(original):
        raise DiskFullError from original
    reason = "operation" if isinstance(found, OperationalError) else "damaged"
    raise StorageUnwritableError(reason=reason) from original
