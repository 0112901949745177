from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from uuid import UUID

import pytest

from frontline.domain.identifiers import CaseId, ReferralId, ReferralToken, ScreeningId
from frontline.domain.referrals import Referral, ReferralState, check_move
from frontline.errors import ReferralStateError

D, R, B, V, Q, S, A, W, C = ReferralState
# Every step there is, and no other.
STEPS = {
    *((D, R), (D, C), (R, D), (R, B), (R, V), (R, Q), (R, C)),
    *((B, C), (V, D), (V, B), (V, Q), (V, C)),
    *((Q, D), (Q, S), (Q, A), (Q, C), (S, A), (S, D), (A, S), (A, W), (A, C), (W, C)),
    *((Q, W), (S, W)),
}


def referral(state: ReferralState) -> Referral:
    return Referral(
        id=ReferralId(UUID(int=1)),
        case=CaseId(UUID(int=2)),
        screening=ScreeningId(UUID(int=3)),
        token=ReferralToken("t"),
        state=state,
        is_urgent=False,
        created_at=datetime(2026, 1, 2, tzinfo=UTC),
        record=b"what leaves",
    )


@pytest.mark.parametrize(("have", "to"), list(product(ReferralState, repeat=2)))
def test_a_referral_takes_only_the_steps_of_its_life(
    have: ReferralState, to: ReferralState
) -> None:
    if (have, to) in STEPS:
        check_move(referral(have), to)
    else:
        with pytest.raises(ReferralStateError):
            check_move(referral(have), to)


def test_what_leaves_does_not_show_in_its_text() -> None:
    assert "what leaves" not in repr(referral(D))
