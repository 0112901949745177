"""What a release must not tell: cells of a few people, and what two releases differ by (S-124)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from frontline.statistics.tables import Cell, Dated, Extent, View, count

# Counts from 1 to below this are hidden: docs/safeguards.md.
THRESHOLD = 5


@dataclass(frozen=True, slots=True)
class FewPeople:
    """Those in `cell` of `view`; with `without`, only those whom the release before left out."""

    view: View
    cell: Cell
    without: Extent | None = None

    def holds(self, each: Dated) -> bool:
        if not self.view.extent.counts(each.fact, each.since):
            return False
        if self.without is not None and self.without.counts(each.fact, each.since):
            return False
        return self.view.cell(each.fact) == self.cell


def is_few(number: int, threshold: int) -> bool:
    return 0 < number < threshold


def few_people(
    views: Sequence[View], facts: Sequence[Dated], threshold: int
) -> tuple[FewPeople, ...]:
    """All that these views could tell too much of, totals before what is finer."""
    found: list[FewPeople] = []
    for view in views:
        found += _few(view, None, count(view, facts), threshold)
    for larger, smaller in _nested(views):
        rest = [each for each in facts if not smaller.extent.counts(each.fact, each.since)]
        found += _few(larger, smaller.extent, count(larger, rest), threshold)
    return tuple(sorted(found, key=lambda each: len(each.view.dimensions)))


def _few(
    view: View, without: Extent | None, counted: Counter[Cell], threshold: int
) -> Iterator[FewPeople]:
    for cell, number in sorted(counted.items()):
        if is_few(number, threshold):
            yield FewPeople(view, cell, without)


def _nested(views: Sequence[View]) -> Iterator[tuple[View, View]]:
    """Views of the same dimensions where one release counts all that the other one does."""
    for one, other in combinations(views, 2):
        if one.dimensions == other.dimensions and one.extent != other.extent:
            if is_within(one.extent, other.extent):
                yield other, one
            elif is_within(other.extent, one.extent):
                yield one, other


def is_within(inner: Extent, outer: Extent) -> bool:
    return (
        inner.release <= outer.release and outer.first <= inner.first and inner.last <= outer.last
    )
