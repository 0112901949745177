"""Version 4: reviews, hand-overs, notes for law enforcement, service answers, hub updates.

Also which documents were rolled back. A released version is never edited."""

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
    """
    CREATE TABLE handovers (
        number INTEGER NOT NULL,
        id BLOB NOT NULL,
        case_id BLOB NOT NULL,
        service TEXT NOT NULL,
        basis TEXT NOT NULL,
        reason TEXT,
        parts TEXT NOT NULL,
        state TEXT NOT NULL,
        prepared_at INTEGER NOT NULL,
        prepared_by BLOB NOT NULL,
        due TEXT NOT NULL,
        receipt_check TEXT NOT NULL,
        PRIMARY KEY (number),
        UNIQUE (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
    "CREATE INDEX handovers_of_case ON handovers (case_id)",
    """
    CREATE TABLE handover_files (
        handover_id BLOB NOT NULL,
        case_id BLOB NOT NULL,
        sealed BLOB NOT NULL,
        kept BLOB NOT NULL,
        PRIMARY KEY (handover_id),
        FOREIGN KEY(handover_id) REFERENCES handovers (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
    """
    CREATE TABLE intel_notes (
        number INTEGER NOT NULL,
        id BLOB NOT NULL,
        made_at INTEGER NOT NULL,
        made_by BLOB NOT NULL,
        focal_point TEXT NOT NULL,
        sealed BLOB NOT NULL,
        carried_at INTEGER,
        PRIMARY KEY (number),
        UNIQUE (id)
    ) STRICT
    """,
    """
    CREATE TABLE intel_links (
        note_id BLOB NOT NULL,
        case_id BLOB NOT NULL,
        PRIMARY KEY (note_id),
        FOREIGN KEY(note_id) REFERENCES intel_notes (id),
        FOREIGN KEY(case_id) REFERENCES cases (id)
    ) STRICT
    """,
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
    """
    CREATE TABLE updates (
        hub TEXT NOT NULL,
        number INTEGER NOT NULL,
        state TEXT NOT NULL,
        received_at INTEGER NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (hub, number)
    ) STRICT
    """,
    """
    CREATE TABLE document_pins (
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        version INTEGER NOT NULL,
        PRIMARY KEY (kind, name)
    ) STRICT
    """,
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
