"""Version 4: what the hub sends out, and documents that were rolled back. A released version is
never edited."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE updates (
        hub TEXT NOT NULL,
        number INTEGER NOT NULL,
        state TEXT NOT NULL,
        received_at INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (hub, number)
    ) STRICT
    """,
    """
    CREATE TABLE document_pins (
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        version INTEGER NOT NULL,
        PRIMARY KEY (kind, name)
    ) STRICT
    """,
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
