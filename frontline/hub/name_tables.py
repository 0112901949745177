"""The table of forms that were added to referrals after they came. Nothing is ever changed in it.

Part of the register, beside the referrals, which stay as they were sent.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, String, Table

from frontline.hub.tables import register_tables

# `pack` and `version`: the rules that have the form. `counts_from`: the first release it counts in.
added_names = Table(
    "added_names",
    register_tables,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("item", String(64), nullable=False),
    Column("form", String(64), nullable=False),
    Column("pack", String(64), nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("named_by", String(64), nullable=False),
    Column("named_at", BigInteger, nullable=False),
    Column("counts_from", BigInteger, nullable=False),
    ForeignKeyConstraint(["item"], ["referrals.item"]),
    Index("added_names_of", "item", "form", unique=True),
)
