"""Register, version 2: its own version, and what posts told of breaks in their records of deeds."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, PrimaryKeyConstraint, String

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "schema_version",
        Column("version", BigInteger, nullable=False, autoincrement=False),
        PrimaryKeyConstraint("version"),
    )
    op.create_table(
        "audit_breaks",
        Column("device", String(64), nullable=False),
        Column("number", BigInteger, nullable=False, autoincrement=False),
        Column("entry", BigInteger, nullable=False, autoincrement=False),
        Column("kind", String(64), nullable=False),
        Column("acknowledged", Boolean, nullable=False),
        Column("told_at", BigInteger, nullable=False),
        PrimaryKeyConstraint("device", "number", "entry", "kind"),
    )
    op.create_index("imports_heads", "imports", ["device", "audit_count"])
