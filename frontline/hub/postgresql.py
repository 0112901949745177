"""What a hub asks of PostgreSQL, where several workers share one database."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec

from sqlalchemy import Engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.event import listen
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from frontline.errors import BadInputError

_DRIVER = "postgresql+psycopg"
_WAIT_SECONDS = 30
_DISK_FULL = "53100"
# Taken from and given back to a pool that is no larger, so that the number of connections of a
# hub is known: this many for each of its processes.
CONNECTIONS = 8
ENGINE: dict[str, object] = {
    "pool_size": CONNECTIONS,
    "max_overflow": 0,
    "pool_timeout": _WAIT_SECONDS,
    # A server that was restarted, or a balancer that cut idle lines, is not the post's trouble.
    "pool_pre_ping": True,
    "connect_args": {"connect_timeout": _WAIT_SECONDS, "application_name": "frontline-hub"},
}
READS: dict[str, object] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
LOCK_BY_NAME = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
# Alembic's own statements change a table by its bare name. Until the transaction ends.
WORK_IN_SCHEMA = text("SELECT set_config('search_path', :name, true)")
# Nobody waits for ever for another worker; and what is acknowledged is on the disk, whatever the
# server's own default is. A stronger one than ours stays.
_AT_CONNECT = (
    f"SET lock_timeout = '{_WAIT_SECONDS}s'",
    f"SET idle_in_transaction_session_timeout = '{2 * _WAIT_SECONDS}s'",
    (
        "SELECT set_config('synchronous_commit', 'on', false)"
        " WHERE current_setting('synchronous_commit') IN ('off', 'local')"
    ),
)


@dataclass(frozen=True, slots=True)
class ServerSchema:
    """One database of the hub: the schema `name` in a database of a server."""

    url: URL
    name: str


def server_schema(url: str, name: str) -> ServerSchema:
    """Raises BadInputError for anything but an address of PostgreSQL with the driver we bring, and
    where the program came without it, as the desktop's does."""
    try:
        found = make_url(url)
    except ArgumentError as error:
        raise BadInputError(reason="database-url") from error
    if found.drivername != _DRIVER or not found.database:
        raise BadInputError(reason="database-url")
    if find_spec("psycopg") is None:
        raise BadInputError(reason="database-driver")
    return ServerSchema(found, name)


def prepare(engine: Engine) -> None:
    listen(engine, "connect", _prepare_connection)


def is_disk_full(error: BaseException) -> bool:
    return getattr(error, "sqlstate", None) == _DISK_FULL


def _prepare_connection(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for statement in _AT_CONNECT:
        cursor.execute(statement)
    cursor.close()
    connection.commit()
