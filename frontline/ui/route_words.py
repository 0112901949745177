"""The places of a route in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from frontline.domain.routes import Arranger, BorderPoint, PlaceKind, Transport
from frontline.ui.formats import country_text
from frontline.ui.labels import named
from frontline.ui.language import Language
from frontline.ui.messages import mark
from frontline.wire.ref_record import RefLeg

Coded = PlaceKind | Transport | Arranger | BorderPoint
_WORDS: dict[str, dict[str, str]] = {
    "PlaceKind": {
        PlaceKind.HOME_AREA: mark("Where they lived"),
        PlaceKind.CITY: mark("City"),
        PlaceKind.VILLAGE: mark("Village"),
        PlaceKind.AIRPORT: mark("Airport"),
        PlaceKind.BUS_TERMINAL: mark("Bus terminal"),
        PlaceKind.RAILWAY_STATION: mark("Railway station"),
        PlaceKind.SEAPORT: mark("Seaport"),
        PlaceKind.BORDER_AREA: mark("Border area"),
        PlaceKind.HOTEL: mark("Hotel"),
        PlaceKind.WORKPLACE: mark("Workplace"),
        PlaceKind.FARM: mark("Farm"),
        PlaceKind.HOUSEHOLD: mark("Private household"),
        PlaceKind.RECRUITMENT_AGENCY: mark("Recruitment agency"),
        PlaceKind.TRAVEL_AGENCY: mark("Travel agency"),
        PlaceKind.SCHOOL: mark("School"),
        PlaceKind.SHELTER: mark("Shelter"),
        PlaceKind.OTHER: mark("Another kind of place"),
        PlaceKind.UNKNOWN: mark("Not known"),
    },
    "Transport": {
        Transport.PLANE: mark("By plane"),
        Transport.BUS: mark("By bus"),
        Transport.TRAIN: mark("By train"),
        Transport.CAR: mark("By car"),
        Transport.LORRY: mark("By lorry"),
        Transport.MOTORCYCLE: mark("By motorcycle"),
        Transport.SHIP: mark("By ship"),
        Transport.SMALL_BOAT: mark("By small boat"),
        Transport.ON_FOOT: mark("On foot"),
        Transport.OTHER: mark("In another way"),
        Transport.NONE: mark("The route begins here"),
        Transport.UNKNOWN: mark("Not known"),
    },
    "Arranger": {
        Arranger.PERSON: mark("The person"),
        Arranger.FAMILY: mark("Family"),
        Arranger.PARTNER: mark("Partner"),
        Arranger.ACQUAINTANCE: mark("An acquaintance"),
        Arranger.RECRUITER: mark("A recruiter"),
        Arranger.AGENCY: mark("An agency"),
        Arranger.EMPLOYER: mark("An employer"),
        Arranger.TRANSPORTER: mark("A driver or guide"),
        Arranger.OFFICIAL: mark("An official"),
        Arranger.OTHER: mark("Somebody else"),
        Arranger.NOBODY: mark("Nobody"),
        Arranger.UNKNOWN: mark("Not known"),
    },
    "BorderPoint": {
        BorderPoint.NONE: mark("No border"),
        BorderPoint.AIRPORT: mark("At an airport"),
        BorderPoint.LAND_POST: mark("At a land border post"),
        BorderPoint.SEAPORT: mark("At a seaport"),
        BorderPoint.RIVER_POST: mark("At a river crossing with a post"),
        BorderPoint.OUTSIDE_POSTS: mark("Away from any border post"),
        BorderPoint.UNKNOWN: mark("Not known"),
    },
}
Regions = Mapping[str, str]


def coded_text(language: Language, code: Coded) -> str:
    return language.gettext(_WORDS[type(code).__name__][code])


def choices(language: Language, codes: Iterable[Coded]) -> list[tuple[str, str]]:
    return [(code.value, coded_text(language, code)) for code in codes]


def region_text(region: str, regions: Regions) -> str:
    """Its name with its code; the code alone where no rule pack here names it."""
    name = regions.get(region)
    return region if name is None else f"{name} ({region})"


def place_text(
    language: Language, country: str | None, region: str | None, regions: Regions
) -> str:
    """First level and country."""
    if country is None:
        return language.gettext("Country not known")
    name = country_text(language.code, country)
    if region is not None:
        return f"{region_text(region, regions)}, {name}"
    return language.gettext("{country}, region not known").format(country=name)


def way_text(
    language: Language, transport: Transport, arranged_by: Arranger, border: BorderPoint
) -> str:
    """How they came there, as far as it is known; "" where nothing is."""
    gettext = language.gettext
    told = (
        ("", transport, Transport.UNKNOWN),
        (gettext("Arranged by"), arranged_by, Arranger.UNKNOWN),
        (gettext("Border crossed"), border, BorderPoint.UNKNOWN),
    )
    return " · ".join(
        named(language, what, coded_text(language, code)) if what else coded_text(language, code)
        for what, code, unknown in told
        if code is not unknown and code is not BorderPoint.NONE
    )


def planned_text(language: Language, place: str, *, is_planned: bool) -> str:
    return language.gettext("{place} · planned").format(place=place) if is_planned else place


def leg_text(language: Language, leg: RefLeg) -> str:
    """All that a referral says of one place."""
    place = place_text(language, leg.country, leg.region, {})
    kind = "" if leg.place is PlaceKind.UNKNOWN else coded_text(language, leg.place)
    way = way_text(language, leg.transport, leg.arranged_by, leg.border)
    told = planned_text(language, place, is_planned=leg.planned)
    return " · ".join(text for text in (told, kind, way) if text)


def places_text(language: Language, route: Iterable[RefLeg]) -> str:
    """The places in order, as exactly as a referral tells them; "" where there are none."""
    return " → ".join(
        leg.region or (country_text(language.code, leg.country) if leg.country else "?")
        for leg in route
    )
