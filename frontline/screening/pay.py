"""The pay worksheet (S-010): promised, received, and the lawful minimum, for the time worked.

Exact fractions throughout; amounts are rounded down to the currency's smallest unit only at the
end, so that no gap is ever shown larger than it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from frontline.domain.answers import Money

# ISO 4217 for "no currency": the amount is known, the currency is not.
UNKNOWN_CURRENCY = "XXX"


class PayPeriod(StrEnum):
    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


class PayDoubt(StrEnum):
    """Why an amount could not be compared."""

    UNKNOWN_CURRENCY = "unknown_currency"
    CURRENCIES_DIFFER = "currencies_differ"
    DAYS_UNKNOWN = "days_unknown"
    PERIOD_UNKNOWN = "period_unknown"


@dataclass(frozen=True, slots=True)
class PayAccount:
    """As told. `promised` is for one `period`; `received` is for all the time worked, and for one
    period where `weeks` is not known. `period` is None for pay by the piece, or where nobody knows.
    `days_a_week`: days worked in a week."""

    period: PayPeriod | None
    promised: Money | None
    received: Money | None
    weeks: int | None
    days_a_week: int | None


@dataclass(frozen=True, slots=True)
class LawfulPay:
    """The lowest lawful pay for one `period`."""

    period: PayPeriod
    amount: Money


@dataclass(frozen=True, slots=True)
class PayWorksheet:
    """Amounts for the whole time worked. None: not known, or not to be compared; `doubts` say
    why. A gap is what is missing; nothing missing is an amount of nought."""

    due_by_promise: Money | None
    due_by_law: Money | None
    received: Money | None
    gap_to_promise: Money | None
    gap_to_law: Money | None
    doubts: frozenset[PayDoubt]


def pay_worksheet(account: PayAccount, lawful: LawfulPay | None) -> PayWorksheet:
    doubts: set[PayDoubt] = set()
    promised = _due(account.promised, account.period, account, doubts)
    by_law = _due(lawful.amount, lawful.period, account, doubts) if lawful is not None else None
    return PayWorksheet(
        due_by_promise=promised,
        due_by_law=by_law,
        received=account.received,
        gap_to_promise=_gap(promised, account.received, doubts),
        gap_to_law=_gap(by_law, account.received, doubts),
        doubts=frozenset(doubts),
    )


def _due(
    amount: Money | None, period: PayPeriod | None, account: PayAccount, doubts: set[PayDoubt]
) -> Money | None:
    """What is due for the time worked, at `amount` for each `period`."""
    if amount is None:
        return None
    if period is not None and period is account.period and account.weeks is None:
        return amount
    time, one = _time_worked(account), _weeks(period, account.days_a_week)
    if time is None or one is None:
        is_period_missing = period is None or (account.period is None and account.weeks is None)
        doubts.add(PayDoubt.PERIOD_UNKNOWN if is_period_missing else PayDoubt.DAYS_UNKNOWN)
        return None
    return Money(int(amount.minor * time / one), amount.currency)


def _time_worked(account: PayAccount) -> Fraction | None:
    """In weeks; one period where nobody knows how long it was."""
    if account.weeks is not None:
        return Fraction(account.weeks)
    return _weeks(account.period, account.days_a_week)


def _weeks(period: PayPeriod | None, days_a_week: int | None) -> Fraction | None:
    """How many weeks a period lasts; a day is a part of the days worked in a week."""
    match period:
        case PayPeriod.DAY:
            return Fraction(1, days_a_week) if days_a_week else None
        case PayPeriod.WEEK:
            return Fraction(1)
        case PayPeriod.FORTNIGHT:
            return Fraction(2)
        case PayPeriod.MONTH:
            return Fraction(52, 12)
        case None:
            return None


def _gap(due: Money | None, received: Money | None, doubts: set[PayDoubt]) -> Money | None:
    if due is None or received is None:
        return None
    if UNKNOWN_CURRENCY in (due.currency, received.currency):
        doubts.add(PayDoubt.UNKNOWN_CURRENCY)
        return None
    if due.currency != received.currency:
        doubts.add(PayDoubt.CURRENCIES_DIFFER)
        return None
    return Money(max(0, due.minor - received.minor), due.currency)
