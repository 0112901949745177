"""Version 4: what services answered to referrals. A released version is never edited."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE service_answers (
        number INTEGER NOT NULL,
        letter TEXT NOT NULL,
        case_id BLOB NOT NULL,
        referral_id BLOB NOT NULL,
        epoch INTEGER NOT NULL,
        hub_number INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        reason TEXT,
        contact_on TEXT,
        follow_up BLOB NOT NULL,
        PRIMARY KEY (number),
        UNIQUE (letter),
        FOREIGN KEY(case_id) REFERENCES cases (id),
        FOREIGN KEY(referral_id) REFERENCES referrals (id)
    ) STRICT
    """,
    "CREATE INDEX answers_of_case ON service_answers (case_id)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
