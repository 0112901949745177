"""Version 3: people who were met together. A released version is never edited."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE groups (
        number INTEGER NOT NULL,
        id BLOB NOT NULL,
        kind TEXT NOT NULL,
        site_id BLOB NOT NULL,
        opened_at INTEGER NOT NULL,
        opened_by BLOB NOT NULL,
        started_at INTEGER,
        start_reason TEXT,
        closed_at INTEGER,
        next_visit TEXT,
        PRIMARY KEY (number),
        UNIQUE (id),
        FOREIGN KEY(site_id) REFERENCES sites (id)
    ) STRICT
    """,
    """
    CREATE TABLE group_sheets (
        group_id BLOB NOT NULL,
        sealed BLOB NOT NULL,
        readers TEXT NOT NULL,
        PRIMARY KEY (group_id),
        FOREIGN KEY(group_id) REFERENCES groups (id)
    ) STRICT
    """,
    """
    CREATE TABLE group_team (
        group_id BLOB NOT NULL,
        user_id BLOB NOT NULL,
        since INTEGER NOT NULL,
        "by" BLOB NOT NULL,
        ended INTEGER,
        PRIMARY KEY (group_id, user_id),
        FOREIGN KEY(group_id) REFERENCES groups (id)
    ) STRICT
    """,
    """
    CREATE TABLE group_members (
        number INTEGER NOT NULL,
        id BLOB NOT NULL,
        group_id BLOB NOT NULL,
        place INTEGER NOT NULL,
        flags TEXT NOT NULL,
        relation TEXT,
        case_id BLOB,
        no_record TEXT,
        separation TEXT,
        PRIMARY KEY (number),
        UNIQUE (id),
        FOREIGN KEY(group_id) REFERENCES groups (id),
        UNIQUE (case_id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
    "CREATE UNIQUE INDEX members_of_group ON group_members (group_id, place)",
    """
    CREATE TABLE place_checks (
        group_id BLOB NOT NULL,
        item TEXT NOT NULL,
        seen TEXT NOT NULL,
        checked_at INTEGER NOT NULL,
        checked_by BLOB NOT NULL,
        PRIMARY KEY (group_id, item),
        FOREIGN KEY(group_id) REFERENCES groups (id)
    ) STRICT
    """,
    """
    CREATE TABLE shared_facts (
        number INTEGER NOT NULL,
        id BLOB NOT NULL,
        group_id BLOB NOT NULL,
        question TEXT NOT NULL,
        value TEXT NOT NULL,
        added_at INTEGER NOT NULL,
        added_by BLOB NOT NULL,
        PRIMARY KEY (number),
        UNIQUE (id),
        FOREIGN KEY(group_id) REFERENCES groups (id)
    ) STRICT
    """,
    """
    CREATE TABLE fact_replies (
        fact_id BLOB NOT NULL,
        member_id BLOB NOT NULL,
        case_id BLOB NOT NULL,
        reply TEXT NOT NULL,
        replied_at INTEGER NOT NULL,
        recorded_by BLOB NOT NULL,
        PRIMARY KEY (fact_id, member_id),
        FOREIGN KEY(fact_id) REFERENCES shared_facts (id),
        FOREIGN KEY(member_id) REFERENCES group_members (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
