"""Tables of the mailroom for what the hub sends to its posts: public documents, signed."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, LargeBinary, String, Table

from frontline.hub.tables import mailroom_tables

updates = Table(
    "updates",
    mailroom_tables,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("made", String(10), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
# What is in each, to know which updates later ones have overtaken.
update_documents = Table(
    "update_documents",
    mailroom_tables,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("version", BigInteger, nullable=False),
    ForeignKeyConstraint(["number"], ["updates.number"]),
)
