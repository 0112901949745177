"""Places where people are met. Requirements 3.4, with the journeys' additions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from frontline.domain.identifiers import SiteId


class SiteKind(StrEnum):
    AIRPORT = "airport"
    BUS_TERMINAL = "bus_terminal"
    HOTEL = "hotel"
    LAND_BORDER = "land_border"
    SEAPORT = "seaport"
    CHECKPOINT = "checkpoint"
    WORKPLACE = "workplace"
    FARM = "farm"
    HOUSEHOLD = "household"
    RECRUITMENT_AGENCY = "recruitment_agency"
    TRAVEL_AGENCY = "travel_agency"
    SCHOOL = "school"
    SHELTER = "shelter"
    CONSULATE = "consulate"
    CLINIC = "clinic"
    ONLINE = "online"


class SiteSetting(StrEnum):
    BORDER = "border"
    RURAL = "rural"
    URBAN = "urban"


@dataclass(frozen=True, slots=True)
class Site:
    """`country` is an ISO 3166 code (X… codes are fictitious), `region` its first level."""

    id: SiteId
    label: str
    kind: SiteKind
    setting: SiteSetting
    country: str
    region: str
