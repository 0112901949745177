"""What a hub holds, in numbers. Nothing here speaks of one person, or of one referral."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, func, select

from frontline.hub.database import count_rows, reading
from frontline.hub.tables import imports, quarantine, referrals, sealed_notes
from frontline.hub.told_breaks import break_counts


def register_counts(engine: Engine) -> dict[str, object]:
    """Bundles by what became of them, referrals, quarantined items by reason, and breaks.

    `missing`: bundles whose predecessor never came. `broken`: bundles that name another
    predecessor than the one that came. `rewound`: bundles whose post's audit log had grown
    shorter, so that somebody put an older vault in place. `audit_breaks`: what posts themselves
    told of breaks in their records of deeds. `sealed_notes` are those for law enforcement.
    """
    with reading(engine) as connection:
        return {
            "accepted": count_rows(connection, imports, imports.c.refused.is_(None)),
            "refused": _by(connection, imports.c.refused),
            "referrals": count_rows(connection, referrals),
            "sealed_notes": count_rows(connection, sealed_notes),
            "quarantined": _by(connection, quarantine.c.reason),
            **_breaks(connection),
            **break_counts(connection),
        }


def _by(connection: Connection, column: ColumnElement[Any]) -> dict[str, int]:
    query = select(column, func.count()).where(column.is_not(None)).group_by(column)
    return {str(value): count for value, count in connection.execute(query.order_by(column))}


def _breaks(connection: Connection) -> dict[str, int]:
    before = imports.alias("before")
    follows = and_(before.c.device == imports.c.device, before.c.sequence == imports.c.sequence - 1)
    pairs = imports.join(before, follows)
    missing = imports.outerjoin(before, follows)
    return {
        "missing": count_rows(
            connection, missing, imports.c.sequence > 1, before.c.device.is_(None)
        ),
        # Where one of the two was refused its columns are null, and nothing is compared.
        "broken": count_rows(connection, pairs, imports.c.previous != before.c.bundle),
        "rewound": count_rows(connection, pairs, imports.c.audit_count < before.c.audit_count),
    }
