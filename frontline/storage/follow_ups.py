"""Days on which a case is looked after again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from frontline.domain.cases import FollowUp
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, FollowUpId, UserId
from frontline.errors import CaseNotFoundError
from frontline.storage import tables
from frontline.storage.ledger import Ledger


class SqlFollowUpStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add_follow_up(self, follow_up: FollowUp, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            change.add(
                tables.follow_ups,
                {
                    "id": follow_up.id,
                    "case_id": follow_up.case,
                    "due": follow_up.due,
                    "owner": follow_up.owner,
                    "done_at": follow_up.done_at,
                },
            )

    def finish_follow_up(self, follow_up: FollowUpId, at: datetime, deed: Deed) -> None:
        """Harmless for one that is done already. Raises CaseNotFoundError for an unknown one."""
        rows = tables.follow_ups
        with self._ledger.change(deed) as change:
            found = change.connection.execute(
                select(rows.c.done_at).where(rows.c.id == follow_up)
            ).one_or_none()
            if found is None:
                raise CaseNotFoundError(follow_up=str(follow_up))
            if found.done_at is None:
                change.connection.execute(
                    update(rows).where(rows.c.id == follow_up).values(done_at=at)
                )
                change.vouch(rows, follow_up)

    def open_follow_ups(self) -> tuple[FollowUp, ...]:
        rows = tables.follow_ups
        with self._ledger.database.reading() as connection:
            found = connection.execute(
                select(rows).where(rows.c.done_at.is_(None)).order_by(rows.c.due, rows.c.number)
            )
            return tuple(_follow_up(row) for row in found)


def _follow_up(row: tables.AnyRow) -> FollowUp:
    return FollowUp(
        id=FollowUpId(row.id),
        case=CaseId(row.case_id),
        due=row.due,
        owner=UserId(row.owner),
        done_at=row.done_at,
    )
