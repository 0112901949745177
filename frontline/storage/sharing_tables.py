"""Tables of who may work on a case and who can open what is sealed. Private to storage."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Text

from frontline.storage.column_types import (
    Moment,
    UuidBytes,
)
from frontline.storage.table_parts import key, needed, table

# One row for each colleague a case was ever shared with; `ended` is empty while it is.
shares = table(
    "shares",
    key("case_id", UuidBytes, "cases.id"),
    key("user_id", UuidBytes),
    needed("since", Moment),
    needed("by", UuidBytes),
    Column("ended", Moment),
)
# Whose a case is that was handed over; all others belong to who opened them.
case_owners = table(
    "case_owners",
    key("case_id", UuidBytes, "cases.id"),
    needed("user_id", UuidBytes),
    needed("since", Moment),
    needed("by", UuidBytes),
)
# The age recipients an envelope was sealed to, one after the other with spaces between: an age
# file itself does not tell.
envelope_readers = table(
    "envelope_readers",
    key("case_id", UuidBytes, "cases.id"),
    needed("readers", Text),
)
# Sealed slots that must not be written over. Outside the audit chain, as the slots are, and some
# of them from the start, so that their number does not tell how many reports there are.
slots_taken = table(
    "slots_taken",
    key("number", Integer, "sealed_slots.number"),
)
