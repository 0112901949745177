"""What a release must not tell: cells of a few people, and what two releases differ by (S-124)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from frontline.statistics.tables import Cell, Dated, Extent, View, count

# Counts from 1 to below this are hidden: docs/safeguards.md.
THRESHOLD = 5


@dataclass(frozen=True, slots=True)
class FewPeople:
    """Those in `cell` of `view`; with `without`, only those whom the release before left out; with
    `before`, only those whom an earlier release had in that cell of the same table."""

    view: View
    cell: Cell
    without: Extent | None = None
    before: tuple[View, Cell] | None = None

    @property
    def seen(self) -> tuple[tuple[View, Cell], ...]:
        """All the cells they are in."""
        here = (self.view, self.cell)
        return (here,) if self.before is None else (here, self.before)

    def holds(self, each: Dated) -> bool:
        if self.without is not None and self.without.counts(each.fact, each.since):
            return False
        return all(
            view.extent.counts(each.fact, each.since) and view.cell(each.fact) == cell
            for view, cell in self.seen
        )


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
    found += _who_moved(views, [each for each in facts if each.fact.has_moved], threshold)
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


def _who_moved(
    views: Sequence[View], moved: Sequence[Dated], threshold: int
) -> Iterator[FewPeople]:
    """Those who are in one cell of a table in one release and in another in a later one: what the
    first lost and the second gained could tell how many they are."""
    if not moved:
        return
    for view, earlier in permutations(views, 2):
        if view.dimensions == earlier.dimensions and view.extent.release > earlier.extent.release:
            for (cell, old), number in sorted(_moves(view, earlier, moved).items()):
                if is_few(number, threshold):
                    yield FewPeople(view, cell, before=(earlier, old))


def _moves(view: View, earlier: View, moved: Sequence[Dated]) -> Counter[tuple[Cell, Cell]]:
    both = (view.extent, earlier.extent)
    cells = (
        (view.cell(each.fact), earlier.cell(each.fact))
        for each in moved
        if all(extent.counts(each.fact, each.since) for extent in both)
    )
    return Counter((cell, old) for cell, old in cells if cell != old)


def is_within(inner: Extent, outer: Extent) -> bool:
    return (
        inner.release <= outer.release and outer.first <= inner.first and inner.last <= outer.last
    )
