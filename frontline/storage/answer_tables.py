"""The table of answers of services. Private to storage."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from frontline.storage.column_types import Day, UuidBytes
from frontline.storage.tables import metadata

# One row for each letter. `letter` is its digest; `hub_number` its place among the hub's letters.
service_answers = Table(
    "service_answers",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("letter", Text, nullable=False, unique=True),
    Column("case_id", UuidBytes, ForeignKey("cases.id"), nullable=False),
    Column("referral_id", UuidBytes, ForeignKey("referrals.id"), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("hub_number", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text),
    Column("contact_on", Day),
    Column("follow_up", UuidBytes, nullable=False),
    Index("answers_of_case", "case_id"),
    sqlite_strict=True,
)
