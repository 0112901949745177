"""Tables of hand-overs to services and of notes for law enforcement. Private to storage. As in
tables.py, `number` is the order of rows.

Only codes and sealed bytes. A note lies apart from the link that leads from a case to it, so that
either can go without the other.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, Text

from frontline.storage.column_types import Day, Moment, UuidBytes
from frontline.storage.table_parts import key, needed, number, of_case, own_id, table

# `parts` are codes with spaces between; `receipt_check` a digest that the receipt code fits.
handovers = table(
    "handovers",
    number(),
    own_id(),
    of_case(),
    needed("service", Text),
    needed("basis", Text),
    Column("reason", Text),
    needed("parts", Text),
    needed("state", Text),
    needed("prepared_at", Moment),
    needed("prepared_by", UuidBytes),
    needed("due", Day),
    needed("receipt_check", Text),
    Index("handovers_of_case", "case_id"),
)
# Age files: `sealed` for the service, `kept` for who may work on the case. They go with the
# person's details.
handover_files = table(
    "handover_files",
    key("handover_id", UuidBytes, "handovers.id"),
    of_case(),
    needed("sealed", LargeBinary),
    needed("kept", LargeBinary),
)
intel_notes = table(
    "intel_notes",
    number(),
    own_id(),
    needed("made_at", Moment),
    needed("made_by", UuidBytes),
    needed("focal_point", Text),
    needed("sealed", LargeBinary),
    Column("carried_at", Moment),
)
intel_links = table(
    "intel_links",
    key("note_id", UuidBytes, "intel_notes.id"),
    of_case(),
)
