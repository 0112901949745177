"""What second persons said: one contract for the vault in memory and the vault on disk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontline.domain.cases import Case, Screening
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import LoweringId, ReferralId, UserId
from frontline.domain.referrals import Referral, ReferralState
from frontline.domain.reviews import Decision, Lowering, LoweringReason, Review, Verdict
from frontline.errors import ReferralNotFoundError
from frontline.errors_of_review import ReviewNotFoundError
from tests.support.vault_posts import CHANCE, Bench


def a_referral(bench: Bench, case: Case, screening: Screening) -> Referral:
    referral = bench.a_referral(case, screening)
    bench.vault.referrals.add_referral(referral, bench.deed(DeedKind.REFERRAL_CREATED))
    return referral


def a_review(bench: Bench, referral: Referral, verdict: Verdict, comment: bytes = b"") -> Review:
    return Review(referral.id, referral.case, verdict, bench.officer, bench.clock.now(), comment)


def a_lowering(bench: Bench, case: Case, screening: Screening) -> Lowering:
    return Lowering(
        id=LoweringId(CHANCE.uuid()),
        case=case.id,
        screening=screening.id,
        up_to=17,
        reason=LoweringReason.MISUNDERSTOOD,
        proposed_by=bench.officer,
        proposed_at=bench.clock.now(),
    )


def test_a_review_is_kept_and_moves_the_referral(bench: Bench) -> None:
    referral = a_referral(bench, *bench.added())
    back = a_review(bench, referral, Verdict.RETURNED, b"sealed words")
    good = a_review(bench, referral, Verdict.APPROVED)

    store, deed = bench.vault.reviews, bench.deed(DeedKind.REFERRAL_RETURNED, referral.id)
    store.add_review(back, ReferralState.RETURNED, deed)
    store.add_review(good, ReferralState.REVIEWED, bench.deed(DeedKind.REFERRAL_APPROVED))

    assert store.reviews(referral.id) == (back, good)
    assert bench.vault.referrals.referral(referral.id).state is ReferralState.REVIEWED
    bench.vault.audit.verify()


def test_a_review_of_no_referral_is_refused_and_leaves_nothing(bench: Bench) -> None:
    referral = bench.a_referral(*bench.added())
    before = bench.vault.audit.head()

    with pytest.raises(ReferralNotFoundError):
        bench.vault.reviews.add_review(
            a_review(bench, referral, Verdict.APPROVED), ReferralState.REVIEWED, bench.deed()
        )
    assert bench.vault.reviews.reviews(referral.id) == ()
    assert bench.vault.audit.head() == before


def test_a_lowering_is_asked_for_once_and_decided_by_another(bench: Bench) -> None:
    case, screening = bench.added()
    asked, store = a_lowering(bench, case, screening), bench.vault.reviews
    store.add_lowering(asked, bench.deed(DeedKind.LOWERING_PROPOSED, asked.id))
    head = bench.vault.audit.head()
    store.add_lowering(asked, bench.deed(DeedKind.LOWERING_PROPOSED, asked.id))
    assert bench.vault.audit.head() == head

    decided = replace(
        asked,
        decision=Decision.APPROVED,
        decided_by=UserId(CHANCE.uuid()),
        decided_at=bench.clock.now(),
    )
    store.decide(decided, bench.deed(DeedKind.LOWERING_APPROVED, asked.id))

    assert store.lowering(asked.id) == decided
    assert store.lowerings(case.id) == (decided,)
    other, _screening = bench.added()
    assert store.lowerings(other.id) == ()
    assert store.lowerings() == (decided,)
    bench.vault.audit.verify()


def test_what_nobody_asked_for_is_not_decided(bench: Bench) -> None:
    asked, before = a_lowering(bench, *bench.added()), bench.vault.audit.head()

    with pytest.raises(ReviewNotFoundError):
        bench.vault.reviews.decide(asked, bench.deed())
    with pytest.raises(ReviewNotFoundError):
        bench.vault.reviews.lowering(asked.id)
    assert bench.vault.audit.head() == before


def test_a_record_is_rewritten_whole(bench: Bench) -> None:
    referral = a_referral(bench, *bench.added())
    changed = replace(referral, is_urgent=True, record=b"{}", coarsened=("region",))

    bench.vault.referrals.rewrite(changed, bench.deed(DeedKind.REFERRAL_COARSENED, referral.id))

    assert bench.vault.referrals.referral(referral.id) == changed
    unknown = replace(changed, id=ReferralId(CHANCE.uuid()))
    with pytest.raises(ReferralNotFoundError):
        bench.vault.referrals.rewrite(unknown, bench.deed())
    bench.vault.audit.verify()


def test_all_of_it_goes_with_the_case(bench: Bench) -> None:
    case, screening = bench.added()
    referral, asked = a_referral(bench, case, screening), a_lowering(bench, case, screening)
    store = bench.vault.reviews
    store.add_review(
        a_review(bench, referral, Verdict.RETURNED), ReferralState.RETURNED, bench.deed()
    )
    store.add_lowering(asked, bench.deed())

    bench.vault.retention.purge(case.id, bench.deed(DeedKind.CASE_PURGED, case.id))

    assert store.reviews(referral.id) == ()
    assert store.lowerings() == ()
    bench.vault.audit.verify()


@pytest.mark.parametrize(
    "state", [ReferralState.READY, ReferralState.RETURNED, ReferralState.REVIEWED]
)
def test_a_case_with_a_referral_in_review_is_not_due_for_removal(
    bench: Bench, state: ReferralState
) -> None:
    case, screening = bench.added()
    referral = a_referral(bench, case, screening)
    bench.vault.referrals.move_referral(referral.id, state, bench.deed())

    (kept,) = bench.vault.retention.kept()
    assert kept.is_waiting
