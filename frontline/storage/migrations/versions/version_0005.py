"""Version 5: names that forms of exploitation got after cases were closed.

A released version is never edited."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE namings (
        number INTEGER NOT NULL,
        case_id BLOB NOT NULL,
        screening_id BLOB NOT NULL,
        form TEXT NOT NULL,
        pack TEXT NOT NULL,
        pack_version INTEGER NOT NULL,
        decision TEXT NOT NULL,
        reason TEXT NOT NULL,
        decided_by BLOB NOT NULL,
        decided_at INTEGER NOT NULL,
        PRIMARY KEY (number),
        FOREIGN KEY(case_id) REFERENCES cases (id),
        FOREIGN KEY(screening_id) REFERENCES screenings (id)
    ) STRICT
    """,
    "CREATE INDEX namings_of_case ON namings (case_id)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
