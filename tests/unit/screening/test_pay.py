from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.domain.answers import Money
from frontline.screening.pay import LawfulPay, PayAccount, PayDoubt, PayPeriod, pay_worksheet


def xts(units: int) -> Money:
    return Money(units * 100, "XTS")


def account(
    promised: Money | None = None,
    received: Money | None = None,
    period: PayPeriod | None = PayPeriod.MONTH,
    weeks: int | None = None,
    days_a_week: int | None = None,
) -> PayAccount:
    return PayAccount(period, promised, received, weeks, days_a_week)


MONTHLY = LawfulPay(PayPeriod.MONTH, xts(800))


def test_the_gaps_of_a_month_are_those_to_the_promise_and_to_the_law() -> None:
    found = pay_worksheet(account(xts(1200), xts(310)), MONTHLY)

    assert found.gap_to_promise == xts(890)
    assert found.gap_to_law == xts(490)
    assert not found.doubts


def test_what_is_due_grows_with_the_weeks_worked() -> None:
    found = pay_worksheet(account(xts(100), xts(150), PayPeriod.WEEK, weeks=3), MONTHLY)

    assert found.due_by_promise == xts(300)
    assert found.gap_to_promise == xts(150)
    # Three weeks of a month of 52/12 weeks.
    assert found.due_by_law == Money(55384, "XTS")


def test_part_of_a_month_is_counted_in_weeks() -> None:
    assert pay_worksheet(account(xts(1300), None, weeks=13), None).due_by_promise == xts(3900)
    assert pay_worksheet(account(xts(1300), None, weeks=2), None).due_by_promise == xts(600)


def test_pay_by_the_day_needs_the_days_of_a_week() -> None:
    known = account(xts(20), xts(50), PayPeriod.DAY, weeks=2, days_a_week=5)
    unknown = account(xts(20), xts(50), PayPeriod.DAY, weeks=2)

    assert pay_worksheet(known, None).gap_to_promise == xts(150)
    assert pay_worksheet(unknown, None).gap_to_promise is None
    assert pay_worksheet(unknown, None).doubts == {PayDoubt.DAYS_UNKNOWN}


def test_pay_by_the_piece_is_compared_with_the_law_alone() -> None:
    found = pay_worksheet(account(xts(2), xts(310), None, weeks=13), MONTHLY)

    assert found.due_by_promise is None
    assert found.due_by_law == xts(2400)
    assert found.gap_to_law == xts(2090)
    assert found.doubts == {PayDoubt.PERIOD_UNKNOWN}


def test_pay_by_the_piece_for_an_unknown_time_is_not_compared() -> None:
    found = pay_worksheet(account(None, xts(310), None), MONTHLY)

    assert (found.due_by_law, found.gap_to_law) == (None, None)
    assert found.doubts == {PayDoubt.PERIOD_UNKNOWN}


@pytest.mark.parametrize(
    ("currency", "doubt"),
    [("XXX", PayDoubt.UNKNOWN_CURRENCY), ("XAU", PayDoubt.CURRENCIES_DIFFER)],
)
def test_amounts_that_cannot_be_compared_say_so(currency: str, doubt: PayDoubt) -> None:
    found = pay_worksheet(account(Money(120000, currency), xts(310)), MONTHLY)

    assert found.gap_to_promise is None
    assert found.gap_to_law == xts(490)
    assert found.doubts == {doubt}


def test_what_nobody_knows_stays_unknown() -> None:
    found = pay_worksheet(account(None, xts(310)), None)

    assert (found.due_by_promise, found.due_by_law) == (None, None)
    assert (found.gap_to_promise, found.gap_to_law) == (None, None)


@given(
    promised=st.integers(0, 10**7),
    received=st.integers(0, 10**9),
    period=st.sampled_from(PayPeriod),
    weeks=st.none() | st.integers(0, 500),
    days=st.integers(1, 7),
)
def test_a_gap_is_never_larger_than_what_is_due(
    promised: int, received: int, period: PayPeriod, weeks: int | None, days: int
) -> None:
    told = account(Money(promised, "XTS"), Money(received, "XTS"), period, weeks, days)

    found = pay_worksheet(told, None)

    assert found.due_by_promise is not None
    assert found.gap_to_promise is not None
    assert 0 <= found.gap_to_promise.minor <= found.due_by_promise.minor
    assert found.gap_to_promise.minor + received >= found.due_by_promise.minor
