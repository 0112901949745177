"""A route as three classes: where it begins, what it leads through, where it ends or is to end.

Whoever has no route is UNKNOWN in all three. Any class may stand beside any other, for any place
of a route may be unknown: so what the guard takes for possible is possible (S-124).
"""

from __future__ import annotations

from frontline.wire.ref_record import RefLeg, RefRecord

UNKNOWN = "UNKNOWN"
MIXED = "MIXED"
DIRECT = "DIRECT"


def way_from(record: RefRecord) -> str:
    """The first place where they have been."""
    first = record.route[0] if record.route else None
    return UNKNOWN if first is None or (first.planned and len(record.route) == 1) else _place(first)


def way_through(record: RefRecord) -> str:
    """The place between the first and the last; DIRECT where there is none, MIXED for several,
    UNKNOWN where one of them is."""
    if len(record.route) <= 1:
        return UNKNOWN
    places = {_place(leg) for leg in record.route[1:-1]}
    if UNKNOWN in places:
        return UNKNOWN
    if len(places) > 1:
        return MIXED
    return next(iter(places), DIRECT)


def way_to(record: RefRecord) -> str:
    """The last place, also one that is planned."""
    last = record.route[-1] if record.route else None
    return UNKNOWN if last is None or not (last.planned or len(record.route) > 1) else _place(last)


def _place(leg: RefLeg) -> str:
    """The first level where it is told, else the country."""
    return leg.region or leg.country or UNKNOWN
