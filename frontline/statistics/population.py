"""The facts as an onlooker could tell them apart, and where each is seen in what is published."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from frontline.statistics.facts import POSITION, StatDimension
from frontline.statistics.guarded import FewPeople
from frontline.statistics.tables import Cell, Dated, Dimensions, Extent, View

# A cell of the view with this number.
Seen = tuple[int, Cell]


class Kind(NamedTuple):
    """People who look alike in all that is published. `classes`: one for each dimension in use."""

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
        self._by_cell: dict[tuple[int, ...], dict[Cell, list[Kind]]] = {}

    def places(self, dimensions: Dimensions) -> tuple[int, ...]:
        return tuple(self.used.index(dimension) for dimension in dimensions)

    def in_cell(self, places: tuple[int, ...], cell: Cell) -> list[Kind]:
        """The kinds that are really there, in the order of `kinds`."""
        if places not in self._by_cell:
            found: dict[Cell, list[Kind]] = defaultdict(list)
            for kind in self.kinds:
                found[tuple(kind.classes[place] for place in places)].append(kind)
            self._by_cell[places] = found
        return self._by_cell[places].get(cell, [])

    def seen(self, kind: Kind) -> tuple[Seen, ...]:
        """Every published cell that counts this kind."""
        found = self._seen.get(kind)
        if found is None:
            found = tuple(
                (number, tuple(kind.classes[place] for place in self._places_of[number]))
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
    """Whether somebody of a kind is one of a few people."""

    def __init__(self, few: FewPeople, population: Population) -> None:
        self.places = population.places(few.view.dimensions)
        self.cell = few.cell
        self._within = few.view.extent
        self._without = few.without

    def may_count(self, kind: Kind) -> bool:
        """Of the right release and months, whatever its classes."""
        if not _counts(self._within, kind):
            return False
        return self._without is None or not _counts(self._without, kind)

    def has(self, kind: Kind) -> bool:
        classes = kind.classes
        for place, value in zip(self.places, self.cell, strict=True):
            if classes[place] != value:
                return False
        return self.may_count(kind)

    def missing(self, kind: Kind) -> list[tuple[int, str]]:
        """Where the kind would need another class, and which."""
        return [
            (place, value)
            for place, value in zip(self.places, self.cell, strict=True)
            if kind.classes[place] != value
        ]


def neighbours(members: Members, population: Population) -> Iterable[tuple[Kind, int, str]]:
    """Kinds that one other class would make members, where, and which class that is."""
    for number, place in enumerate(members.places):
        wanted = members.cell[number]
        for value in population.by_class[place]:
            if value != wanted:
                cell = (*members.cell[:number], value, *members.cell[number + 1 :])
                for kind in population.in_cell(members.places, cell):
                    yield kind, place, wanted


def _counts(extent: Extent, kind: Kind) -> bool:
    return kind.since <= extent.release and extent.first <= kind.month <= extent.last


def _position(dimension: StatDimension) -> int:
    return POSITION[dimension]
