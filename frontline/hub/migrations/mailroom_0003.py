"""Mailroom, version 3: letters to posts."""

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
