"""Inputs for answers that are not codes: a number, a day, an amount, a country.

Each hands on what was entered when it is left or kept, and only where it differs from what is
stored.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QDateEdit, QLineEdit, QVBoxLayout, QWidget

from frontline.domain.answers import AnswerValue, Money, QuestionKind
from frontline.ui.formats import countries
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.fields import choice_list, text_input
from frontline.ui.widgets.page import row
from frontline.ui.widgets.texts import short_label

_LARGEST = 9_999_999
_CURRENCY_LETTERS = 3
_CENTS = 100
OnEntered = Callable[[AnswerValue], None]


class ValueInput(QWidget):
    """`on_entered` gets each new value. The first part takes the focus."""

    def __init__(self, around: Surroundings, on_entered: OnEntered, *parts: QWidget) -> None:
        super().__init__()
        self._on_entered = on_entered
        self._stored: AnswerValue | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(row(around.theme, *parts))
        self.setFocusProxy(parts[0])

    def show_value(self, value: AnswerValue | None) -> None:
        """Show what is stored; an answer that is a code leaves the input empty."""
        self._stored = value
        self._fill(value)

    @abstractmethod
    def _fill(self, value: AnswerValue | None) -> None: ...

    @abstractmethod
    def _entered(self) -> AnswerValue | None:
        """None while there is no value yet."""

    def _enter(self) -> None:
        value = self._entered()
        if value is not None and value != self._stored:
            self._stored = value
            self._on_entered(value)


def value_input(
    around: Surroundings, kind: QuestionKind, on_entered: OnEntered
) -> ValueInput | None:
    """The input for `kind`; None where all answers are cards."""
    match kind:
        case QuestionKind.NUMBER:
            return _NumberInput(around, on_entered)
        case QuestionKind.DATE:
            return _DayInput(around, on_entered)
        case QuestionKind.MONEY:
            return _AmountInput(around, on_entered)
        case QuestionKind.COUNTRY:
            return _CountryInput(around, on_entered)
        case _:
            return None


class _NumberInput(ValueInput):
    def __init__(self, around: Surroundings, on_entered: OnEntered) -> None:
        self._line = _digits("number", around.language.gettext("Number"))
        super().__init__(around, on_entered, self._line, _keep(around, self._enter))
        self._line.editingFinished.connect(self._enter)

    def _fill(self, value: AnswerValue | None) -> None:
        self._line.setText(str(value) if isinstance(value, int) else "")

    def _entered(self) -> AnswerValue | None:
        return int(self._line.text()) if self._line.hasAcceptableInput() else None


class _DayInput(ValueInput):
    def __init__(self, around: Surroundings, on_entered: OnEntered) -> None:
        # A day is asked for of what is planned, not of what was: today is near it.
        self._edit = QDateEdit(QDate.currentDate())
        self._edit.setObjectName("day")
        self._edit.setCalendarPopup(True)
        # Year first cannot be misread, whatever the machine is used to.
        self._edit.setDisplayFormat("yyyy-MM-dd")
        self._edit.setAccessibleName(around.language.gettext("Day"))
        super().__init__(around, on_entered, self._edit, _keep(around, self._enter))

    def _fill(self, value: AnswerValue | None) -> None:
        if isinstance(value, date):
            self._edit.setDate(QDate(value.year, value.month, value.day))

    def _entered(self) -> AnswerValue | None:
        chosen = self._edit.date()
        return date(chosen.year(), chosen.month(), chosen.day())


class _AmountInput(ValueInput):
    def __init__(self, around: Surroundings, on_entered: OnEntered) -> None:
        gettext = around.language.gettext
        self._line, self._currency = _digits("amount", gettext("Amount")), text_input("currency")
        self._currency.setMaxLength(_CURRENCY_LETTERS)
        self._currency.setAccessibleName(gettext("Currency"))
        hint = short_label(gettext("Currency in three letters"), "quiet")
        keep = _keep(around, self._enter)
        super().__init__(around, on_entered, self._line, self._currency, hint, keep)

    def _fill(self, value: AnswerValue | None) -> None:
        if isinstance(value, Money):
            self._line.setText(str(value.minor // _CENTS))
            self._currency.setText(value.currency)
        else:
            self._line.clear()
            self._currency.clear()

    def _entered(self) -> AnswerValue | None:
        code = self._currency.text().strip().upper()
        is_code = len(code) == _CURRENCY_LETTERS and code.isascii() and code.isalpha()
        if not (is_code and self._line.hasAcceptableInput()):
            return None
        return Money(int(self._line.text()) * _CENTS, code)


class _CountryInput(ValueInput):
    def __init__(self, around: Surroundings, on_entered: OnEntered) -> None:
        unset = [("", around.language.gettext("Choose a country"))]
        self._box = choice_list("country", unset + countries(around.language.code))
        self._box.setAccessibleName(around.language.gettext("Country"))
        super().__init__(around, on_entered, self._box)
        self._box.activated.connect(lambda _index: self._enter())

    def _fill(self, value: AnswerValue | None) -> None:
        self._box.setCurrentIndex(max(0, self._box.findData(value)))

    def _entered(self) -> AnswerValue | None:
        return str(self._box.currentData()) or None


def _digits(name: str, accessible: str) -> QLineEdit:
    line = text_input(name)
    line.setValidator(QIntValidator(0, _LARGEST, line))
    line.setAccessibleName(accessible)
    return line


def _keep(around: Surroundings, enter: Callable[[], None]) -> QWidget:
    return button(around.language.gettext("Keep"), enter, name="keep-value")
