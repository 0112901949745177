"""Answers of services in the vault."""

from __future__ import annotations

from sqlalchemy import select, update

from frontline.domain.cases import FollowUp
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, FollowUpId, ReferralId
from frontline.domain.referrals import ReferralState
from frontline.domain.service_answers import (
    Outcome,
    ReceivedAnswer,
    RefusalReason,
    ServiceAnswer,
)
from frontline.storage import tables
from frontline.storage.answer_tables import service_answers
from frontline.storage.ledger import Change, Ledger
from frontline.storage.referrals import move

_ANSWERABLE = {ReferralState.QUEUED, ReferralState.SENT, ReferralState.ACKNOWLEDGED}


class SqlAnswerStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def record(
        self,
        received: ReceivedAnswer,
        follow_up: FollowUp,
        replaces: FollowUpId | None,
        deed: Deed,
    ) -> None:
        answer = received.answer
        with self._ledger.change(deed) as change:
            change.add(
                service_answers,
                {
                    "letter": received.letter,
                    "case_id": follow_up.case,
                    "referral_id": answer.referral,
                    "epoch": received.epoch,
                    "hub_number": received.number,
                    "outcome": answer.outcome.value,
                    "reason": answer.reason.value if answer.reason is not None else None,
                    "contact_on": answer.contact_on,
                    "follow_up": received.follow_up,
                },
            )
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
            if replaces is not None:
                _end(change, replaces, deed)
            move(change, answer.referral, ReferralState.ANSWERED, _ANSWERABLE)

    def answers(self, case: CaseId | None = None) -> tuple[ReceivedAnswer, ...]:
        wanted = select(service_answers).order_by(service_answers.c.number)
        if case is not None:
            wanted = wanted.where(service_answers.c.case_id == case)
        with self._ledger.database.reading() as connection:
            return tuple(_received(row) for row in connection.execute(wanted))


def _end(change: Change, follow_up: FollowUpId, deed: Deed) -> None:
    rows = tables.follow_ups
    ended = change.connection.execute(
        update(rows).where(rows.c.id == follow_up, rows.c.done_at.is_(None)).values(done_at=deed.at)
    )
    if ended.rowcount:
        change.vouch(rows, follow_up)


def _received(row: tables.AnyRow) -> ReceivedAnswer:
    return ReceivedAnswer(
        ServiceAnswer(
            ReferralId(row.referral_id),
            Outcome(row.outcome),
            RefusalReason(row.reason) if row.reason is not None else None,
            row.contact_on,
        ),
        row.letter,
        row.epoch,
        row.hub_number,
        FollowUpId(row.follow_up),
    )
