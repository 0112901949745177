"""The monitoring matrix: structure, process and results of five lines of work (S-129).

Each of the 15 cells has at least one indicator, which says how it is made, from what, what it is
judged by, who answers for it and for which months it stands. What the hub's own data allow is
computed; the rest is entered by hand and signed. Where there is nothing, it says so: no data is
never shown as zero.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from frontline.statistics.matrix_entries import MatrixEntry
from frontline.statistics.observed import Observed


class Aspect(StrEnum):
    STRUCTURE = "structure"
    PROCESS = "process"
    RESULTS = "results"


class Line(StrEnum):
    PREVENTION = "prevention"
    PROTECTION = "protection"
    ASSISTANCE = "assistance"
    RESTORATION = "restoration_of_rights"
    PROSECUTION = "prosecution"


class Criterion(StrEnum):
    EFFICACY = "efficacy"
    EFFICIENCY = "efficiency"
    EFFECTIVENESS = "effectiveness"
    IMPACT = "impact"


class State(StrEnum):
    COMPUTED = "computed"
    ENTERED = "entered"
    NO_DATA = "no_data"
    # Something stands there that the hub's key did not sign.
    NOT_SIGNED = "not_signed"


@dataclass(frozen=True, slots=True)
class Measured:
    """A number, or a share: `part` of `whole`."""

    part: int
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """`compute` gives None where there is nothing to count; without it, people enter the value.

    `target` is a number or, of a share, a percentage; None until somebody sets one.
    """

    id: str
    aspect: Aspect
    line: Line
    criterion: Criterion
    formula: str
    source: str
    owner: str
    compute: Callable[[Observed], Measured | None] | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One indicator with what it comes to. `value` is a decimal number; of a share, per cent.

    `first_month` and `last_month` are those the value stands for.
    """

    indicator: Indicator
    state: State
    value: str | None
    measured: Measured | None
    target: str | None
    owner: str
    source: str
    first_month: str
    last_month: str


def matrix(
    indicators: tuple[Indicator, ...],
    seen: Observed,
    entries: Mapping[str, MatrixEntry | None],
    months: tuple[str, str],
) -> tuple[Cell, ...]:
    """In the order of `indicators`. `entries`: the one that counts for an indicator; None for one
    whose signature does not hold."""
    return tuple(_cell(each, seen, entries, months) for each in indicators)


def per_cent(measured: Measured) -> str:
    """A share as per cent with one digit, halves upwards; a number as it is."""
    if measured.whole is None:
        return str(measured.part)
    tenths = (2000 * measured.part + measured.whole) // (2 * measured.whole)
    return f"{tenths // 10}.{tenths % 10}"


def _cell(
    indicator: Indicator,
    seen: Observed,
    entries: Mapping[str, MatrixEntry | None],
    months: tuple[str, str],
) -> Cell:
    entry = entries.get(indicator.id)
    measured = indicator.compute(seen) if indicator.compute is not None else None
    value = per_cent(measured) if measured is not None else None
    state = State.NO_DATA if measured is None else State.COMPUTED
    if entry is not None and entry.value is not None:
        state, value, months = State.ENTERED, entry.value, (entry.first_month, entry.last_month)
    elif entry is None and indicator.id in entries:
        state, value, measured = State.NOT_SIGNED, None, None
    return Cell(
        indicator=indicator,
        state=state,
        value=value,
        measured=measured,
        target=(entry.target if entry is not None else None) or indicator.target,
        owner=(entry.owner if entry is not None else None) or indicator.owner,
        source=(entry.source if entry is not None else None) or indicator.source,
        first_month=months[0],
        last_month=months[1],
    )
