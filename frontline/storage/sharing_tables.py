"""Tables of who may work on a case and who can open what is sealed. Private to storage."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from frontline.storage.column_types import (
    Moment,
    UuidBytes,
)
from frontline.storage.tables import metadata

# One row for each colleague a case was ever shared with; `ended` is empty while it is.
shares = Table(
    "shares",
    metadata,
    Column("case_id", UuidBytes, ForeignKey("cases.id"), primary_key=True),
    Column("user_id", UuidBytes, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("by", UuidBytes, nullable=False),
    Column("ended", Moment),
    sqlite_strict=True,
)
# Whose a case is that was handed over; all others belong to who opened them.
case_owners = Table(
    "case_owners",
    metadata,
    Column("case_id", UuidBytes, ForeignKey("cases.id"), primary_key=True),
    Column("user_id", UuidBytes, nullable=False),
    Column("since", Moment, nullable=False),
    Column("by", UuidBytes, nullable=False),
    sqlite_strict=True,
)
# The age recipients an envelope was sealed to, one after the other with spaces between: an age
# file itself does not tell.
envelope_readers = Table(
    "envelope_readers",
    metadata,
    Column("case_id", UuidBytes, ForeignKey("cases.id"), primary_key=True),
    Column("readers", Text, nullable=False),
    sqlite_strict=True,
)
# Sealed slots that must not be written over. Outside the audit chain, as the slots are, and some
# of them from the start, so that their number does not tell how many reports there are.
slots_taken = Table(
    "slots_taken",
    metadata,
    Column("number", Integer, ForeignKey("sealed_slots.number"), primary_key=True),
    sqlite_strict=True,
)
