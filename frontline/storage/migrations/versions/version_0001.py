"""Version 1: everything a vault began with. A released version is never edited."""

from __future__ import annotations

from alembic import op
from sqlalchemy import column, insert, table

revision = "0001"
down_revision = None

_STATEMENTS = (
    """
    CREATE TABLE vault (
        id INTEGER NOT NULL CHECK (id = 1),
        canary TEXT NOT NULL,
        schema_version INTEGER NOT NULL,
        slots_generation INTEGER NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    """
    CREATE TABLE audit (
        sequence INTEGER NOT NULL,
        entry BLOB NOT NULL,
        PRIMARY KEY (sequence)
    ) STRICT
    """,
    """
    CREATE TABLE users (
        number INTEGER NOT NULL,
        id BLOB NOT NULL,
        name TEXT NOT NULL,
        access TEXT NOT NULL,
        official TEXT NOT NULL,
        recipient TEXT NOT NULL,
        verify_key TEXT NOT NULL,
        PRIMARY KEY (number),
        UNIQUE (id)
    ) STRICT
    """,
    """
    CREATE TABLE sites (
        number INTEGER NOT NULL,
        id BLOB NOT NULL,
        label TEXT NOT NULL,
        kind TEXT NOT NULL,
        setting TEXT NOT NULL,
        country TEXT NOT NULL,
        region TEXT NOT NULL,
        PRIMARY KEY (number),
        UNIQUE (id)
    ) STRICT
    """,
    """
    CREATE TABLE cases (
        number INTEGER NOT NULL,
        id BLOB NOT NULL,
        code TEXT NOT NULL,
        site_id BLOB NOT NULL,
        opened_at INTEGER NOT NULL,
        opened_by BLOB NOT NULL,
        PRIMARY KEY (number),
        UNIQUE (id),
        UNIQUE (code),
        FOREIGN KEY(site_id) REFERENCES sites (id)
    ) STRICT
    """,
    """
    CREATE TABLE screenings (
        number INTEGER NOT NULL,
        id BLOB NOT NULL,
        case_id BLOB NOT NULL,
        instrument TEXT NOT NULL,
        pack TEXT NOT NULL,
        pack_version INTEGER NOT NULL,
        started_at INTEGER NOT NULL,
        started_by BLOB NOT NULL,
        person_language TEXT NOT NULL,
        position TEXT,
        position_since INTEGER NOT NULL,
        closed_at INTEGER,
        finding TEXT,
        PRIMARY KEY (number),
        UNIQUE (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
    "CREATE INDEX screenings_of_case ON screenings (case_id)",
    """
    CREATE TABLE answers (
        case_id BLOB NOT NULL,
        sequence INTEGER NOT NULL,
        id BLOB NOT NULL,
        screening_id BLOB NOT NULL,
        question TEXT NOT NULL,
        value TEXT NOT NULL,
        answered_at INTEGER NOT NULL,
        answered_by BLOB NOT NULL,
        replaces BLOB,
        position TEXT,
        PRIMARY KEY (case_id, sequence),
        FOREIGN KEY(screening_id) REFERENCES screenings (id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE envelopes (
        case_id BLOB NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (case_id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
    """
    CREATE TABLE choices (
        number INTEGER NOT NULL,
        case_id BLOB NOT NULL,
        service TEXT NOT NULL,
        choice TEXT NOT NULL,
        chosen_at INTEGER NOT NULL,
        chosen_by BLOB NOT NULL,
        PRIMARY KEY (number),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
    "CREATE INDEX choices_of_case ON choices (case_id)",
    """
    CREATE TABLE follow_ups (
        number INTEGER NOT NULL,
        id BLOB NOT NULL,
        case_id BLOB NOT NULL,
        due TEXT NOT NULL,
        owner BLOB NOT NULL,
        done_at INTEGER,
        PRIMARY KEY (number),
        UNIQUE (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
    """
    CREATE TABLE documents (
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        version INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (kind, name, version)
    ) STRICT
    """,
    """
    CREATE TABLE device (
        id INTEGER NOT NULL CHECK (id = 1),
        device_id TEXT NOT NULL,
        seed BLOB NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    """
    CREATE TABLE sealed_slots (
        number INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (number)
    ) STRICT
    """,
    """
    CREATE TABLE hub_card (
        id INTEGER NOT NULL CHECK (id = 1),
        card BLOB NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    """
    CREATE TABLE hub_epochs (
        hub TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        PRIMARY KEY (hub)
    ) STRICT
    """,
    """
    CREATE TABLE referrals (
        number INTEGER NOT NULL,
        id BLOB NOT NULL,
        case_id BLOB NOT NULL,
        screening_id BLOB NOT NULL,
        token TEXT NOT NULL,
        state TEXT NOT NULL,
        is_urgent INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        record BLOB NOT NULL,
        coarsened TEXT NOT NULL,
        PRIMARY KEY (number),
        UNIQUE (id),
        FOREIGN KEY(case_id) REFERENCES cases (id),
        FOREIGN KEY(screening_id) REFERENCES screenings (id),
        UNIQUE (token)
    ) STRICT
    """,
    "CREATE INDEX referrals_of_case ON referrals (case_id)",
    """
    CREATE TABLE bundles (
        sequence INTEGER NOT NULL,
        bundle_id TEXT NOT NULL,
        content BLOB NOT NULL,
        items TEXT NOT NULL,
        receipt BLOB,
        PRIMARY KEY (sequence),
        UNIQUE (bundle_id)
    ) STRICT
    """,
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
    for name in ("audit", "answers"):
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {name}_refuse_{verb.lower()} BEFORE {verb} ON {name} "
                "BEGIN SELECT RAISE(ABORT, 'append only'); END"
            )
    vault = table("vault", *map(column, ("id", "canary", "schema_version", "slots_generation")))
    op.execute(
        insert(vault).values(
            id=1, canary="frontline vault canary", schema_version=1, slots_generation=0
        )
    )
