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
    """
    CREATE TABLE shares (
        case_id BLOB NOT NULL,
        user_id BLOB NOT NULL,
        since INTEGER NOT NULL,
        "by" BLOB NOT NULL,
        ended INTEGER,
        PRIMARY KEY (case_id, user_id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
    """
    CREATE TABLE case_owners (
        case_id BLOB NOT NULL,
        user_id BLOB NOT NULL,
        since INTEGER NOT NULL,
        "by" BLOB NOT NULL,
        PRIMARY KEY (case_id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
    """
    CREATE TABLE envelope_readers (
        case_id BLOB NOT NULL,
        readers TEXT NOT NULL,
        PRIMARY KEY (case_id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
    """
    CREATE TABLE slots_taken (
        number INTEGER NOT NULL,
        PRIMARY KEY (number),
        FOREIGN KEY(number) REFERENCES sealed_slots (number)
    ) STRICT
    """,
    """
    INSERT INTO slots_taken (number)
    SELECT number FROM sealed_slots ORDER BY random() LIMIT abs(random() % 9)
    """,
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
