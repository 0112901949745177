"""Dates, times and countries as the officer reads them. By Babel, in the officer's language."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_decimal

from frontline.domain.answers import Money

# Journeys and trials play in these; no real place is meant.
FICTITIOUS = {"XA": "Alpha", "XT": "Tango", "XD": "Delta"}
_NOT_COUNTRIES = frozenset(
    {"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XD", "XT", "ZZ"}
)


def day_text(language: str, day: date) -> str:
    return format_date(day, format="medium", locale=language)


def moment_text(language: str, moment: datetime, zone: tzinfo | None = None) -> str:
    """Day and time on the officer's clock; `zone` None is the machine's own."""
    return format_datetime(moment.astimezone(zone), format="short", locale=language)


def time_text(moment: datetime, zone: tzinfo | None = None) -> str:
    """Hours, minutes and seconds on the officer's clock."""
    return moment.astimezone(zone).strftime("%H:%M:%S")


def month_text(language: str, month: str) -> str:
    """ "2026-11" in words."""
    year, number = month.split("-")
    return format_skeleton("yMMMM", date(int(year), int(number), 1), locale=language)


def confirmed_text(language: str, text: str) -> str:
    """A day as "2026-11-22" or a month as "2026-11", in words."""
    is_month = len(text) == len("2026-11")
    return month_text(language, text) if is_month else day_text(language, date.fromisoformat(text))


def money_text(language: str, amount: Money) -> str:
    """An amount in hundredths with its currency's code."""
    number = format_decimal(Decimal(amount.minor) / 100, format="#,##0.00", locale=language)
    return f"{number} {amount.currency}"


def country_text(language: str, code: str) -> str:
    """A country's name; an unknown code as it is."""
    return FICTITIOUS.get(code) or Locale(language).territories.get(code, code)


def countries(language: str) -> list[tuple[str, str]]:
    """Codes and names of all countries, by name; the fictitious ones last."""
    names = Locale(language).territories
    real = [
        (code, name)
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    ]
    return sorted(real, key=lambda pair: pair[1].casefold()) + list(FICTITIOUS.items())
