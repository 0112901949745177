"""Opening a database of the hub: durable, its errors turned into ours, on SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Table,
    create_engine,
    func,
    select,
)
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.event import listen
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from frontline.errors import BadInputError, DiskFullError, StorageUnwritableError
from frontline.hub import postgresql, sqlite
from frontline.hub.postgresql import ServerSchema

# A database is a file of its own, or a schema of a server.
Place = Path | ServerSchema


def open_database(place: Place) -> Engine:
    """The database at `place`, which create_place made; its tables are schema.py's concern.

    Every call on it may raise DiskFullError or StorageUnwritableError. Raises BadInputError where
    there is no such file: a missing database is never replaced by an empty one.
    """
    if isinstance(place, Path):
        if not place.is_file():
            raise BadInputError(reason="no-database", name=place.name)
        url = URL.create("sqlite", database=str(place))
        engine = _engine(url, sqlite.ENGINE)
        sqlite.prepare(engine)
        return engine
    engine = _engine(place.url, postgresql.ENGINE)
    postgresql.prepare(engine)
    return engine.execution_options(schema_translate_map={None: place.name})


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view, which keeps no writer waiting."""
    options = postgresql.READS if engine.dialect.name == "postgresql" else sqlite.READS
    with _in_time(), engine.execution_options(**options).begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction, durable when it ends without an error."""
    with _in_time(), engine.begin() as connection:
        yield connection


def lock_device(connection: Connection, device: str) -> None:
    """Until the transaction ends, no other worker writes for this device.

    SQLite has one writer at a time anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(postgresql.LOCK_BY_NAME, {"name": f"device/{device}"})


def count_rows(connection: Connection, table: FromClause, *where: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0


def sequences_by_device(
    connection: Connection, table: Table, *where: ColumnElement[bool]
) -> dict[str, tuple[int, int]]:
    """How many rows of each device there are, and the sum of their sequences."""
    device, sequence = table.c.device, table.c.sequence
    query = select(device, func.count(), func.sum(sequence)).where(*where).group_by(device)
    return {name: (count, int(total)) for name, count, total in connection.execute(query)}


def _engine(url: URL, options: dict[str, object]) -> Engine:
    # hide_parameters: what is stored must not turn up in an error's text.
    engine = create_engine(url, hide_parameters=True, **options)
    listen(engine, "handle_error", _as_ours)
    return engine


@contextmanager
def _in_time() -> Iterator[None]:
    try:
        yield
    except PoolTimeoutError as error:
        raise StorageUnwritableError(reason="busy") from error


def _as_ours(context: ExceptionContext) -> None:
    found, original = context.sqlalchemy_exception, context.original_exception
    if context.is_pre_ping:
        # A line that was cut while nobody used it: the pool opens another one.
        return
    if isinstance(found, IntegrityError) or not isinstance(found, DatabaseError):
        return
    if postgresql.is_disk_full(original) or sqlite.is_disk_full(original):
        raise DiskFullError from original
    reason = "operation" if isinstance(found, OperationalError) else "damaged"
    raise StorageUnwritableError(reason=reason) from original
