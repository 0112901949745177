"""The way a person was brought, and is to be brought yet: places in order (S-125).

A route within one country is a route as any other: trafficking needs no border.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from frontline.domain.identifiers import LegId
from frontline.errors import BadInputError

MOST_LEGS = 20
LONGEST_PLACE = 200
_COUNTRY = re.compile(r"[A-Z]{2}")
_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


class PlaceKind(StrEnum):
    HOME_AREA = "home_area"
    CITY = "city"
    VILLAGE = "village"
    AIRPORT = "airport"
    BUS_TERMINAL = "bus_terminal"
    RAILWAY_STATION = "railway_station"
    SEAPORT = "seaport"
    BORDER_AREA = "border_area"
    HOTEL = "hotel"
    WORKPLACE = "workplace"
    FARM = "farm"
    HOUSEHOLD = "household"
    RECRUITMENT_AGENCY = "recruitment_agency"
    TRAVEL_AGENCY = "travel_agency"
    SCHOOL = "school"
    SHELTER = "shelter"
    OTHER = "other"
    UNKNOWN = "unknown"


class Transport(StrEnum):
    """How the person came to the place from the one before."""

    PLANE = "plane"
    BUS = "bus"
    TRAIN = "train"
    CAR = "car"
    LORRY = "lorry"
    MOTORCYCLE = "motorcycle"
    SHIP = "ship"
    SMALL_BOAT = "small_boat"
    ON_FOOT = "on_foot"
    OTHER = "other"
    # The place where the route begins.
    NONE = "none"
    UNKNOWN = "unknown"


class Arranger(StrEnum):
    """Who saw to it that the person came there. What they are to the person, never who."""

    PERSON = "person"
    FAMILY = "family"
    PARTNER = "partner"
    ACQUAINTANCE = "acquaintance"
    RECRUITER = "recruiter"
    AGENCY = "agency"
    EMPLOYER = "employer"
    TRANSPORTER = "transporter"
    OFFICIAL = "official"
    OTHER = "other"
    NOBODY = "nobody"
    UNKNOWN = "unknown"


class BorderPoint(StrEnum):
    """Where a border was crossed on the way to the place."""

    NONE = "none"
    AIRPORT = "airport"
    LAND_POST = "land_post"
    SEAPORT = "seaport"
    RIVER_POST = "river_post"
    OUTSIDE_POSTS = "outside_posts"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RouteLeg:
    """One place, and how the person came there, or is to: `is_planned`.

    `country` is an ISO 3166 code (X… codes are fictitious), `region` its first level; None where
    it is not known. What the place is called lies in the sealed sheet of the person under `id`.

    Raises BadInputError for any other code: they leave the machine in referrals, so no name of a
    place may stand there.
    """

    id: LegId
    country: str | None = None
    region: str | None = None
    place: PlaceKind = PlaceKind.UNKNOWN
    transport: Transport = Transport.UNKNOWN
    arranged_by: Arranger = Arranger.UNKNOWN
    border: BorderPoint = BorderPoint.UNKNOWN
    is_planned: bool = False

    def __post_init__(self) -> None:
        if self.country is not None and not _COUNTRY.fullmatch(self.country):
            raise BadInputError(reason="leg-country")
        if self.region is not None and (
            not _REGION.fullmatch(self.region) or self.region[:2] != self.country
        ):
            raise BadInputError(reason="leg-region")


Route = tuple[RouteLeg, ...]


def crosses_border(route: Route) -> bool:
    """Whether it is known to lead through more than one country."""
    return len({leg.country for leg in route if leg.country is not None}) > 1


def moved(route: Route, leg: LegId, by: int) -> Route:
    """The route with that leg so many places further on; as it is where there is no such place.

    Raises BadInputError for a leg that is not on it.
    """
    at = place_of(route, leg)
    to = at + by
    if not 0 <= to < len(route):
        return route
    rest = [*route[:at], *route[at + 1 :]]
    rest.insert(to, route[at])
    return tuple(rest)


def with_leg(route: Route, leg: RouteLeg) -> Route:
    """In the place of the one with the same id, else at the end.

    Raises BadInputError for more than MOST_LEGS.
    """
    if all(each.id != leg.id for each in route):
        if len(route) == MOST_LEGS:
            raise BadInputError(reason="route-too-long")
        return (*route, leg)
    return tuple(leg if each.id == leg.id else each for each in route)


def without_leg(route: Route, leg: LegId) -> Route:
    """Raises BadInputError for a leg that is not on it."""
    at = place_of(route, leg)
    return (*route[:at], *route[at + 1 :])


def place_of(route: Route, leg: LegId) -> int:
    """Its number from 0 on. Raises BadInputError for a leg that is not on it."""
    for at, each in enumerate(route):
        if each.id == leg:
            return at
    raise BadInputError(reason="leg-unknown")
