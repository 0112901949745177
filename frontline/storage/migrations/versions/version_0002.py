"""Version 2: what the vault keeps its promises with. A released version is never edited."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE legal_holds (
        case_id BLOB NOT NULL,
        reason TEXT NOT NULL,
        set_at INTEGER NOT NULL,
        set_by BLOB NOT NULL,
        PRIMARY KEY (case_id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
    """
    CREATE TABLE removal_proposals (
        case_id BLOB NOT NULL,
        removal TEXT NOT NULL,
        proposed_by BLOB NOT NULL,
        proposed_at INTEGER NOT NULL,
        PRIMARY KEY (case_id, removal),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
    """
    CREATE TABLE duties (
        duty TEXT NOT NULL,
        done_at INTEGER NOT NULL,
        PRIMARY KEY (duty)
    ) STRICT
    """,
    """
    CREATE TABLE user_states (
        user_id BLOB NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (user_id),
        FOREIGN KEY(user_id) REFERENCES users (id)
    ) STRICT
    """,
    """
    CREATE TABLE kept_keys (
        purpose TEXT NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (purpose)
    ) STRICT
    """,
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
