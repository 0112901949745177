"""From the answers of an interview to the sum of unpaid wages."""

from __future__ import annotations

from datetime import date

import pytest

from frontline.domain.answers import AnswerValue, Money
from frontline.domain.identifiers import InstrumentId, QuestionId
from frontline.rules.country import PayFloor, Stated
from frontline.screening.compiled import CompiledPack
from frontline.screening.interview import Interview
from frontline.screening.pay import PayAccount, PayDoubt, PayPeriod
from frontline.screening.pay_answers import lawful_pay, pay_account, worksheet_of
from tests.support.packs import SHIPPED, compiled, core

STATED = Stated("Invented", date(2026, 1, 1))


def xts(units: int) -> Money:
    return Money(units * 100, "XTS")


def interview(**told: AnswerValue) -> Interview:
    return interview_with(compiled(SHIPPED / "delta"), told)


def interview_with(pack: CompiledPack, told: dict[str, AnswerValue]) -> Interview:
    found = Interview(pack, InstrumentId("worker_short_screen"))
    for name, value in {"age_group": "adult", "already_there": "yes", **told}.items():
        found.answer(QuestionId(name), value)
    return found


def floor(
    per_day: int | None = None, per_week: int | None = None, per_month: int | None = None
) -> PayFloor:
    return PayFloor("XTS", 2, per_day, per_week, per_month, STATED)


def test_without_any_amount_there_is_no_worksheet() -> None:
    assert worksheet_of(interview(weeks_worked=5, pay_period="month")) is None
    assert worksheet_of(interview(pay_promised="unknown", pay_received="declined")) is None


def test_what_was_told_of_pay_is_read_from_the_questions_with_its_roles() -> None:
    told = interview(
        pay_promised=xts(20),
        pay_period="day",
        pay_received=xts(50),
        weeks_worked=2,
        days_per_week=5,
    )

    assert pay_account(told) == PayAccount(PayPeriod.DAY, xts(20), xts(50), 2, 5)


def test_amounts_are_compared_with_the_floor_of_the_country() -> None:
    told: dict[str, AnswerValue] = {
        "pay_promised": xts(1200),
        "pay_period": "month",
        "pay_received": xts(310),
    }
    by_delta = worksheet_of(interview(**told))
    by_core = worksheet_of(interview_with(core(), told))

    assert by_delta is not None
    assert (by_delta.gap_to_promise, by_delta.gap_to_law) == (xts(890), xts(490))
    assert core().pack.country is None
    assert by_core is not None
    assert (by_core.gap_to_promise, by_core.gap_to_law) == (xts(890), None)


def test_pay_by_the_piece_has_no_period() -> None:
    found = worksheet_of(interview(pay_promised=xts(2), pay_period="piece", pay_received=xts(9)))

    assert found is not None
    assert found.doubts == {PayDoubt.PERIOD_UNKNOWN}


@pytest.mark.parametrize("silence", ["unknown", "declined", "not_asked"])
def test_what_nobody_told_stays_unknown(silence: str) -> None:
    told = interview(
        pay_promised=silence,
        pay_period=silence,
        pay_received=xts(50),
        weeks_worked=silence,
        days_per_week=silence,
    )

    assert pay_account(told) == PayAccount(None, None, xts(50), None, None)


@pytest.mark.parametrize("days", [0, 8, 31])
def test_more_days_than_a_week_has_are_no_days(days: int) -> None:
    assert pay_account(interview(days_per_week=days)).days_a_week is None


def test_an_amount_whose_question_does_not_apply_any_more_is_left_out() -> None:
    told = interview(pay_promised=xts(1200), pay_period="month", pay_received=xts(310))
    assert worksheet_of(told) is not None

    told.answer(QuestionId("already_there"), "no")

    assert worksheet_of(told) is None


def test_amounts_told_in_private_count_when_somebody_comes_near() -> None:
    told = interview(private_now="yes", interpreter="not_needed", pay_received=xts(310))

    told.answer(QuestionId("private_now"), "no")

    assert pay_account(told).received == xts(310)


@pytest.mark.parametrize(
    ("known", "period", "expected"),
    [
        (floor(per_day=4000, per_month=80000), PayPeriod.DAY, PayPeriod.DAY),
        (floor(per_day=4000, per_month=80000), PayPeriod.WEEK, PayPeriod.MONTH),
        (floor(per_day=4000, per_week=20000), None, PayPeriod.WEEK),
        (floor(per_day=4000), PayPeriod.FORTNIGHT, PayPeriod.DAY),
    ],
)
def test_the_floor_for_the_same_period_comes_first(
    known: PayFloor, period: PayPeriod | None, expected: PayPeriod
) -> None:
    found = lawful_pay(known, period)

    assert found is not None
    assert found.period is expected


def test_where_no_floor_is_known_nothing_is_said_of_the_law() -> None:
    assert lawful_pay(None, PayPeriod.MONTH) is None
    assert lawful_pay(floor(), PayPeriod.MONTH) is None
