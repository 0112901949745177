"""What was due, what came and what is missing, on the finding page (S-010)."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from frontline.domain.answers import Money
from frontline.screening.pay import (
    LawfulPay,
    PayAccount,
    PayDoubt,
    PayPeriod,
    PayWorksheet,
    pay_worksheet,
)
from frontline.ui.widgets.pay_card import pay_card
from tests.support.gui import surroundings


def worksheet(currency: str = "XTS") -> PayWorksheet:
    promised, received = Money(120000, currency), Money(31000, "XTS")
    account = PayAccount(PayPeriod.MONTH, promised, received, None, None)
    return pay_worksheet(account, LawfulPay(PayPeriod.MONTH, Money(80000, "XTS")))


def words_of(pay: PayWorksheet) -> list[str]:
    made = pay_card(surroundings(), pay)
    return [each.text() for each in made.findChildren(QLabel)]


def test_both_gaps_are_told(qapp: QApplication) -> None:
    words = words_of(worksheet())

    assert "Missing against the promise: 890.00 XTS" in words
    assert "Missing against the law: 490.00 XTS" in words


@pytest.mark.parametrize(("currency", "doubt"), [("XXX", "not known"), ("XAU", "different")])
def test_what_cannot_be_compared_is_unknown_and_says_why(
    qapp: QApplication, currency: str, doubt: str
) -> None:
    words = words_of(worksheet(currency))

    assert "Missing against the promise: not known" in words
    assert any(doubt in text and "compared" in text for text in words)


@pytest.mark.parametrize("doubt", PayDoubt)
def test_every_doubt_has_words(qapp: QApplication, doubt: PayDoubt) -> None:
    unknown = PayWorksheet(None, None, None, None, None, frozenset({doubt}))

    assert len(words_of(unknown)) == 7
