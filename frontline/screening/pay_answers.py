"""The pay worksheet of an interview: what was told of pay, and the country's lowest lawful pay."""

from __future__ import annotations

from frontline.domain.answers import Money
from frontline.rules.country import PayFloor
from frontline.rules.definitions import QuestionRole
from frontline.screening.interview import Interview
from frontline.screening.pay import LawfulPay, PayAccount, PayPeriod, PayWorksheet, pay_worksheet
from frontline.screening.relevance import Value

_DAYS_IN_WEEK = 7


def worksheet_of(interview: Interview) -> PayWorksheet | None:
    """None while neither a promise nor a payment is known."""
    account = pay_account(interview)
    if account.promised is None and account.received is None:
        return None
    country = interview.compiled.pack.country
    floor = country.pay_floor if country is not None else None
    return pay_worksheet(account, lawful_pay(floor, account.period))


def pay_account(interview: Interview) -> PayAccount:
    """What was told of pay. An answer whose question does not apply any more is left out."""
    period = _answer(interview, QuestionRole.PAY_PERIOD)
    days = _number(interview, QuestionRole.DAYS_PER_WEEK)
    return PayAccount(
        # Pay by the piece is for no period.
        period=next((known for known in PayPeriod if known == period), None),
        promised=_amount(interview, QuestionRole.PAY_PROMISED),
        received=_amount(interview, QuestionRole.PAY_RECEIVED),
        weeks=_number(interview, QuestionRole.WEEKS_WORKED),
        days_a_week=days if days is not None and 1 <= days <= _DAYS_IN_WEEK else None,
    )


def lawful_pay(floor: PayFloor | None, period: PayPeriod | None) -> LawfulPay | None:
    """The lowest lawful pay for the period of the pay, or else for the longest one it is known
    for: a long period needs no count of days."""
    if floor is None:
        return None
    known = {
        PayPeriod.MONTH: floor.per_month,
        PayPeriod.WEEK: floor.per_week,
        PayPeriod.DAY: floor.per_day,
    }
    own_first = sorted(known, key=lambda each: each is not period)
    for each in own_first:
        amount = known[each]
        if amount is not None:
            return LawfulPay(each, Money(amount, floor.currency))
    return None


def _answer(interview: Interview, role: QuestionRole) -> Value:
    question = interview.compiled.pack.question_with_role(role)
    return interview.seen[interview.compiled.index(question.id)] if question is not None else None


def _amount(interview: Interview, role: QuestionRole) -> Money | None:
    value = _answer(interview, role)
    return value if isinstance(value, Money) else None


def _number(interview: Interview, role: QuestionRole) -> int | None:
    value = _answer(interview, role)
    return value if isinstance(value, int) else None
