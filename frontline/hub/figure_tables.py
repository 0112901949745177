"""Tables of what the hub has published. Part of the register: they tell who was in what.

`content` of a release is the file that was given out, which the next one has to be safe beside.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, String, Table, Text

from frontline.hub.tables import register_tables

releases = Table(
    "releases",
    register_tables,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("made_at", BigInteger, nullable=False),
    Column("content", Text, nullable=False),
)

# `release`: the first one that could count the referral.
released_referrals = Table(
    "released_referrals",
    register_tables,
    Column("item", String(64), primary_key=True),
    Column("release", BigInteger, nullable=False),
    ForeignKeyConstraint(["item"], ["referrals.item"]),
    ForeignKeyConstraint(["release"], ["releases.number"]),
    Index("released_in", "release"),
)

# Records that were given out one by one, and how coarse (statistics/record_level.py).
exported_records = Table(
    "exported_records",
    register_tables,
    Column("item", String(64), primary_key=True),
    Column("rung", BigInteger, nullable=False),
    Column("exported_at", BigInteger, nullable=False),
    ForeignKeyConstraint(["item"], ["referrals.item"]),
)
