"""Tables of what second persons said. Private to storage. As in tables.py, `number` is the order
of rows; both name the case, with which they are removed."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Text

from frontline.storage.column_types import Moment, UuidBytes
from frontline.storage.table_parts import needed, number, of_case, own_id, table

# `comment` is an age file, or empty.
reviews = table(
    "reviews",
    number(),
    needed("referral_id", UuidBytes, "referrals.id"),
    of_case(),
    needed("verdict", Text),
    needed("given_by", UuidBytes),
    needed("given_at", Moment),
    needed("comment", LargeBinary),
    Index("reviews_of_referral", "referral_id"),
)
# The three last columns are empty while nobody has decided.
lowerings = table(
    "lowerings",
    number(),
    own_id(),
    of_case(),
    needed("screening_id", UuidBytes, "screenings.id"),
    needed("up_to", Integer),
    needed("reason", Text),
    needed("proposed_by", UuidBytes),
    needed("proposed_at", Moment),
    Column("decision", Text),
    Column("decided_by", UuidBytes),
    Column("decided_at", Moment),
    Index("lowerings_of_case", "case_id"),
)
