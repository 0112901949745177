"""Register, version 3: what was published, which next publications have to be safe beside."""

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
