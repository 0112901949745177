"""Tables of the states of accounts, and of keys that outlive a data key. Private to storage."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, LargeBinary, Table, Text

from frontline.storage.column_types import UuidBytes
from frontline.storage.tables import metadata

# Whose account is not active any more, or was not for a time; all others have no row.
user_states = Table(
    "user_states",
    metadata,
    Column("user_id", UuidBytes, ForeignKey("users.id"), primary_key=True),
    Column("state", Text, nullable=False),
    sqlite_strict=True,
)
# Keys that stay what they are when the vault gets a new data key.
kept_keys = Table(
    "kept_keys",
    metadata,
    Column("purpose", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    sqlite_strict=True,
)
