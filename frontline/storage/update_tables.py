"""Tables of what the hub sends out. Private to storage."""

from __future__ import annotations

from sqlalchemy import Integer, LargeBinary, Text

from frontline.storage.column_types import Moment
from frontline.storage.table_parts import key, needed, table

# Updates as they came. `content` is empty once it was accepted: its documents have their own table.
updates = table(
    "updates",
    key("hub", Text),
    key("number", Integer),
    needed("state", Text),
    needed("received_at", Moment),
    needed("content", LargeBinary),
)
# The version in force of a document that was rolled back; of all others the newest is.
document_pins = table(
    "document_pins",
    key("kind", Text),
    key("name", Text),
    needed("version", Integer),
)
