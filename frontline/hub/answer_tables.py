"""Tables of the answers of services: what was said, and the letters that tell posts of it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, LargeBinary, String, Table

from frontline.hub.tables import mailroom_tables, register_tables

given_answers = Table(
    "given_answers",
    register_tables,
    Column("device", String(64), primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("item", String(64), nullable=False),
    Column("outcome", String(32), nullable=False),
    Column("reason", String(32)),
    Column("contact_on", String(10)),
    Column("given_at", BigInteger, nullable=False),
    Column("letter", LargeBinary, nullable=False),
    ForeignKeyConstraint(["item"], ["referrals.item"]),
)

letters = Table(
    "letters",
    mailroom_tables,
    Column("device", String(64), primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
    ForeignKeyConstraint(["device"], ["devices.device"]),
)
