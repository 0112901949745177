"""What a second person says: about a referral before it leaves, and about a finding that fell.

A comment is sealed to those who work on the case, and to supervisors: words about a person are
never readable to a colleague who only has the key of the vault.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from frontline.domain.identifiers import CaseId, LoweringId, ReferralId, ScreeningId, UserId


class Verdict(StrEnum):
    APPROVED = "approved"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Review:
    """What a supervisor said about a referral. `comment` is an age file, empty where none is."""

    referral: ReferralId
    case: CaseId
    verdict: Verdict
    by: UserId
    at: datetime
    comment: bytes = field(default=b"", repr=False)


class LoweringReason(StrEnum):
    """Why answers were corrected so that less is found than before."""

    WRONG_BUTTON = "wrong_button"
    MISUNDERSTOOD = "misunderstood"
    NEW_FACTS = "new_facts"
    # The authority that decides about returns has looked at what the person fears (S-035).
    AUTHORITY_ASSESSED = "authority_assessed"


class Decision(StrEnum):
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Lowering:
    """An officer asks that the lower finding may stand. `up_to` is the number of the last answer
    of the case it speaks of: what is corrected later is not covered.

    `decision`, `decided_by` and `decided_at` are None while nobody has decided.
    """

    id: LoweringId
    case: CaseId
    screening: ScreeningId
    up_to: int
    reason: LoweringReason
    proposed_by: UserId
    proposed_at: datetime
    decision: Decision | None = None
    decided_by: UserId | None = None
    decided_at: datetime | None = None
