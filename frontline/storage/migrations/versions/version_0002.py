"""Version 2: what the vault keeps its promises with. A released version is never edited."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE checkpoints (
        number INTEGER NOT NULL,
        count INTEGER NOT NULL,
        digest TEXT NOT NULL,
        signer TEXT NOT NULL,
        signature TEXT NOT NULL,
        PRIMARY KEY (number)
    ) STRICT
    """,
    """
    CREATE TABLE breaks (
        number INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        kind TEXT NOT NULL,
        marks TEXT NOT NULL,
        seen_at INTEGER NOT NULL,
        acknowledged_by BLOB,
        signature TEXT,
        PRIMARY KEY (number)
    ) STRICT
    """,
    *(
        f"CREATE TRIGGER checkpoints_refuse_{verb.lower()} BEFORE {verb} ON checkpoints "
        f"BEGIN SELECT RAISE(ABORT, 'append only'); END"
        for verb in ("UPDATE", "DELETE")
    ),
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
