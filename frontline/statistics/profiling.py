"""Whether an officer picks people of one origin more than colleagues do, said with great care.

A caution is a reason to talk, never a score and never proof: shifts, flights and places differ.
Nothing is said of an officer with few cases or few colleagues to compare with, and nothing here
counts what an officer found. What was found is compared between origins alone, over the whole
post: a group that is stopped often while less is found may be stopped for what it is.

The chance is that of drawing so many of a group by lot (hypergeometric), one-sided, and the bound
is divided by the number of comparisons, so that many officers make no false alarm likelier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from typing import NamedTuple

from frontline.domain.identifiers import UserId

# Below this many cases nothing is said, of an officer or of a group.
LEAST_CASES = 20
# With one colleague it cannot be told who of the two differs.
LEAST_COLLEAGUES = 2
# A difference that is certain can still be too small to matter.
LEAST_RATIO = 1.5
FALSE_ALARM = 0.01


@dataclass(frozen=True, slots=True)
class Met:
    """One person who was screened: by whom, from where, and whether signs were found."""

    officer: UserId
    group: str
    is_found: bool


class Looked(NamedTuple):
    """Of one person: from where, and whether signs were found."""

    group: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """Of an officer's cases a `share` is of one group, of the colleagues' `usual` is."""

    officer: UserId
    group: str
    share: float
    usual: float
    cases: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """Signs were found in a `share` of the cases of a group, in `usual` of all others."""

    group: str
    share: float
    usual: float
    cases: int


@dataclass(frozen=True, slots=True)
class Profiling:
    """`compared` is False where there are too few cases or officers to say anything of choices."""

    selections: tuple[Selection, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    compared: bool = False


def profiling(met: Sequence[Met]) -> Profiling:
    """In the order of officers' ids and groups' names, never of any number."""
    counted = Counter(each.officer for each in met)
    officers = sorted(who for who, cases in counted.items() if cases >= LEAST_CASES)
    groups = sorted({each.group for each in met})
    compared = len(officers) > LEAST_COLLEAGUES
    return Profiling(
        selections=_selections(met, officers, groups) if compared else (),
        outcomes=outcomes([Looked(each.group, each.is_found) for each in met]),
        compared=compared,
    )


def at_least(hits: int, draws: int, marked: int, total: int) -> float:
    """The chance of `hits` or more of `marked` among `draws` out of `total`, drawn by lot."""
    ways = sum(
        comb(marked, each) * comb(total - marked, draws - each)
        for each in range(hits, min(draws, marked) + 1)
    )
    return ways / comb(total, draws)


def outcomes(met: Sequence[Looked]) -> tuple[Outcome, ...]:
    """In the order of groups' names: those of whom less is found than of all others."""
    found, total = [], len(met)
    groups = sorted({each.group for each in met})
    nothing = sum(not each.is_found for each in met)
    for group in groups:
        of_group = [each for each in met if each.group == group]
        cases, others = len(of_group), total - len(of_group)
        if min(cases, others) < LEAST_CASES:
            continue
        empty = sum(not each.is_found for each in of_group)
        share = 1 - empty / cases
        usual = 1 - (nothing - empty) / others
        is_less = usual >= LEAST_RATIO * share and usual > 0
        if is_less and at_least(empty, cases, nothing, total) < FALSE_ALARM / len(groups):
            found.append(Outcome(group, share, usual, cases))
    return tuple(found)


def _selections(
    met: Sequence[Met], officers: Sequence[UserId], groups: Sequence[str]
) -> tuple[Selection, ...]:
    known = [each for each in met if each.officer in officers]
    bound = FALSE_ALARM / (len(officers) * len(groups))
    pairs = Counter((each.officer, each.group) for each in known)
    sizes, of_group = Counter(e.officer for e in known), Counter(e.group for e in known)
    found = []
    for officer in officers:
        for group in groups:
            hits, cases, marked = pairs[officer, group], sizes[officer], of_group[group]
            share, usual = hits / cases, (marked - hits) / (len(known) - cases)
            is_more = share >= LEAST_RATIO * usual and hits > 0
            if is_more and at_least(hits, cases, marked, len(known)) < bound:
                found.append(Selection(officer, group, share, usual, cases))
    return tuple(found)
