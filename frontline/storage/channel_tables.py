"""Tables of hand-overs to services and of notes for law enforcement. Private to storage. As in
tables.py, `number` is the order of rows.

Only codes and sealed bytes. A note lies apart from the link that leads from a case to it, so that
either can go without the other.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from frontline.storage.column_types import Day, Moment, UuidBytes
from frontline.storage.tables import metadata

# `parts` are codes with spaces between; `receipt_check` a digest that the receipt code fits.
handovers = Table(
    "handovers",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", UuidBytes, nullable=False, unique=True),
    Column("case_id", UuidBytes, ForeignKey("cases.id"), nullable=False),
    Column("service", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("reason", Text),
    Column("parts", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("prepared_at", Moment, nullable=False),
    Column("prepared_by", UuidBytes, nullable=False),
    Column("due", Day, nullable=False),
    Column("receipt_check", Text, nullable=False),
    Index("handovers_of_case", "case_id"),
    sqlite_strict=True,
)
# Age files: `sealed` for the service, `kept` for who may work on the case. They go with the
# person's details.
handover_files = Table(
    "handover_files",
    metadata,
    Column("handover_id", UuidBytes, ForeignKey("handovers.id"), primary_key=True),
    Column("case_id", UuidBytes, ForeignKey("cases.id"), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("kept", LargeBinary, nullable=False),
    sqlite_strict=True,
)
intel_notes = Table(
    "intel_notes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", UuidBytes, nullable=False, unique=True),
    Column("made_at", Moment, nullable=False),
    Column("made_by", UuidBytes, nullable=False),
    Column("focal_point", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("carried_at", Moment),
    sqlite_strict=True,
)
intel_links = Table(
    "intel_links",
    metadata,
    Column("note_id", UuidBytes, ForeignKey("intel_notes.id"), primary_key=True),
    Column("case_id", UuidBytes, ForeignKey("cases.id"), nullable=False),
    sqlite_strict=True,
)
