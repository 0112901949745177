"""Register, version 3: sealed notes for law enforcement, kept to be passed on; what was published,
beside which the next has to be safe; and answers of services."""

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
    op.create_table(
        "releases",
        Column("number", BigInteger, nullable=False, autoincrement=False),
        Column("made_at", BigInteger, nullable=False),
        Column("content", Text, nullable=False),
        PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "released_referrals",
        Column("item", String(64), nullable=False),
        Column("release", BigInteger, nullable=False),
        PrimaryKeyConstraint("item"),
        ForeignKeyConstraint(["item"], ["referrals.item"]),
        ForeignKeyConstraint(["release"], ["releases.number"]),
    )
    op.create_index("released_in", "released_referrals", ["release"])
    op.create_table(
        "exported_records",
        Column("item", String(64), nullable=False),
        Column("rung", BigInteger, nullable=False),
        Column("exported_at", BigInteger, nullable=False),
        PrimaryKeyConstraint("item"),
        ForeignKeyConstraint(["item"], ["referrals.item"]),
    )
    op.create_table(
        "given_answers",
        Column("device", String(64), nullable=False),
        Column("number", BigInteger, nullable=False, autoincrement=False),
        Column("item", String(64), nullable=False),
        Column("outcome", String(32), nullable=False),
        Column("reason", String(32)),
        Column("contact_on", String(10)),
        Column("given_at", BigInteger, nullable=False),
        Column("letter", LargeBinary, nullable=False),
        PrimaryKeyConstraint("device", "number"),
        ForeignKeyConstraint(["item"], ["referrals.item"]),
    )
