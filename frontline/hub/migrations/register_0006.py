"""Register, version 6: forms of exploitation that were added to referrals after they came."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, PrimaryKeyConstraint, String

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "added_names",
        Column("number", BigInteger, nullable=False, autoincrement=False),
        Column("item", String(64), nullable=False),
        Column("form", String(64), nullable=False),
        Column("pack", String(64), nullable=False),
        Column("version", BigInteger, nullable=False),
        Column("named_by", String(64), nullable=False),
        Column("named_at", BigInteger, nullable=False),
        Column("counts_from", BigInteger, nullable=False),
        PrimaryKeyConstraint("number"),
        ForeignKeyConstraint(["item"], ["referrals.item"]),
    )
    op.create_index("added_names_of", "added_names", ["item", "form"], unique=True)
