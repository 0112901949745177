"""Tables of groups of people. Private to storage. As in tables.py, `number` is the order of rows.

A member and what they replied go with their case when it is removed, so both name it.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from frontline.storage.column_types import Day, Moment, UuidBytes
from frontline.storage.tables import metadata

groups = Table(
    "groups",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", UuidBytes, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("site_id", UuidBytes, ForeignKey("sites.id"), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("opened_by", UuidBytes, nullable=False),
    Column("started_at", Moment),
    Column("start_reason", Text),
    Column("closed_at", Moment),
    Column("next_visit", Day),
    sqlite_strict=True,
)
# What was written about a group in words, as an age file, and its recipients with spaces between.
group_sheets = Table(
    "group_sheets",
    metadata,
    Column("group_id", UuidBytes, ForeignKey("groups.id"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("readers", Text, nullable=False),
    sqlite_strict=True,
)
# One row for each colleague a group was ever shared with; `ended` is empty while it is.
group_team = Table(
    "group_team",
    metadata,
    Column("group_id", UuidBytes, ForeignKey("groups.id"), primary_key=True),
    Column("user_id", UuidBytes, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("by", UuidBytes, nullable=False),
    Column("ended", Moment),
    sqlite_strict=True,
)
# `place` is the member's number in the group; `flags` are codes with spaces between.
group_members = Table(
    "group_members",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", UuidBytes, nullable=False, unique=True),
    Column("group_id", UuidBytes, ForeignKey("groups.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("flags", Text, nullable=False),
    Column("relation", Text),
    Column("case_id", UuidBytes, ForeignKey("cases.id"), unique=True),
    Column("no_record", Text),
    Column("separation", Text),
    Index("members_of_group", "group_id", "place", unique=True),
    sqlite_strict=True,
)
place_checks = Table(
    "place_checks",
    metadata,
    Column("group_id", UuidBytes, ForeignKey("groups.id"), primary_key=True),
    Column("item", Text, primary_key=True),
    Column("seen", Text, nullable=False),
    Column("checked_at", Moment, nullable=False),
    Column("checked_by", UuidBytes, nullable=False),
    sqlite_strict=True,
)
# `value` is canonical JSON, as in the log of answers.
shared_facts = Table(
    "shared_facts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", UuidBytes, nullable=False, unique=True),
    Column("group_id", UuidBytes, ForeignKey("groups.id"), nullable=False),
    Column("question", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("added_by", UuidBytes, nullable=False),
    sqlite_strict=True,
)
fact_replies = Table(
    "fact_replies",
    metadata,
    Column("fact_id", UuidBytes, ForeignKey("shared_facts.id"), primary_key=True),
    Column("member_id", UuidBytes, ForeignKey("group_members.id"), primary_key=True),
    Column("case_id", UuidBytes, ForeignKey("cases.id"), nullable=False),
    Column("reply", Text, nullable=False),
    Column("replied_at", Moment, nullable=False),
    Column("recorded_by", UuidBytes, nullable=False),
    sqlite_strict=True,
)
