"""Hand-overs to services: codes, and the files that are sealed to the services."""

from __future__ import annotations

from sqlalchemy import select, update

from frontline.domain.assistance import AssistanceService
from frontline.domain.deeds import Deed
from frontline.domain.handovers import Basis, DutyReason, Handover, HandoverState, Part
from frontline.domain.identifiers import CaseId, HandoverId, UserId
from frontline.errors_of_channels import HandoverNotFoundError
from frontline.services.channel_stores import HandoverFile
from frontline.storage.channel_tables import handover_files, handovers
from frontline.storage.ledger import Ledger
from frontline.storage.tables import AnyRow


class SqlHandoverStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add_handover(self, handover: Handover, file: HandoverFile, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            change.add(
                handovers,
                {
                    "id": handover.id,
                    "case_id": handover.case,
                    "service": handover.service.value,
                    "basis": handover.basis.value,
                    "reason": None if handover.reason is None else handover.reason.value,
                    "parts": " ".join(handover.parts),
                    "state": handover.state.value,
                    "prepared_at": handover.prepared_at,
                    "prepared_by": handover.prepared_by,
                    "due": handover.due,
                    "receipt_check": handover.receipt_check,
                },
            )
            change.add(
                handover_files,
                {
                    "handover_id": handover.id,
                    "case_id": handover.case,
                    "sealed": file.sealed,
                    "kept": file.kept,
                },
            )

    def handover(self, handover: HandoverId) -> Handover:
        with self._ledger.database.reading() as connection:
            row = connection.execute(
                select(handovers).where(handovers.c.id == handover)
            ).one_or_none()
        if row is None:
            raise HandoverNotFoundError(handover=str(handover))
        return _handover(row)

    def handovers(self, case: CaseId) -> tuple[Handover, ...]:
        wanted = select(handovers).where(handovers.c.case_id == case).order_by(handovers.c.number)
        with self._ledger.database.reading() as connection:
            return tuple(_handover(row) for row in connection.execute(wanted))

    def file(self, handover: HandoverId) -> HandoverFile | None:
        wanted = select(handover_files).where(handover_files.c.handover_id == handover)
        with self._ledger.database.reading() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else HandoverFile(row.sealed, row.kept)

    def move_handover(self, handover: HandoverId, to: HandoverState, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            moved = change.connection.execute(
                update(handovers).where(handovers.c.id == handover).values(state=to.value)
            )
            if moved.rowcount == 0:
                raise HandoverNotFoundError(handover=str(handover))
            change.vouch(handovers, handover)


def _handover(row: AnyRow) -> Handover:
    return Handover(
        id=HandoverId(row.id),
        case=CaseId(row.case_id),
        service=AssistanceService(row.service),
        basis=Basis(row.basis),
        reason=None if row.reason is None else DutyReason(row.reason),
        parts=tuple(Part(part) for part in row.parts.split()),
        state=HandoverState(row.state),
        prepared_at=row.prepared_at,
        prepared_by=UserId(row.prepared_by),
        due=row.due,
        receipt_check=row.receipt_check,
    )
