"""Makes the hub's tables, and brings those of an earlier program up to date, forward only.

A file is brought up to date when it is opened, after it was copied. On a server that is a step of
its own (`frontline hub upgrade`), because the users of a running hub may not change tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, Engine, Table, delete, insert, inspect, select
from sqlalchemy.schema import CreateSchema

from frontline.errors import BadInputError
from frontline.hub import postgresql, sqlite
from frontline.hub.database import Place, open_database, reading, writing
from frontline.hub.migrations import (
    mailroom_0001,
    mailroom_0002,
    mailroom_0003,
    register_0001,
    register_0002,
    register_0003,
    register_0004,
    register_0005,
    register_0006,
)
from frontline.hub.tables import mailroom_version, register_version


@dataclass(frozen=True, slots=True)
class Schema:
    """One database's tables: where its version stands, a table every version has, the steps."""

    version: Table
    first_table: str
    steps: tuple[ModuleType, ...]


MAILROOM = Schema(mailroom_version, "devices", (mailroom_0001, mailroom_0002, mailroom_0003))
REGISTER = Schema(
    register_version,
    "imports",
    (register_0001, register_0002, register_0003, register_0004, register_0005, register_0006),
)


def create_place(place: Place, schema: Schema) -> None:
    """A new, empty database. Raises BadInputError where one is already."""
    if isinstance(place, Path):
        sqlite.new_file(place)
    with _opened(place) as engine, writing(engine) as connection:
        if not isinstance(place, Path) and not inspect(connection).has_schema(place.name):
            connection.execute(CreateSchema(place.name))
        if _version(connection, place, schema):
            raise BadInputError(reason="hub-exists")
        _climb(connection, place, schema, 0)


@contextmanager
def up_to_date(place: Place, schema: Schema) -> Iterator[Engine]:
    """The database, open. Raises BadInputError where there is none, or one of a newer program;
    on a server also for an older one."""
    with _opened(place) as engine:
        with reading(engine) as connection:
            version = _version(connection, place, schema)
        _refuse_unusable(version, schema)
        if version < len(schema.steps):
            if not isinstance(place, Path):
                raise BadInputError(reason="database-older")
            _upgrade(engine, place, schema)
        yield engine


def upgrade(place: Place, schema: Schema) -> int:
    """Bring the database up to date, and give the version it had. Raises BadInputError."""
    with _opened(place) as engine:
        return _upgrade(engine, place, schema)


def _upgrade(engine: Engine, place: Place, schema: Schema) -> int:
    with writing(engine) as connection:
        if not isinstance(place, Path):
            connection.execute(postgresql.LOCK_BY_NAME, {"name": f"schema/{place.name}"})
        # Again, now that nobody else can be at it.
        version = _version(connection, place, schema)
        _refuse_unusable(version, schema)
        if version < len(schema.steps):
            if isinstance(place, Path):
                # Another connection sees, and copies, what was there before this transaction.
                sqlite.copy_beside(place, copy_before(place, version))
            _climb(connection, place, schema, version)
        return version


def copy_before(path: Path, version: int) -> Path:
    """Where the copy lies that is made before a database leaves `version`."""
    return path.with_name(f"{path.name}.version-{version}")


@contextmanager
def _opened(place: Place) -> Iterator[Engine]:
    engine = open_database(place)
    try:
        yield engine
    finally:
        engine.dispose()


def _refuse_unusable(version: int, schema: Schema) -> None:
    if version == 0:
        raise BadInputError(reason="no-database")
    if version > len(schema.steps):
        raise BadInputError(reason="database-newer")


def _version(connection: Connection, place: Place, schema: Schema) -> int:
    """0 for an empty database. The first version did not write down its number."""
    found, name = inspect(connection), None if isinstance(place, Path) else place.name
    if found.has_table(schema.version.name, schema=name):
        return connection.scalar(select(schema.version.c.version)) or 0
    return 1 if found.has_table(schema.first_table, schema=name) else 0


def _climb(connection: Connection, place: Place, schema: Schema, version: int) -> None:
    if not isinstance(place, Path):
        connection.execute(postgresql.WORK_IN_SCHEMA, {"name": place.name})
    with Operations.context(MigrationContext.configure(connection)):
        for step in schema.steps[version:]:
            step.upgrade()
    connection.execute(delete(schema.version))
    connection.execute(insert(schema.version).values(version=len(schema.steps)))
