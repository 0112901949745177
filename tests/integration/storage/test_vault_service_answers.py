"""Answers of services: one contract for the vault in memory and the vault on disk."""

from __future__ import annotations

from datetime import date

import pytest

from frontline.domain.cases import FollowUp
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import FollowUpId, ReferralId
from frontline.domain.referrals import Referral, ReferralState
from frontline.domain.service_answers import Outcome, ReceivedAnswer, ServiceAnswer
from frontline.errors import StorageUnwritableError
from tests.support.vault_posts import CHANCE, Bench

DAY = date(2026, 12, 1)


def sent(bench: Bench) -> Referral:
    referral = bench.queued(*bench.added())
    deed = bench.deed(DeedKind.REFERRAL_MOVED)
    bench.vault.referrals.move_referral(referral.id, ReferralState.SENT, deed)
    return referral


def record(
    bench: Bench, referral: Referral, number: int, replaces: FollowUpId | None = None
) -> ReceivedAnswer:
    follow_up = FollowUp(FollowUpId(CHANCE.uuid()), referral.case, DAY, bench.officer)
    answer = ServiceAnswer(referral.id, Outcome.ACCEPTED, None, DAY)
    received = ReceivedAnswer(answer, f"{number:064x}", 1, number, follow_up.id)
    deed = bench.deed(DeedKind.ANSWER_RECEIVED, referral.id)
    bench.vault.service_answers.record(received, follow_up, replaces, deed)
    return received


def test_an_answer_moves_the_referral_and_makes_a_follow_up(bench: Bench) -> None:
    referral = sent(bench)

    received = record(bench, referral, 1)

    assert bench.vault.service_answers.answers() == (received,)
    assert bench.vault.service_answers.answers(referral.case) == (received,)
    assert bench.vault.referrals.referral(referral.id).state is ReferralState.ANSWERED
    (follow_up,) = bench.vault.follow_ups.open_follow_ups()
    assert (follow_up.id, follow_up.due) == (received.follow_up, DAY)
    bench.vault.audit.verify()


def test_a_second_answer_takes_the_place_of_the_first_follow_up(bench: Bench) -> None:
    referral = sent(bench)
    first = record(bench, referral, 1)

    second = record(bench, referral, 2, first.follow_up)

    assert bench.vault.service_answers.answers() == (first, second)
    assert [each.id for each in bench.vault.follow_ups.open_follow_ups()] == [second.follow_up]
    bench.vault.audit.verify()


def test_a_closed_referral_stays_closed(bench: Bench) -> None:
    referral = sent(bench)
    deed = bench.deed(DeedKind.REFERRAL_MOVED)
    bench.vault.referrals.move_referral(referral.id, ReferralState.CLOSED, deed)

    record(bench, referral, 1)

    assert bench.vault.referrals.referral(referral.id).state is ReferralState.CLOSED


def test_an_answer_to_nothing_is_refused(bench: Bench) -> None:
    referral = bench.a_referral(*bench.added())

    with pytest.raises(StorageUnwritableError):
        record(bench, referral, 1)

    assert bench.vault.service_answers.answers() == ()
    assert bench.vault.follow_ups.open_follow_ups() == ()


def test_answers_of_another_case_are_not_among_them(bench: Bench) -> None:
    one, other = sent(bench), sent(bench)
    received = record(bench, one, 1)
    record(bench, other, 2)

    assert bench.vault.service_answers.answers(one.case) == (received,)
    assert ReferralId(other.id) not in {
        each.answer.referral for each in bench.vault.service_answers.answers(one.case)
    }
