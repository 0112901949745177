"""The pay worksheet on the finding page: what was due, what came, and what is missing (S-010)."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from frontline.domain.answers import Money
from frontline.screening.pay import PayDoubt, PayWorksheet
from frontline.ui.formats import money_text
from frontline.ui.messages import mark
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.texts import label

_DOUBTS: dict[PayDoubt, str] = {
    PayDoubt.UNKNOWN_CURRENCY: mark("The currency is not known, so amounts are not compared."),
    PayDoubt.CURRENCIES_DIFFER: mark("Amounts in different currencies are not compared."),
    PayDoubt.DAYS_UNKNOWN: mark("The days worked in a week are not known."),
    PayDoubt.PERIOD_UNKNOWN: mark("For which time the pay was promised is not known."),
}


def pay_card(around: Surroundings, pay: PayWorksheet) -> QFrame:
    gettext = around.language.gettext
    lines: tuple[tuple[str, Money | None], ...] = (
        (gettext("Promised for the time worked"), pay.due_by_promise),
        (gettext("Lowest lawful pay for the time worked"), pay.due_by_law),
        (gettext("Received"), pay.received),
        (gettext("Missing against the promise"), pay.gap_to_promise),
        (gettext("Missing against the law"), pay.gap_to_law),
    )
    unknown = gettext("not known")
    parts: list[QWidget] = [label(gettext("Pay"), "heading")]
    for name, amount in lines:
        text = unknown if amount is None else money_text(around.language.code, amount)
        parts.append(label(f"{name}: {text}"))
    parts.extend(label(gettext(_DOUBTS[doubt]), "quiet") for doubt in sorted(pay.doubts))
    return card(around.theme, *parts)
