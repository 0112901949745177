"""The table of answers of services. Private to storage."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Text

from frontline.storage.column_types import Day, UuidBytes
from frontline.storage.table_parts import needed, number, of_case, table

# One row for each letter. `letter` is its digest; `hub_number` its place among the hub's letters.
service_answers = table(
    "service_answers",
    number(),
    Column("letter", Text, nullable=False, unique=True),
    of_case(),
    needed("referral_id", UuidBytes, "referrals.id"),
    needed("epoch", Integer),
    needed("hub_number", Integer),
    needed("outcome", Text),
    Column("reason", Text),
    Column("contact_on", Day),
    needed("follow_up", UuidBytes),
    Index("answers_of_case", "case_id"),
)
