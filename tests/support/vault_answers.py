"""Answers of services in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from frontline.domain.cases import FollowUp
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, FollowUpId
from frontline.domain.referrals import ReferralState
from frontline.domain.service_answers import ReceivedAnswer
from frontline.errors import StorageUnwritableError
from tests.support.vault_audit import MemoryAudit
from tests.support.vault_sending import MemoryReferralStore
from tests.support.vault_topics import MemoryFollowUpStore

_ANSWERABLE = (ReferralState.QUEUED, ReferralState.SENT, ReferralState.ACKNOWLEDGED)


@dataclass
class MemoryAnswerStore:
    audit: MemoryAudit
    referrals: MemoryReferralStore
    follow_ups: MemoryFollowUpStore
    received: list[ReceivedAnswer] = field(default_factory=list)

    def record(
        self,
        received: ReceivedAnswer,
        follow_up: FollowUp,
        replaces: FollowUpId | None,
        deed: Deed,
    ) -> None:
        referral = received.answer.referral
        if referral not in self.referrals.by_id:
            raise StorageUnwritableError(reason="operation")
        self.received.append(received)
        by_id = self.follow_ups.by_id
        by_id[follow_up.id] = follow_up
        if replaces is not None and by_id[replaces].done_at is None:
            by_id[replaces] = replace(by_id[replaces], done_at=deed.at)
        self.referrals.move(referral, ReferralState.ANSWERED, _ANSWERABLE)
        self.audit.record(deed)

    def answers(self, case: CaseId | None = None) -> tuple[ReceivedAnswer, ...]:
        return tuple(
            each
            for each in self.received
            if case in (None, self.referrals.by_id[each.answer.referral].case)
        )
