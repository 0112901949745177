"""The barest thing that stores as many referrals as durably: what a hub's work is measured
against. Nothing that identifies anybody may ever be put in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Column, MetaData, String, Table, Text, text
from sqlalchemy.schema import CreateSchema, DropSchema

from frontline.hub.database import count_rows, open_database, reading, writing
from frontline.hub.keys import HubFolder
from frontline.hub.places import HubPlaces, hub_places
from frontline.hub.postgresql import ServerSchema
from frontline.hub.sqlite import new_file

_SCHEMA = "bare"
_metadata = MetaData()
_rows = Table(
    "rows",
    _metadata,
    Column("item", String(64), primary_key=True),
    Column("content", Text, nullable=False),
)
_SIZES = text(
    "SELECT relname, pg_total_relation_size(pg_class.oid) AS bytes FROM pg_class"
    " JOIN pg_namespace ON pg_namespace.oid = relnamespace"
    " WHERE nspname IN ('mailroom', 'register') AND relkind = 'r'"
)


class BareTable:
    """One table with a key and a text, in a database of the same kind as the hub's `places`."""

    def __init__(self, places: HubPlaces) -> None:
        beside = places.register
        if isinstance(beside, Path):
            self._place: Path | ServerSchema = beside.with_name("bare.db")
            new_file(self._place)
        else:
            self._place = ServerSchema(beside.url, _SCHEMA)
        self._engine = open_database(self._place)
        with writing(self._engine) as connection:
            if isinstance(self._place, ServerSchema):
                connection.execute(CreateSchema(_SCHEMA))
            _metadata.create_all(connection)

    def insert(self, rows: Sequence[tuple[str, str]]) -> None:
        """One batch, durable when it returns."""
        with writing(self._engine) as connection:
            connection.execute(
                _rows.insert(), [{"item": item, "content": text} for item, text in rows]
            )

    def count(self) -> int:
        with reading(self._engine) as connection:
            return count_rows(connection, _rows)

    def stored_bytes(self) -> dict[str, int]:
        """On a server, what each of the hub's own tables takes up with its indices; nothing for
        files, which do not tell."""
        if isinstance(self._place, Path):
            return {}
        with reading(self._engine) as connection:
            return {row.relname: row.bytes for row in connection.execute(_SIZES)}

    def close(self) -> None:
        self._engine.dispose()


def drop_measured_hub(folder: HubFolder, server: str) -> None:
    """Take away the schemas that a measurement made in a database of its own."""
    for place in _schemas(folder, server):
        engine = open_database(place)
        with writing(engine) as connection:
            connection.execute(DropSchema(place.name, cascade=True, if_exists=True))
        engine.dispose()


def _schemas(folder: HubFolder, server: str) -> list[ServerSchema]:
    places = hub_places(folder, server)
    named = [place for place in (places.mailroom, places.register) if not isinstance(place, Path)]
    return [*named, *(ServerSchema(place.url, _SCHEMA) for place in named[:1])]
