"""Register, version 1: what a hub began with. A released version is never edited."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Text,
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "imports",
        Column("device", String(64), nullable=False),
        Column("sequence", BigInteger, nullable=False, autoincrement=False),
        Column("payload_sha256", String(64), nullable=False),
        Column("imported_at", BigInteger, nullable=False),
        Column("epoch", BigInteger, nullable=False),
        Column("receipt", LargeBinary, nullable=False),
        Column("refused", String(32)),
        Column("bundle", String(64)),
        Column("previous", String(64)),
        Column("month", String(7)),
        Column("hub_epoch", BigInteger),
        Column("audit_head", String(64)),
        Column("audit_count", BigInteger),
        PrimaryKeyConstraint("device", "sequence"),
    )
    op.create_table(
        "referrals",
        Column("item", String(64), nullable=False),
        Column("device", String(64), nullable=False),
        Column("sequence", BigInteger, nullable=False),
        Column("sha256", String(64), nullable=False),
        Column("content", Text, nullable=False),
        PrimaryKeyConstraint("item"),
        ForeignKeyConstraint(["device", "sequence"], ["imports.device", "imports.sequence"]),
    )
    op.create_table(
        "quarantine",
        Column("device", String(64), nullable=False),
        Column("sequence", BigInteger, nullable=False, autoincrement=False),
        Column("item", String(64), nullable=False),
        Column("kind", String(64), nullable=False),
        Column("sha256", String(64), nullable=False),
        Column("reason", String(32), nullable=False),
        PrimaryKeyConstraint("device", "sequence", "item"),
        ForeignKeyConstraint(["device", "sequence"], ["imports.device", "imports.sequence"]),
    )
