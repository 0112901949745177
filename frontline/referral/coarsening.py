"""Making facts less exact before they leave. Each function is one rung of a ladder.

Ladders: age -> band -> adult or child; place -> first-level region -> country;
date -> month; citizenship -> subregion; route by regions -> by countries -> none.
Sources: docs/safeguards.md.
"""

from __future__ import annotations

from datetime import datetime

from frontline.domain.routes import BorderPoint, Route
from frontline.domain.trafficking import AgeProfile
from frontline.wire.ref_record import AgeBand, Area, GenderCode, RefLeg, RefRecord, with_route

# In the order in which they are climbed: what is missed least first.
LADDERS = ("route", "region", "age_band", "citizenship_area", "gender")

_BANDS = (
    (9, AgeBand.FROM_0),
    (12, AgeBand.FROM_9),
    (15, AgeBand.FROM_12),
    (18, AgeBand.FROM_15),
    (21, AgeBand.FROM_18),
    (30, AgeBand.FROM_21),
    (39, AgeBand.FROM_30),
    (48, AgeBand.FROM_39),
)
ADULT_AGE = 18
_OLDEST = 130

# Subregions by ISO 3166 code for the Americas; elsewhere continents are told apart, no more.
_AREAS: dict[Area, str] = {
    Area.CARIBBEAN: "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT "
    "VC VG VI",
    Area.CENTRAL_AMERICA: "BZ CR GT HN MX NI PA SV",
    Area.SOUTH_AMERICA: "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",
    Area.NORTH_AMERICA: "BM CA GL PM US",
    Area.EUROPE: "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS "
    "IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK",
    Area.AFRICA: "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM "
    "LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG "
    "YT ZA ZM ZW",
    Area.ASIA: "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB "
    "LK MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE",
    Area.OCEANIA: "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM "
    "VU WF WS",
    Area.FICTITIOUS: "XA XD XT",
}
_AREA_OF = {code: area for area, codes in _AREAS.items() for code in codes.split()}


def age_band(years: int | None, profile: AgeProfile | None) -> AgeBand:
    """Years to a band; without years, or where years and profile disagree, the profile decides."""
    if profile is AgeProfile.IN_DOUBT or (profile is None and years is None):
        return AgeBand.DISPUTED
    is_child = profile is AgeProfile.CHILD if profile is not None else (years or 0) < ADULT_AGE
    if years is None or years > _OLDEST or (years < ADULT_AGE) != is_child:
        return AgeBand.CHILD if is_child else AgeBand.ADULT
    for limit, band in _BANDS:
        if years < limit:
            return band
    return AgeBand.FROM_48


def broader_age(band: AgeBand) -> AgeBand:
    """The rung above: child or adult."""
    if band in (AgeBand.FROM_0, AgeBand.FROM_9, AgeBand.FROM_12, AgeBand.FROM_15):
        return AgeBand.CHILD
    return band if band in (AgeBand.CHILD, AgeBand.DISPUTED) else AgeBand.ADULT


def coarser(record: RefRecord, field: str) -> RefRecord | None:
    """The record one rung up one of its LADDERS; None where there is no rung above."""
    if field == "route":
        return _coarser_route(record)
    if field == "region" and any(leg.region for leg in record.route):
        # Else the place would be told by the route.
        record = _coarser_route(record) or record
    above: dict[str, object] = {
        "region": None,
        "age_band": broader_age(record.age_band),
        "citizenship_area": Area.NOT_STATED,
        "gender": GenderCode.NOT_STATED,
    }
    if field not in above or getattr(record, field) == above[field]:
        return None
    return record.model_copy(update={field: above[field], "coarsened": _with_name(record, field)})


def _coarser_route(record: RefRecord) -> RefRecord | None:
    """By countries alone; then without."""
    if not record.route:
        return None
    by_countries = tuple(leg.model_copy(update={"region": None}) for leg in record.route)
    above = with_route(record, () if by_countries == record.route else by_countries)
    return above.model_copy(update={"coarsened": _with_name(record, "route")})


def _with_name(record: RefRecord, field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*record.coarsened, field)))


def route_that_leaves(route: Route) -> tuple[RefLeg, ...]:
    """Codes alone. Where a border was crossed away from a post, that it was stays here: it may be
    held against the person (S-027)."""
    return tuple(
        RefLeg(
            country=leg.country,
            region=leg.region,
            place=leg.place,
            transport=leg.transport,
            arranged_by=leg.arranged_by,
            border=BorderPoint.UNKNOWN if leg.border is BorderPoint.OUTSIDE_POSTS else leg.border,
            planned=leg.is_planned,
        )
        for leg in route
    )


def citizenship_area(country: str | None) -> Area:
    """A country code to its subregion; anything unknown is not stated."""
    return _AREA_OF.get(country or "", Area.NOT_STATED)


def month_of(moment: datetime) -> str:
    """ "2026-11": neither day nor hour leaves."""
    return f"{moment.year:04d}-{moment.month:02d}"
