"""The table of names that forms got after cases were closed. Private to storage. As in tables.py,
`number` is the order of rows; a row names its case, with which it is removed."""

from __future__ import annotations

from sqlalchemy import Index, Integer, Text

from frontline.storage.column_types import Moment, UuidBytes
from frontline.storage.table_parts import needed, number, of_case, table

namings = table(
    "namings",
    number(),
    of_case(),
    needed("screening_id", UuidBytes, "screenings.id"),
    needed("form", Text),
    needed("pack", Text),
    needed("pack_version", Integer),
    needed("decision", Text),
    needed("reason", Text),
    needed("decided_by", UuidBytes),
    needed("decided_at", Moment),
    Index("namings_of_case", "case_id"),
)
