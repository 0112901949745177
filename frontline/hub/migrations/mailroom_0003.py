"""Mailroom, version 3: letters to posts, and updates for all of them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
)

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "letters",
        Column("device", String(64), nullable=False),
        Column("number", BigInteger, nullable=False, autoincrement=False),
        Column("content", LargeBinary, nullable=False),
        PrimaryKeyConstraint("device", "number"),
        ForeignKeyConstraint(["device"], ["devices.device"]),
    )
    op.create_table(
        "updates",
        Column("number", BigInteger, nullable=False, autoincrement=False),
        Column("made", String(10), nullable=False),
        Column("sha256", String(64), nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("content", LargeBinary, nullable=False),
        PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "update_documents",
        Column("number", BigInteger, nullable=False, autoincrement=False),
        Column("kind", String(16), nullable=False),
        Column("name", String(64), nullable=False),
        Column("version", BigInteger, nullable=False),
        PrimaryKeyConstraint("number", "kind", "name"),
        ForeignKeyConstraint(["number"], ["updates.number"]),
    )
