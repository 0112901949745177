"""Holds, proposals and removals in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from frontline.domain.cases import Case
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId
from frontline.domain.referrals import ReferralState
from frontline.domain.retention import HoldReason, KeptCase, Proposal, Removal
from tests.support.vault_channels import MemoryHandoverStore, MemoryNoteStore
from tests.support.vault_groups import MemoryFactStore
from tests.support.vault_names import MemoryNameStore
from tests.support.vault_records import MemoryCaseStore
from tests.support.vault_reviews import MemoryReviewStore
from tests.support.vault_sending import MemoryReferralStore
from tests.support.vault_shares import MemoryShareStore
from tests.support.vault_topics import (
    MemoryFollowUpStore,
    MemoryIdentityStore,
    MemoryPlanStore,
    MemoryRouteStore,
)

_UNDER_WAY = (
    ReferralState.READY,
    ReferralState.RETURNED,
    ReferralState.REVIEWED,
    ReferralState.QUEUED,
    ReferralState.SENT,
)


@dataclass
class MemoryRetentionStore:
    cases: MemoryCaseStore
    identities: MemoryIdentityStore
    shares: MemoryShareStore
    plans: MemoryPlanStore
    routes: MemoryRouteStore
    follow_ups: MemoryFollowUpStore
    referrals: MemoryReferralStore
    reviews: MemoryReviewStore
    facts: MemoryFactStore
    handovers: MemoryHandoverStore
    notes: MemoryNoteStore
    names: MemoryNameStore
    holds: dict[CaseId, HoldReason] = field(default_factory=dict)
    proposed: dict[tuple[CaseId, Removal], Proposal] = field(default_factory=dict)

    def kept(self) -> tuple[KeptCase, ...]:
        return tuple(map(self._kept, self.cases.cases.values()))

    def set_hold(self, case: CaseId, reason: HoldReason, deed: Deed) -> None:
        self.cases.require(case)
        self.holds[case] = reason
        self.cases.audit.record(deed)

    def lift_hold(self, case: CaseId, deed: Deed) -> None:
        if self.holds.pop(case, None) is not None:
            self.cases.audit.record(deed)

    def propose(self, proposal: Proposal, deed: Deed) -> None:
        self.cases.require(proposal.case)
        key = (proposal.case, proposal.removal)
        if key not in self.proposed:
            self.proposed[key] = proposal
            self.cases.audit.record(deed)

    def withdraw(self, case: CaseId, removal: Removal, deed: Deed) -> None:
        if self.proposed.pop((case, removal), None) is not None:
            self.cases.audit.record(deed)

    def proposals(self) -> tuple[Proposal, ...]:
        return tuple(sorted(self.proposed.values(), key=lambda each: each.at))

    def erase_identity(self, case: CaseId, deed: Deed) -> None:
        sealed = self.identities.forget(case)
        proposal = self.proposed.pop((case, Removal.IDENTITY), None)
        has_files = self.handovers.forget_files(case)
        if sealed is not None or proposal is not None or has_files:
            self.cases.audit.record(deed)

    def purge(self, case: CaseId, deed: Deed) -> None:
        if self.cases.cases.pop(case, None) is None:
            return
        self.cases.log.pop(case, None)
        self.identities.forget(case)
        self.shares.forget(case)
        self.plans.made.pop(case, None)
        self.routes.recorded.pop(case, None)
        self.holds.pop(case, None)
        for removal in Removal:
            self.proposed.pop((case, removal), None)
        _forget(self.cases.by_id, case)
        _forget(self.follow_ups.by_id, case)
        _forget(self.referrals.by_id, case)
        self.reviews.forget(case)
        self.facts.forget_case(case)
        self.handovers.forget(case)
        self.notes.forget(case)
        self.names.forget(case)
        self.cases.audit.record(deed)

    def _kept(self, case: Case) -> KeptCase:
        screenings = self.cases.screenings(case.id)
        ends = [each.closed_at for each in screenings if each.closed_at is not None]
        bands = [each.finding.band for each in screenings if each.finding is not None]
        waiting = [each for each in self.referrals.referrals(case.id) if each.state in _UNDER_WAY]
        to_do = [each for each in self.follow_ups.open_follow_ups() if each.case == case.id]
        return KeptCase(
            id=case.id,
            code=case.code,
            closed_at=max(ends) if len(ends) == len(screenings) else None,
            band=max(bands, key=lambda band: band.rank, default=None),
            has_identity=case.id in self.identities.sealed,
            is_waiting=bool(waiting or to_do),
            hold=self.holds.get(case.id),
        )


def _forget(items: dict, case: CaseId) -> None:  # type: ignore[type-arg]
    for key in [key for key, item in items.items() if item.case == case]:
        del items[key]
