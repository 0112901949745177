"""Making a release: tables with their hidden cells, safe beside everything released before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from frontline.errors_of_figures import ReleaseRefusedError
from frontline.statistics.guarded import THRESHOLD, is_few, is_within
from frontline.statistics.pairs import Pair, Paired, shown_pairs
from frontline.statistics.protection import Hidden, protect
from frontline.statistics.tables import (
    MOST_DIMENSIONS,
    Cell,
    Dated,
    Dimensions,
    Extent,
    View,
    count,
    views_of,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One view as released. `cells` has what is not zero, None where it is hidden; a cell that is
    not there is zero. `is_withheld`: the table is too thin, and nothing of it is told."""

    view: View
    cells: dict[Cell, int | None]
    is_withheld: bool = False

    @property
    def hidden(self) -> frozenset[Cell] | None:
        if self.is_withheld:
            return None
        return frozenset(cell for cell, number in self.cells.items() if number is None)


@dataclass(frozen=True, slots=True)
class Release:
    extent: Extent
    tables: tuple[Dimensions, ...]
    views: tuple[Shown, ...]
    pairs: dict[Paired, dict[Pair, int | None]]

    @property
    def total(self) -> int | None:
        return next(shown.cells.get(()) for shown in self.views if not shown.view.dimensions)


def make_release(
    facts: Sequence[Dated],
    tables: Sequence[Dimensions],
    extent: Extent,
    log: Sequence[Release] = (),
    threshold: int = THRESHOLD,
) -> Release:
    """Raises ReleaseRefusedError where no such release would be safe, or has enough people in it.

    `log`: every release so far, of which `extent` has the next number.
    """
    _check_tables(tables)
    _check_totals(facts, extent, log, threshold)
    new = views_of(tables, extent)
    hidden = Hidden({each.view: each.hidden for past in log for each in past.views}, new)
    protect(facts, hidden, threshold)
    earlier = [past.extent for past in log]
    pairs = {what: shown_pairs(facts, extent, what, earlier, threshold) for what in Paired}
    return Release(extent, tuple(tables), tuple(_shown(view, facts, hidden) for view in new), pairs)


def _check_tables(tables: Sequence[Dimensions]) -> None:
    for dimensions in tables:
        if len(set(dimensions)) != len(dimensions) or not 0 < len(dimensions) <= MOST_DIMENSIONS:
            raise ReleaseRefusedError(reason="dimensions")


def _check_totals(
    facts: Sequence[Dated], extent: Extent, log: Sequence[Release], threshold: int
) -> None:
    """A release of few people, or of few more or fewer than an earlier one, tells of just them."""
    if _number(facts, extent) < threshold:
        raise ReleaseRefusedError(reason="too-few")
    for past in log:
        for smaller, larger in ((past.extent, extent), (extent, past.extent)):
            if is_within(smaller, larger):
                more = _number(facts, larger) - _number(facts, smaller)
                if is_few(more, threshold):
                    raise ReleaseRefusedError(reason="too-few-more", release=past.extent.release)


def _number(facts: Sequence[Dated], extent: Extent) -> int:
    return sum(1 for each in facts if extent.counts(each.fact, each.since))


def _shown(view: View, facts: Sequence[Dated], hidden: Hidden) -> Shown:
    cells_hidden = hidden.of(view)
    if cells_hidden is None:
        return Shown(view, {}, is_withheld=True)
    counted: Counter[Cell] = count(view, facts)
    cells: dict[Cell, int | None] = dict(counted)
    cells.update((cell, None) for cell in cells_hidden)
    return Shown(view, dict(sorted(cells.items())))
