"""What people chose. Every choice stays on record; the latest of a service stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, select

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId
from frontline.storage import tables
from frontline.storage.ledger import Ledger


class SqlPlanStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def record_choice(
        self, case: CaseId, service: AssistanceService, choice: Choice, deed: Deed
    ) -> None:
        with self._ledger.change(deed) as change:
            number = change.connection.execute(
                insert(tables.choices)
                .values(
                    case_id=case,
                    service=service.value,
                    choice=choice.value,
                    chosen_at=deed.at,
                    chosen_by=deed.actor,
                )
                .returning(tables.choices.c.number)
            ).scalar_one()
            change.vouch(tables.choices, number)

    def tell_child_protection(self, case: CaseId, deed: Deed) -> None:
        told = tables.child_protection
        with self._ledger.change(deed) as change:
            number = change.connection.execute(
                insert(told)
                .values(case_id=case, told_at=deed.at, told_by=deed.actor)
                .returning(told.c.number)
            ).scalar_one()
            change.vouch(told, number)

    def child_protection_told(self, case: CaseId) -> datetime | None:
        told = tables.child_protection
        with self._ledger.database.reading() as connection:
            return connection.scalar(
                select(told.c.told_at).where(told.c.case_id == case).order_by(told.c.number)
            )

    def first_choice_at(self, case: CaseId) -> datetime | None:
        choices = tables.choices
        with self._ledger.database.reading() as connection:
            return connection.scalar(
                select(choices.c.chosen_at)
                .where(choices.c.case_id == case)
                .order_by(choices.c.number)
            )

    def choices(self, case: CaseId) -> Mapping[AssistanceService, Choice]:
        choices = tables.choices
        with self._ledger.database.reading() as connection:
            rows = connection.execute(
                select(choices.c.service, choices.c.choice)
                .where(choices.c.case_id == case)
                .order_by(choices.c.number)
            )
            return {AssistanceService(row.service): Choice(row.choice) for row in rows}
