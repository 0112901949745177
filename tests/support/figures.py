"""Made-up facts for statistics, and somebody who tries to work hidden numbers out."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from frontline.statistics.facts import POSITION, Fact, StatDimension
from frontline.statistics.guarded import FewPeople, few_people
from frontline.statistics.releases import Release
from frontline.statistics.tables import Dated, Extent, View

FORM, AGE, GENDER, MONTH = (
    StatDimension.FORM,
    StatDimension.AGE_BAND,
    StatDimension.GENDER,
    StatDimension.MONTH,
)
YEAR = Extent(1, "2026-01", "2026-12")
Row = dict[Dated, int]


def dated(
    classes: Mapping[StatDimension, str],
    since: int = 1,
    month: str = "2026-11",
    methods: frozenset[str] = frozenset(),
) -> Dated:
    values = [""] * len(POSITION)
    for dimension, value in {MONTH: month, **classes}.items():
        values[POSITION[dimension]] = value
    return Dated(Fact(tuple(values), methods, frozenset(), month), since)


def random_facts(
    chance: random.Random, sizes: Mapping[StatDimension, int], number: int, since: int = 1
) -> list[Dated]:
    """`sizes`: how many classes each dimension has; low ones are more frequent."""
    facts = []
    for _ in range(number):
        classes = {}
        for dimension, size in sizes.items():
            weights = [1 / (rank + 1) for rank in range(size)]
            classes[dimension] = f"{dimension.value[0]}{chance.choices(range(size), weights)[0]}"
        month = f"2026-{chance.randint(1, 3):02d}"
        methods = frozenset(chance.sample("abcde", chance.randint(0, 3)))
        facts.append(dated(classes, since, month, methods))
    return facts


def told(releases: Sequence[Release], facts: Sequence[Dated]) -> list[FewPeople]:
    """The few people whose number sums and differences of shown cells give away.

    An onlooker with everything that was published, who solves all of it as equations over whoever
    might exist. `facts` serve to know what is to be found, and which classes there are.
    """
    views = [each.view for release in releases for each in release.views]
    people = _who_might_exist(views, facts)
    equations: list[dict[int, Fraction]] = []
    nobody: set[int] = set()
    for release in releases:
        for shown in release.views:
            if shown.is_withheld:
                continue
            for cell, members in _cells(shown.view, people).items():
                number = shown.cells.get(cell, 0)
                if number == 0:
                    nobody |= members
                elif number is not None:
                    equations.append({each: Fraction(1) for each in members})
    basis = _basis({k: v for k, v in row.items() if k not in nobody} for row in equations)
    return [
        few
        for few in few_people(tuple(dict.fromkeys(views)), facts, 5)
        if _is_spanned(
            basis,
            {
                n: Fraction(1)
                for n, each in enumerate(people)
                if n not in nobody and few.holds(each)
            },
        )
    ]


def _who_might_exist(views: Sequence[View], facts: Sequence[Dated]) -> list[Dated]:
    used = sorted({each for view in views for each in view.dimensions})
    classes = [sorted({f.fact.values[POSITION[each]] for f in facts}) for each in used]
    months = sorted({each.fact.month for each in facts})
    releases = sorted({each.since for each in facts})
    found = []
    for values in product(*classes):
        named = dict(zip(used, values, strict=True))
        for month, since in product(months, releases):
            if named.get(MONTH, month) == month:
                found.append(dated(named, since, month))
    return found


def _cells(view: View, people: Sequence[Dated]) -> dict[tuple[str, ...], set[int]]:
    cells: dict[tuple[str, ...], set[int]] = {}
    for number, each in enumerate(people):
        if view.extent.counts(each.fact, each.since):
            cells.setdefault(view.cell(each.fact), set()).add(number)
    return cells


def _basis(
    rows: Iterator[dict[int, Fraction]] | Sequence[dict[int, Fraction]],
) -> dict[int, dict[int, Fraction]]:
    basis: dict[int, dict[int, Fraction]] = {}
    for row in rows:
        rest = _reduced(basis, row)
        if rest:
            first = min(rest)
            basis[first] = {n: value / rest[first] for n, value in rest.items()}
    return basis


def _reduced(
    basis: Mapping[int, dict[int, Fraction]], row: Mapping[int, Fraction]
) -> dict[int, Fraction]:
    rest = dict(row)
    while True:
        pivot = min((n for n in rest if n in basis), default=None)
        if pivot is None:
            return rest
        factor = rest[pivot]
        for n, value in basis[pivot].items():
            left = rest.get(n, Fraction(0)) - factor * value
            if left:
                rest[n] = left
            else:
                rest.pop(n, None)


def _is_spanned(basis: Mapping[int, dict[int, Fraction]], wanted: Mapping[int, Fraction]) -> bool:
    return bool(wanted) and not _reduced(basis, wanted)
