"""Mailroom, version 2: its own version, and devices that are out of our hands."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, PrimaryKeyConstraint, String

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "schema_version",
        Column("version", BigInteger, nullable=False, autoincrement=False),
        PrimaryKeyConstraint("version"),
    )
    op.create_table(
        "revocations",
        Column("device", String(64), nullable=False),
        Column("reason", String(32), nullable=False),
        Column("lost_on", String(10), nullable=False),
        Column("revoked_at", BigInteger, nullable=False),
        PrimaryKeyConstraint("device"),
        ForeignKeyConstraint(["device"], ["devices.device"]),
    )
