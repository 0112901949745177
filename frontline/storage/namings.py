"""In the vault: the names that forms got after cases were closed."""

from __future__ import annotations

from sqlalchemy import insert, select

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, PackId, ScreeningId, UserId
from frontline.domain.naming import NameDecision, NameReason, Naming
from frontline.storage import tables
from frontline.storage.ledger import Ledger
from frontline.storage.name_tables import namings


class SqlNameStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add_naming(self, naming: Naming, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            number = change.connection.execute(
                insert(namings)
                .values(
                    case_id=naming.case,
                    screening_id=naming.screening,
                    form=naming.form,
                    pack=naming.pack,
                    pack_version=naming.pack_version,
                    decision=naming.decision.value,
                    reason=naming.reason.value,
                    decided_by=naming.by,
                    decided_at=naming.at,
                )
                .returning(namings.c.number)
            ).scalar_one()
            change.vouch(namings, number)

    def namings(self, case: CaseId) -> tuple[Naming, ...]:
        wanted = select(namings).where(namings.c.case_id == case).order_by(namings.c.number)
        with self._ledger.database.reading() as connection:
            return tuple(_naming(row) for row in connection.execute(wanted))


def _naming(row: tables.AnyRow) -> Naming:
    return Naming(
        case=CaseId(row.case_id),
        screening=ScreeningId(row.screening_id),
        form=row.form,
        pack=PackId(row.pack),
        pack_version=row.pack_version,
        decision=NameDecision(row.decision),
        reason=NameReason(row.reason),
        by=UserId(row.decided_by),
        at=row.decided_at,
    )
