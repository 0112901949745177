"""What a nation's posts refer, made up: records in which everything that is counted varies."""

from __future__ import annotations

import random
from collections.abc import Sequence

from frontline.domain.assistance import AssistanceService
from frontline.domain.findings import Band
from frontline.domain.sites import SiteKind
from frontline.wire.ref_record import (
    AgeBand,
    Area,
    ConsentScope,
    GenderCode,
    RefElement,
    RefRecord,
    with_route,
)
from tests.support.hub import a_route, ref_record, seeded

FORMS = ("FORCED_LABOUR", "SERVITUDE", "FORCED_BEGGING", "OTHER_SEXUAL_EXPLOITATION")
METHODS = (
    "papers_kept",
    "wages_withheld",
    "threatened_there",
    "deceived_about_pay",
    "debt_grows",
    "exits_locked",
)
AREAS = (Area.CARIBBEAN, Area.CENTRAL_AMERICA, Area.SOUTH_AMERICA, Area.NOT_STATED)
REGIONS = ("XT-A", "XT-B", "XT-C", None, "XT-D")
# Of half of them nothing was noted.
ROUTES = (
    (),
    a_route("XA-1", "XT-C", "XD-1"),
    a_route("XA-1", "XA-2", "XT-C", "XT-A", "XD-1"),
    a_route("XT-B", "XT-C"),
)
ROUTE_WEIGHTS = (10, 5, 3, 2)
# So few came by this one that it is hidden.
RARE_ROUTE, RARE_EVERY = a_route("XA-2", "XD"), 700
GENDERS = (GenderCode.FEMALE, GenderCode.MALE, GenderCode.NOT_STATED)
SERVICES = (
    AssistanceService.SHELTER,
    AssistanceService.LEGAL,
    AssistanceService.MEDICAL,
    AssistanceService.COMPENSATION,
    AssistanceService.REPATRIATION,
)


def some(chance: random.Random, choices: Sequence[str], most: int) -> tuple[str, ...]:
    return tuple(chance.sample(list(choices), chance.randint(0, most)))


def a_record(chance: random.Random, number: int, **fixed: object) -> RefRecord:
    """Of the first half of 2026. `fixed`: fields that do not vary."""
    means = ("DECEPTION", "ABUSE_OF_POWER")[: chance.randint(0, 2)]
    record = ref_record(number)
    fields: dict[str, object] = {
        "month": f"2026-{chance.randint(1, 6):02d}",
        "pack_version": chance.choice([1, 2, 2]),
        "site_kind": chance.choice([SiteKind.AIRPORT, SiteKind.LAND_BORDER]),
        "region": chance.choices(REGIONS, [100, 100, 100, 100, 1])[0],
        "age_band": chance.choice([AgeBand.FROM_15, AgeBand.FROM_21, AgeBand.DISPUTED]),
        # Some are rare, so that there are few people to be hidden.
        "gender": chance.choices(GENDERS, [40, 40, 1])[0],
        "citizenship_area": chance.choice(AREAS),
        "band": chance.choice([Band.PRESUMED, Band.POSSIBLE]),
        "concerns": some(chance, ["labour_violation", "asylum_claim"], 2),
        "forms": some(chance, FORMS, 2),
        "means": RefElement(status=record.means.status, codes=means),
        "indicators": some(chance, METHODS, 4),
        "services": tuple(AssistanceService(each) for each in some(chance, SERVICES, 3)),
        "do_not_return_before_assessment": chance.random() < 0.7,
        "consent": chance.choice([ConsentScope.FULL, ConsentScope.DEIDENTIFIED]),
    }
    route = seeded(number).choices(ROUTES, ROUTE_WEIGHTS)[0]
    if number % RARE_EVERY == 0:
        route = RARE_ROUTE
    return with_route(record.model_copy(update={**fields, **fixed}), route)
