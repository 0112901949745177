"""Version 4: what second persons said. A released version is never edited."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE reviews (
        number INTEGER NOT NULL,
        referral_id BLOB NOT NULL,
        case_id BLOB NOT NULL,
        verdict TEXT NOT NULL,
        given_by BLOB NOT NULL,
        given_at INTEGER NOT NULL,
        comment BLOB NOT NULL,
        PRIMARY KEY (number),
        FOREIGN KEY(referral_id) REFERENCES referrals (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
    "CREATE INDEX reviews_of_referral ON reviews (referral_id)",
    """
    CREATE TABLE lowerings (
        number INTEGER NOT NULL,
        id BLOB NOT NULL,
        case_id BLOB NOT NULL,
        screening_id BLOB NOT NULL,
        up_to INTEGER NOT NULL,
        reason TEXT NOT NULL,
        proposed_by BLOB NOT NULL,
        proposed_at INTEGER NOT NULL,
        decision TEXT,
        decided_by BLOB,
        decided_at INTEGER,
        PRIMARY KEY (number),
        UNIQUE (id),
        FOREIGN KEY(case_id) REFERENCES cases (id),
        FOREIGN KEY(screening_id) REFERENCES screenings (id)
    ) STRICT
    """,
    "CREATE INDEX lowerings_of_case ON lowerings (case_id)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
