"""In the vault: what supervisors said about referrals, and about findings that fell."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, LoweringId, ReferralId, ScreeningId, UserId
from frontline.domain.referrals import ReferralState
from frontline.domain.reviews import Decision, Lowering, LoweringReason, Review, Verdict
from frontline.errors import ReferralNotFoundError
from frontline.errors_of_review import ReviewNotFoundError
from frontline.storage import tables
from frontline.storage.ledger import Ledger
from frontline.storage.referrals import move
from frontline.storage.review_tables import lowerings, reviews


class SqlReviewStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add_review(self, review: Review, to: ReferralState, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            if not move(change, review.referral, to, set(ReferralState)):
                raise ReferralNotFoundError(referral=str(review.referral))
            number = change.connection.execute(
                insert(reviews)
                .values(
                    referral_id=review.referral,
                    case_id=review.case,
                    verdict=review.verdict.value,
                    given_by=review.by,
                    given_at=review.at,
                    comment=review.comment,
                )
                .returning(reviews.c.number)
            ).scalar_one()
            change.vouch(reviews, number)

    def reviews(self, referral: ReferralId) -> tuple[Review, ...]:
        wanted = select(reviews).where(reviews.c.referral_id == referral).order_by(reviews.c.number)
        with self._ledger.database.reading() as connection:
            return tuple(_review(row) for row in connection.execute(wanted))

    def add_lowering(self, lowering: Lowering, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            change.add(
                lowerings,
                {
                    "id": lowering.id,
                    "case_id": lowering.case,
                    "screening_id": lowering.screening,
                    "up_to": lowering.up_to,
                    "reason": lowering.reason.value,
                    "proposed_by": lowering.proposed_by,
                    "proposed_at": lowering.proposed_at,
                },
            )

    def decide(self, lowering: Lowering, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            decided = change.connection.execute(
                update(lowerings)
                .where(lowerings.c.id == lowering.id)
                .values(
                    decision=lowering.decision.value if lowering.decision else None,
                    decided_by=lowering.decided_by,
                    decided_at=lowering.decided_at,
                )
            )
            if decided.rowcount == 0:
                raise ReviewNotFoundError(lowering=str(lowering.id))
            change.vouch(lowerings, lowering.id)

    def lowering(self, lowering: LoweringId) -> Lowering:
        wanted = select(lowerings).where(lowerings.c.id == lowering)
        with self._ledger.database.reading() as connection:
            row = connection.execute(wanted).one_or_none()
        if row is None:
            raise ReviewNotFoundError(lowering=str(lowering))
        return _lowering(row)

    def lowerings(self, case: CaseId | None = None) -> tuple[Lowering, ...]:
        wanted = select(lowerings).order_by(lowerings.c.number)
        if case is not None:
            wanted = wanted.where(lowerings.c.case_id == case)
        with self._ledger.database.reading() as connection:
            return tuple(_lowering(row) for row in connection.execute(wanted))


def _review(row: tables.AnyRow) -> Review:
    return Review(
        referral=ReferralId(row.referral_id),
        case=CaseId(row.case_id),
        verdict=Verdict(row.verdict),
        by=UserId(row.given_by),
        at=row.given_at,
        comment=row.comment,
    )


def _lowering(row: tables.AnyRow) -> Lowering:
    return Lowering(
        id=LoweringId(row.id),
        case=CaseId(row.case_id),
        screening=ScreeningId(row.screening_id),
        up_to=row.up_to,
        reason=LoweringReason(row.reason),
        proposed_by=UserId(row.proposed_by),
        proposed_at=row.proposed_at,
        decision=None if row.decision is None else Decision(row.decision),
        decided_by=None if row.decided_by is None else UserId(row.decided_by),
        decided_at=row.decided_at,
    )
