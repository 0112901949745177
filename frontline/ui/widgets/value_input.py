"""Inputs for answers that are not codes: a number, a day, an amount, a country."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QDateEdit, QLineEdit, QWidget

from frontline.domain.answers import AnswerValue, Money, QuestionKind
from frontline.ui.formats import countries
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.fields import choice_list, text_input
from frontline.ui.widgets.page import row
from frontline.ui.widgets.texts import short_label

_LARGEST = 9_999_999
OnEntered = Callable[[AnswerValue], None]


def value_input(
    around: Surroundings, kind: QuestionKind, value: AnswerValue | None, on_entered: OnEntered
) -> QWidget | None:
    """The input for `kind`, showing `value`; None where all answers are cards."""
    match kind:
        case QuestionKind.NUMBER:
            return _number(around, value, on_entered)
        case QuestionKind.DATE:
            return _day(around, value, on_entered)
        case QuestionKind.MONEY:
            return _amount(around, value, on_entered)
        case QuestionKind.COUNTRY:
            return _country(around, value, on_entered)
        case _:
            return None


def _number(around: Surroundings, value: AnswerValue | None, on_entered: OnEntered) -> QWidget:
    line = _digits("number", around.language.gettext("Number"))
    if isinstance(value, int):
        line.setText(str(value))

    def enter() -> None:
        if line.hasAcceptableInput():
            on_entered(int(line.text()))

    line.editingFinished.connect(enter)
    return row(around.theme, line, _keep(around, enter))


def _digits(name: str, accessible: str) -> QLineEdit:
    line = text_input(name)
    line.setValidator(QIntValidator(0, _LARGEST, line))
    line.setAccessibleName(accessible)
    return line


def _day(around: Surroundings, value: AnswerValue | None, on_entered: OnEntered) -> QWidget:
    edit = QDateEdit()
    edit.setObjectName("day")
    edit.setCalendarPopup(True)
    edit.setAccessibleName(around.language.gettext("Day"))
    if isinstance(value, date):
        edit.setDate(QDate(value.year, value.month, value.day))

    def enter() -> None:
        chosen = edit.date()
        on_entered(date(chosen.year(), chosen.month(), chosen.day()))

    return row(around.theme, edit, _keep(around, enter))


def _amount(around: Surroundings, value: AnswerValue | None, on_entered: OnEntered) -> QWidget:
    gettext = around.language.gettext
    line, currency = _digits("amount", gettext("Amount")), text_input("currency")
    currency.setMaxLength(3)
    currency.setAccessibleName(gettext("Currency"))
    if isinstance(value, Money):
        line.setText(str(value.minor // 100))
        currency.setText(value.currency)

    def enter() -> None:
        code = currency.text().strip().upper()
        if line.hasAcceptableInput() and len(code) == 3 and code.isalpha():
            on_entered(Money(int(line.text()) * 100, code))

    hint = short_label(gettext("Currency in three letters"), "quiet")
    return row(around.theme, line, currency, hint, _keep(around, enter))


def _country(around: Surroundings, value: AnswerValue | None, on_entered: OnEntered) -> QWidget:
    unset = [("", around.language.gettext("Choose a country"))]
    chosen = value if isinstance(value, str) else ""
    box = choice_list("country", unset + countries(around.language.code), chosen)
    box.setAccessibleName(around.language.gettext("Country"))

    def enter(_index: int) -> None:
        if box.currentData():
            on_entered(str(box.currentData()))

    box.activated.connect(enter)
    return row(around.theme, box)


def _keep(around: Surroundings, enter: Callable[[], None]) -> QWidget:
    return button(around.language.gettext("Keep"), enter, name="keep-value")
