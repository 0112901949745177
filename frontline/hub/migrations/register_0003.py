"""Register, version 3: sealed notes for law enforcement, which the hub keeps and passes on."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    String,
    Text,
)

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "sealed_notes",
        Column("item", String(64), nullable=False),
        Column("device", String(64), nullable=False),
        Column("sequence", BigInteger, nullable=False),
        Column("sha256", String(64), nullable=False),
        Column("focal_point", String(64), nullable=False),
        Column("content", Text, nullable=False),
        PrimaryKeyConstraint("item"),
        ForeignKeyConstraint(["device", "sequence"], ["imports.device", "imports.sequence"]),
    )
    op.create_index("sealed_notes_to", "sealed_notes", ["focal_point", "item"])
