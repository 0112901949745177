"""Role and site pick the instrument to begin with (S-002, S-003), on the shipped pack."""

from __future__ import annotations

import pytest

from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind
from frontline.services.instruments import instruments_at
from tests.support.packs import core

FIRST = {
    ("immigration", "airport"): "immigration_rapid",
    ("immigration", "land_border"): "immigration_rapid",
    ("labour", "farm"): "labour_site_visit",
    ("labour", "workplace"): "labour_site_visit",
    ("labour", "household"): "household_call",
    ("police", "household"): "household_call",
    ("police", "hotel"): "police_operation",
    ("police", "checkpoint"): "police_encounter",
    ("consular", "consulate"): "consular_desk",
    ("health", "clinic"): "health_desk",
    ("observer", "hotel"): "observer_point",
    ("observer", "bus_terminal"): "observer_point",
}


@pytest.mark.parametrize(("role", "site"), list(FIRST))
def test_the_instrument_of_the_work_and_the_place_comes_first(role: str, site: str) -> None:
    instruments = core().pack.instruments.values()

    found = instruments_at(SiteKind(site), OfficialRole(role), instruments)

    assert found[0].id == FIRST[role, site]


@pytest.mark.parametrize("role", OfficialRole)
@pytest.mark.parametrize("site", SiteKind)
def test_an_instrument_of_another_role_is_never_offered(role: OfficialRole, site: SiteKind) -> None:
    found = instruments_at(site, role, core().pack.instruments.values())

    assert found
    assert all(role in instrument.roles for instrument in found)
