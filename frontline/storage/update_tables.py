"""Tables of what the hub sends out. Private to storage."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from frontline.storage.column_types import Moment
from frontline.storage.tables import metadata

# Updates as they came. `content` is empty once it was accepted: its documents have their own table.
updates = Table(
    "updates",
    metadata,
    Column("hub", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("state", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("content", LargeBinary, nullable=False),
    sqlite_strict=True,
)
# The version in force of a document that was rolled back; of all others the newest is.
document_pins = Table(
    "document_pins",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    sqlite_strict=True,
)
