"""Mailroom, version 1: what a hub began with. A released version is never edited."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "devices",
        Column("device", String(64), nullable=False),
        Column("verify_key", String(64), nullable=False),
        Column("enrolled_at", BigInteger, nullable=False),
        Column("head", BigInteger, nullable=False),
        PrimaryKeyConstraint("device"),
    )
    op.create_table(
        "supervisors",
        Column("device", String(64), nullable=False),
        Column("verify_key", String(64), nullable=False),
        PrimaryKeyConstraint("device", "verify_key"),
        ForeignKeyConstraint(["device"], ["devices.device"]),
    )
    op.create_table(
        "bundles",
        Column("device", String(64), nullable=False),
        Column("sequence", BigInteger, nullable=False, autoincrement=False),
        Column("payload_sha256", String(64), nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("received_at", BigInteger, nullable=False),
        Column("is_waiting", Boolean, nullable=False),
        Column("receipt", LargeBinary),
        PrimaryKeyConstraint("device", "sequence"),
        ForeignKeyConstraint(["device"], ["devices.device"]),
    )
    op.create_index("bundles_waiting", "bundles", ["is_waiting", "device", "sequence"])
    op.create_table(
        "bundle_files",
        Column("device", String(64), nullable=False),
        Column("sequence", BigInteger, nullable=False, autoincrement=False),
        Column("content", LargeBinary, nullable=False),
        PrimaryKeyConstraint("device", "sequence"),
        ForeignKeyConstraint(["device", "sequence"], ["bundles.device", "bundles.sequence"]),
    )
    op.create_table(
        "alarms",
        Column("device", String(64), nullable=False),
        Column("sequence", BigInteger, nullable=False, autoincrement=False),
        Column("payload_sha256", String(64), nullable=False),
        Column("reason", String(32), nullable=False),
        Column("noticed_at", BigInteger, nullable=False),
        PrimaryKeyConstraint("device", "sequence", "payload_sha256"),
    )
