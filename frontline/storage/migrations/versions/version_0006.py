"""Version 6: the route of a person, place by place. A released version is never edited."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE routes (
        number INTEGER NOT NULL,
        case_id BLOB NOT NULL,
        legs TEXT NOT NULL,
        recorded_at INTEGER NOT NULL,
        recorded_by BLOB NOT NULL,
        PRIMARY KEY (number),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
    "CREATE INDEX routes_of_case ON routes (case_id)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
