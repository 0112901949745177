"""Places where people are met."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from frontline.domain.identifiers import SiteId
from frontline.errors import BadInputError

_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


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
    """`country` is an ISO 3166 code (X… codes are fictitious), `region` its first level.

    Raises BadInputError for anything else: both leave the machine in referrals, so no name of a
    place may stand there.
    """

    id: SiteId
    label: str
    kind: SiteKind
    setting: SiteSetting
    country: str
    region: str

    def __post_init__(self) -> None:
        if not _REGION.fullmatch(self.region) or self.region[:2] != self.country:
            raise BadInputError(reason="site-region")
