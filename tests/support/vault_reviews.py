"""What second persons said, in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, LoweringId, ReferralId
from frontline.domain.referrals import ReferralState
from frontline.domain.reviews import Lowering, Review
from frontline.errors_of_review import ReviewNotFoundError
from tests.support.vault_records import add_once
from tests.support.vault_sending import MemoryReferralStore


@dataclass
class MemoryReviewStore:
    referrals: MemoryReferralStore
    given: list[Review] = field(default_factory=list)
    by_id: dict[LoweringId, Lowering] = field(default_factory=dict)

    def add_review(self, review: Review, to: ReferralState, deed: Deed) -> None:
        self.referrals.referral(review.referral)
        self.referrals.move(review.referral, to, tuple(ReferralState))
        self.given.append(review)
        self.referrals.audit.record(deed)

    def reviews(self, referral: ReferralId) -> tuple[Review, ...]:
        return tuple(each for each in self.given if each.referral == referral)

    def add_lowering(self, lowering: Lowering, deed: Deed) -> None:
        self.referrals.cases.require(lowering.case)
        if add_once(self.by_id, lowering.id, lowering):
            self.referrals.audit.record(deed)

    def decide(self, lowering: Lowering, deed: Deed) -> None:
        self.lowering(lowering.id)
        self.by_id[lowering.id] = lowering
        self.referrals.audit.record(deed)

    def lowering(self, lowering: LoweringId) -> Lowering:
        if lowering not in self.by_id:
            raise ReviewNotFoundError(lowering=str(lowering))
        return self.by_id[lowering]

    def lowerings(self, case: CaseId | None = None) -> tuple[Lowering, ...]:
        return tuple(each for each in self.by_id.values() if case in (None, each.case))

    def forget(self, case: CaseId) -> None:
        self.given = [each for each in self.given if each.case != case]
        for each in self.lowerings(case):
            del self.by_id[each.id]
