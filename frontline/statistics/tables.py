"""Tables as they are counted, before anything is hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from frontline.statistics.facts import POSITION, Fact, StatDimension, class_in

# The classes of one cell, in the order of its table's dimensions.
Cell = tuple[str, ...]
Dimensions = tuple[StatDimension, ...]
MOST_DIMENSIONS = 4


@dataclass(frozen=True, slots=True)
class Extent:
    """Which facts a release counts: those the hub had by then, of the months it is about.

    `release` is the number of a release; months are "2026-11", both included.
    """

    release: int
    first: str
    last: str

    def counts(self, fact: Fact, since: int) -> bool:
        """`since` is the first release that the fact could be in."""
        return since <= self.release and self.first <= fact.month <= self.last


class Dated(NamedTuple):
    """A fact, and the first release that it could be in."""

    fact: Fact
    since: int


@dataclass(frozen=True, slots=True)
class View:
    """All cells of one combination of dimensions in one release. Without dimensions: its total."""

    dimensions: Dimensions
    extent: Extent

    def cell(self, fact: Fact) -> Cell:
        release = self.extent.release
        return tuple(
            class_in(fact.values[POSITION[dimension]], release) for dimension in self.dimensions
        )


def views_of(tables: Iterable[Dimensions], extent: Extent) -> tuple[View, ...]:
    """What a release of these tables shows: each table, the totals of each of its dimensions, and
    the total of all, each once."""
    wanted: dict[Dimensions, None] = {(): None}
    for dimensions in tables:
        wanted.update(((dimension,), None) for dimension in dimensions)
        wanted[dimensions] = None
    return tuple(View(dimensions, extent) for dimensions in sorted(wanted, key=_by_size))


def count(view: View, facts: Iterable[Dated]) -> Counter[Cell]:
    return Counter(
        view.cell(each.fact) for each in facts if view.extent.counts(each.fact, each.since)
    )


def _by_size(dimensions: Dimensions) -> tuple[int, Dimensions]:
    return (len(dimensions), dimensions)
