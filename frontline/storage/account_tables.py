"""Tables of the states of accounts, and of keys that outlive a data key. Private to storage."""

from __future__ import annotations

from sqlalchemy import LargeBinary, Text

from frontline.storage.column_types import UuidBytes
from frontline.storage.table_parts import key, needed, table

# Whose account is not active any more, or was not for a time; all others have no row.
user_states = table(
    "user_states",
    key("user_id", UuidBytes, "users.id"),
    needed("state", Text),
)
# Keys that stay what they are when the vault gets a new data key.
kept_keys = table(
    "kept_keys",
    key("purpose", Text),
    needed("content", LargeBinary),
)
