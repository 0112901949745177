"""Register, version 5: sealed slots, kept for the oversight body; referrals found by their token,
which stands in the content of those that are there already; and bundles by their receipt's epoch,
for which every call of the processor looks."""

from __future__ import annotations

import json

from alembic import op
from sqlalchemy import Column, LargeBinary, PrimaryKeyConstraint, String, Text, bindparam
from sqlalchemy.sql import column, select, table, update

revision = "0005"
down_revision = "0004"

_AT_ONCE = 1000
_referrals = table(
    "referrals", column("item", String), column("token", String), column("content", Text)
)


def upgrade() -> None:
    op.create_table(
        "sealed_slots",
        Column("sha256", String(64), nullable=False),
        Column("content", LargeBinary, nullable=False),
        PrimaryKeyConstraint("sha256"),
    )
    op.add_column("referrals", Column("token", String(64), nullable=False, server_default=""))
    _write_tokens()
    op.create_index("referrals_token", "referrals", ["token"])
    op.create_index("imports_epoch", "imports", ["epoch"])


def _write_tokens() -> None:
    """Part by part, so that a nation's referrals are never in memory at once."""
    connection, last = op.get_bind(), ""
    item, content = _referrals.c.item, _referrals.c.content
    part = select(item, content).where(item > bindparam("last")).order_by(item).limit(_AT_ONCE)
    write = update(_referrals).where(item == bindparam("of")).values(token=bindparam("its"))
    while rows := connection.execute(part, {"last": last}).all():
        told = [{"of": row.item, "its": json.loads(row.content)["token"]} for row in rows]
        connection.execute(write, told)
        last = rows[-1].item
