"""Routes as far as they are released: the ways that were noted, and flows from where people come
from to where they were met.

Only a published file is read, so nothing can be told here that it hides (S-124).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from frontline.errors import BadInputError
from frontline.statistics.facts import StatDimension
from frontline.statistics.publication import StatCell, StatFile, StatTable
from frontline.statistics.standard import ROUTES, WAYS
from frontline.statistics.tables import Dimensions
from frontline.statistics.ways import UNKNOWN

_NOT_NOTED = (UNKNOWN, UNKNOWN, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Flow:
    origin: str
    place: str
    people: int


@dataclass(frozen=True, slots=True)
class Way:
    """From the first level of a country, through one or several, to another; classes as in
    statistics/ways.py. Whoever has no route noted is in none."""

    origin: str
    through: str
    destination: str
    people: int


@dataclass(frozen=True, slots=True)
class Zone:
    place: str
    people: int


@dataclass(frozen=True, slots=True)
class Routes:
    """Largest first. `hidden`: how many flows are not shown, some of them of nobody.

    `not_noted`: people without a route, None where that is hidden or, as of the ways and of
    `hidden_ways`, nothing was released.
    """

    flows: tuple[Flow, ...]
    hidden: int
    zones: tuple[Zone, ...]
    ways: tuple[Way, ...]
    hidden_ways: int | None
    not_noted: int | None


def routes_of(file: StatFile) -> Routes:
    """Raises BadInputError for a file without a table of flows, or with one that is withheld.

    A file without the ways, or in which they are withheld, is read for its flows alone.
    """
    table, places = _table(file, ROUTES), _table(file, (StatDimension.PLACE,))
    ways = _shown_table(file, WAYS)
    cells = () if ways is None else ways.cells
    flows = [
        Flow(origin=cell.classes[0], place=cell.classes[1], people=cell.people)
        for cell in table.cells
        if cell.people is not None
    ]
    zones = [
        Zone(place=cell.classes[0], people=cell.people)
        for cell in places.cells
        if cell.people is not None
    ]
    return Routes(
        flows=tuple(sorted(flows, key=lambda flow: (-flow.people, flow.origin, flow.place))),
        hidden=sum(cell.people is None for cell in table.cells),
        zones=tuple(sorted(zones, key=lambda zone: (-zone.people, zone.place))),
        ways=tuple(sorted(_ways(cells), key=_by_people)),
        hidden_ways=None if ways is None else sum(cell.people is None for cell in cells),
        not_noted=next((cell.people for cell in cells if cell.classes == _NOT_NOTED), None),
    )


def _ways(cells: Iterable[StatCell]) -> Iterator[Way]:
    for cell in cells:
        if cell.people is not None and cell.classes != _NOT_NOTED:
            origin, through, destination = cell.classes
            yield Way(origin, through, destination, cell.people)


def _by_people(way: Way) -> tuple[int, str, str, str]:
    return (-way.people, way.origin, way.through, way.destination)


def _table(file: StatFile, dimensions: Dimensions) -> StatTable:
    found = _shown_table(file, dimensions)
    if found is None:
        raise BadInputError(reason="no-routes")
    return found


def _shown_table(file: StatFile, dimensions: Dimensions) -> StatTable | None:
    shown = (table for table in file.tables if not table.withheld)
    return next((table for table in shown if table.dimensions == dimensions), None)
