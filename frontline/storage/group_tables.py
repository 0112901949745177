"""Tables of groups of people. Private to storage. As in tables.py, `number` is the order of rows.

A member and what they replied go with their case when it is removed, so both name it.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Text

from frontline.storage.column_types import Day, Moment, UuidBytes
from frontline.storage.table_parts import key, needed, number, of_case, own_id, table

groups = table(
    "groups",
    number(),
    own_id(),
    needed("kind", Text),
    needed("site_id", UuidBytes, "sites.id"),
    needed("opened_at", Moment),
    needed("opened_by", UuidBytes),
    Column("started_at", Moment),
    Column("start_reason", Text),
    Column("closed_at", Moment),
    Column("next_visit", Day),
)
# What was written about a group in words, as an age file, and its recipients with spaces between.
group_sheets = table(
    "group_sheets",
    key("group_id", UuidBytes, "groups.id"),
    needed("sealed", LargeBinary),
    needed("readers", Text),
)
# One row for each colleague a group was ever shared with; `ended` is empty while it is.
group_team = table(
    "group_team",
    key("group_id", UuidBytes, "groups.id"),
    key("user_id", UuidBytes),
    needed("since", Moment),
    needed("by", UuidBytes),
    Column("ended", Moment),
)
# `place` is the member's number in the group; `flags` are codes with spaces between.
group_members = table(
    "group_members",
    number(),
    own_id(),
    needed("group_id", UuidBytes, "groups.id"),
    needed("place", Integer),
    needed("flags", Text),
    Column("relation", Text),
    Column("case_id", UuidBytes, ForeignKey("cases.id"), unique=True),
    Column("no_record", Text),
    Column("separation", Text),
    Index("members_of_group", "group_id", "place", unique=True),
)
place_checks = table(
    "place_checks",
    key("group_id", UuidBytes, "groups.id"),
    key("item", Text),
    needed("seen", Text),
    needed("checked_at", Moment),
    needed("checked_by", UuidBytes),
)
# `value` is canonical JSON, as in the log of answers.
shared_facts = table(
    "shared_facts",
    number(),
    own_id(),
    needed("group_id", UuidBytes, "groups.id"),
    needed("question", Text),
    needed("value", Text),
    needed("added_at", Moment),
    needed("added_by", UuidBytes),
)
fact_replies = table(
    "fact_replies",
    key("fact_id", UuidBytes, "shared_facts.id"),
    key("member_id", UuidBytes, "group_members.id"),
    of_case(),
    needed("reply", Text),
    needed("replied_at", Moment),
    needed("recorded_by", UuidBytes),
)
