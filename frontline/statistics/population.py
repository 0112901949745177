"""The facts as an onlooker could tell them apart, and where each is seen in what is published."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from frontline.statistics.facts import POSITION, StatDimension, class_in
from frontline.statistics.guarded import FewPeople
from frontline.statistics.tables import Cell, Dated, Dimensions, Extent, View

# A cell of the view with this number.
Seen = tuple[int, Cell]
# A cell in each of several releases.
Cells = tuple[Cell, ...]


class Kind(NamedTuple):
    """People who look alike in all that is published. `classes`: one for each dimension in use, or
    a history of it (facts.history_of): so nobody is thought of whose class changed as none did."""

    classes: Cell
    month: str
    since: int


class Population:
    """How many there are of each kind, and which kinds stand where."""

    def __init__(self, facts: Sequence[Dated], views: Sequence[View]) -> None:
        self._views = views
        self.used = sorted({each for view in views for each in view.dimensions}, key=_position)
        self._month = (
            self.used.index(StatDimension.MONTH) if StatDimension.MONTH in self.used else None
        )
        self._places_of = [self.places(view.dimensions) for view in views]
        self._seen: dict[Kind, tuple[Seen, ...]] = {}
        self.numbers = Counter(self._kind(each) for each in facts)
        self.sizes = self._counted()
        # The kinds in thin cells first: changing those hides least.
        self.kinds = sorted(self.numbers, key=self._thinnest)
        self.by_class: list[dict[str, list[Kind]]] = [defaultdict(list) for _ in self.used]
        for kind in self.kinds:
            for place, value in enumerate(kind.classes):
                self.by_class[place][value].append(kind)
        self._by_cell: dict[tuple[tuple[int, ...], tuple[int, ...]], dict[Cells, list[Kind]]] = {}

    def places(self, dimensions: Dimensions) -> tuple[int, ...]:
        return tuple(self.used.index(dimension) for dimension in dimensions)

    def in_cells(
        self, places: tuple[int, ...], releases: tuple[int, ...], cells: Cells
    ) -> list[Kind]:
        """The kinds that are really there, one cell for each of the releases, in the order of
        `kinds`."""
        known = (places, releases)
        if known not in self._by_cell:
            found: dict[Cells, list[Kind]] = defaultdict(list)
            for kind in self.kinds:
                found[tuple(cell_of(kind, places, each) for each in releases)].append(kind)
            self._by_cell[known] = found
        return self._by_cell[known].get(cells, [])

    def seen(self, kind: Kind) -> tuple[Seen, ...]:
        """Every published cell that counts this kind."""
        found = self._seen.get(kind)
        if found is None:
            found = tuple(
                (number, cell_of(kind, self._places_of[number], view.extent.release))
                for number, view in enumerate(self._views)
                if _counts(view.extent, kind)
            )
            self._seen[kind] = found
        return found

    def with_class(self, kind: Kind, place: int, value: str) -> Kind:
        classes = (*kind.classes[:place], value, *kind.classes[place + 1 :])
        return Kind(classes, value if place == self._month else kind.month, kind.since)

    def _kind(self, each: Dated) -> Kind:
        values = tuple(each.fact.values[_position(dimension)] for dimension in self.used)
        return Kind(values, each.fact.month, each.since)

    def _counted(self) -> Counter[Seen]:
        sizes: Counter[Seen] = Counter()
        for kind, number in self.numbers.items():
            for seen in self.seen(kind):
                sizes[seen] += number
        return sizes

    def _thinnest(self, kind: Kind) -> tuple[int, Kind]:
        return (min((self.sizes[seen] for seen in self.seen(kind)), default=0), kind)


class Members:
    """Whether somebody of a kind is one of a few people.

    `releases` and `cells`: in which releases they are in which cell of the table.
    """

    def __init__(self, few: FewPeople, population: Population) -> None:
        self.places = population.places(few.view.dimensions)
        self.releases = tuple(view.extent.release for view, _cell in few.seen)
        self.cells: Cells = tuple(cell for _view, cell in few.seen)
        self._within = tuple(view.extent for view, _cell in few.seen)
        self._without = few.without
        self._wanted = tuple(
            frozenset(value for value in population.by_class[place] if self._fits(at, value))
            for at, place in enumerate(self.places)
        )

    def may_count(self, kind: Kind) -> bool:
        """Of the right release and months, whatever its classes."""
        if not all(_counts(extent, kind) for extent in self._within):
            return False
        return self._without is None or not _counts(self._without, kind)

    def has(self, kind: Kind) -> bool:
        classes = kind.classes
        for place, wanted in zip(self.places, self._wanted, strict=True):
            if classes[place] not in wanted:
                return False
        return self.may_count(kind)

    def missing(self, kind: Kind) -> list[tuple[int, list[str]]]:
        """Where the kind would need another class, and which ones would do."""
        return [
            (place, sorted(wanted))
            for place, wanted in zip(self.places, self._wanted, strict=True)
            if kind.classes[place] not in wanted
        ]

    def wanted(self, at: int) -> list[str]:
        """The classes they have at a place, counted within the table."""
        return sorted(self._wanted[at])

    def nearly(self, at: int, value: str) -> Cells:
        """Their cells, but for that class at one place."""
        return tuple(
            (*cell[:at], class_in(value, release), *cell[at + 1 :])
            for release, cell in zip(self.releases, self.cells, strict=True)
        )

    def _fits(self, at: int, value: str) -> bool:
        return self.nearly(at, value) == self.cells


def cell_of(kind: Kind, places: tuple[int, ...], release: int) -> Cell:
    return tuple(class_in(kind.classes[place], release) for place in places)


def neighbours(members: Members, population: Population) -> Iterable[tuple[Kind, int, str]]:
    """Kinds that one other class would make members, where, and which class that is."""
    for at, place in enumerate(members.places):
        near = dict.fromkeys(members.nearly(at, value) for value in population.by_class[place])
        for cells in near:
            if cells != members.cells:
                for kind in population.in_cells(members.places, members.releases, cells):
                    for wanted in members.wanted(at):
                        yield kind, place, wanted


def _counts(extent: Extent, kind: Kind) -> bool:
    return kind.since <= extent.release and extent.first <= kind.month <= extent.last


def _position(dimension: StatDimension) -> int:
    return POSITION[dimension]
