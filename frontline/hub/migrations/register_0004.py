"""Register, version 4: what people entered into the monitoring matrix."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, LargeBinary, PrimaryKeyConstraint, String

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "matrix_entries",
        Column("number", BigInteger, nullable=False, autoincrement=False),
        Column("indicator", String(64), nullable=False),
        Column("entered_at", BigInteger, nullable=False),
        Column("content", LargeBinary, nullable=False),
        PrimaryKeyConstraint("number"),
    )
