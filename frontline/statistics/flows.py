"""Routes as far as they are released: flows from where people come from to where they were met.

Only a published file is read, so nothing can be told here that it hides (S-124).
"""

from __future__ import annotations

from dataclasses import dataclass

from frontline.errors import BadInputError
from frontline.statistics.facts import StatDimension
from frontline.statistics.publication import StatFile, StatTable
from frontline.statistics.standard import ROUTES
from frontline.statistics.tables import Dimensions


@dataclass(frozen=True, slots=True)
class Flow:
    origin: str
    place: str
    people: int


@dataclass(frozen=True, slots=True)
class Zone:
    place: str
    people: int


@dataclass(frozen=True, slots=True)
class Routes:
    """Largest first. `hidden`: how many flows are not shown, some of them of nobody."""

    flows: tuple[Flow, ...]
    hidden: int
    zones: tuple[Zone, ...]


def routes_of(file: StatFile) -> Routes:
    """Raises BadInputError for a file without a table of routes, or with one that is withheld."""
    table, places = _table(file, ROUTES), _table(file, (StatDimension.PLACE,))
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
    )


def _table(file: StatFile, dimensions: Dimensions) -> StatTable:
    for table in file.tables:
        if table.dimensions == dimensions and not table.withheld:
            return table
    raise BadInputError(reason="no-routes")
