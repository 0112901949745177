"""Version 2: what the vault keeps its promises with. A released version is never edited."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE child_protection (
        number INTEGER NOT NULL,
        case_id BLOB NOT NULL,
        told_at INTEGER NOT NULL,
        told_by BLOB NOT NULL,
        PRIMARY KEY (number),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
    "CREATE INDEX child_protection_of_case ON child_protection (case_id)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
