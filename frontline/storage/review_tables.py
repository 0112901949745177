"""Tables of what second persons said. Private to storage. As in tables.py, `number` is the order
of rows; both name the case, with which they are removed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from frontline.storage.column_types import Moment, UuidBytes
from frontline.storage.tables import metadata

# `comment` is an age file, or empty.
reviews = Table(
    "reviews",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("referral_id", UuidBytes, ForeignKey("referrals.id"), nullable=False),
    Column("case_id", UuidBytes, ForeignKey("cases.id"), nullable=False),
    Column("verdict", Text, nullable=False),
    Column("given_by", UuidBytes, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("comment", LargeBinary, nullable=False),
    Index("reviews_of_referral", "referral_id"),
    sqlite_strict=True,
)
# The three last columns are empty while nobody has decided.
lowerings = Table(
    "lowerings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", UuidBytes, nullable=False, unique=True),
    Column("case_id", UuidBytes, ForeignKey("cases.id"), nullable=False),
    Column("screening_id", UuidBytes, ForeignKey("screenings.id"), nullable=False),
    Column("up_to", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("proposed_by", UuidBytes, nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("decision", Text),
    Column("decided_by", UuidBytes),
    Column("decided_at", Moment),
    Index("lowerings_of_case", "case_id"),
    sqlite_strict=True,
)
