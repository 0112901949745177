"""A referral's life, from draft to answer. See S-055."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from frontline.domain.identifiers import CaseId, ReferralId, ReferralToken, ScreeningId
from frontline.errors import ReferralStateError


class ReferralState(StrEnum):
    DRAFT = "draft"
    # It waits for a supervisor.
    READY = "ready"
    RETURNED = "returned"
    # Approved: it leaves when it is let go, once what leaves together was looked at.
    REVIEWED = "reviewed"
    QUEUED = "queued"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    CLOSED = "closed"


_MOVES = {
    ReferralState.DRAFT: {ReferralState.READY, ReferralState.CLOSED},
    ReferralState.READY: {
        ReferralState.DRAFT,
        ReferralState.RETURNED,
        ReferralState.REVIEWED,
        ReferralState.QUEUED,
        ReferralState.CLOSED,
    },
    # Made again it is another one, with another token.
    ReferralState.RETURNED: {ReferralState.CLOSED},
    ReferralState.REVIEWED: {
        ReferralState.DRAFT,
        ReferralState.RETURNED,
        ReferralState.QUEUED,
        ReferralState.CLOSED,
    },
    # An answer may overtake the receipt, from here on.
    ReferralState.QUEUED: {
        ReferralState.DRAFT,
        ReferralState.SENT,
        ReferralState.ACKNOWLEDGED,
        ReferralState.ANSWERED,
        ReferralState.CLOSED,
    },
    # Back to draft when the hub put the item aside.
    ReferralState.SENT: {
        ReferralState.ACKNOWLEDGED,
        ReferralState.ANSWERED,
        ReferralState.DRAFT,
    },
    # Back to sent when the hub was put back from a backup and may have lost the item.
    ReferralState.ACKNOWLEDGED: {
        ReferralState.SENT,
        ReferralState.ANSWERED,
        ReferralState.CLOSED,
    },
    ReferralState.ANSWERED: {ReferralState.CLOSED},
    ReferralState.CLOSED: set(),
}


@dataclass(frozen=True, slots=True)
class Referral:
    """`record` is the canonical REF record, exactly as it will leave.

    `coarsened` names the fields that were made less exact on the way.
    """

    id: ReferralId
    case: CaseId
    screening: ScreeningId
    token: ReferralToken
    state: ReferralState
    is_urgent: bool
    created_at: datetime
    record: bytes = field(repr=False)
    coarsened: tuple[str, ...] = ()


def check_move(referral: Referral, to: ReferralState) -> None:
    """Raises ReferralStateError for a step that is not in the referral's life."""
    if to not in _MOVES[referral.state]:
        raise ReferralStateError(state=referral.state.value, to=to.value)
