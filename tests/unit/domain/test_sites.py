from __future__ import annotations

from uuid import UUID

import pytest

from frontline.domain.identifiers import SiteId
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.errors import BadInputError


def site(country: str, region: str) -> Site:
    return Site(
        SiteId(UUID(int=1)), "Arrivals", SiteKind.AIRPORT, SiteSetting.URBAN, country, region
    )


def test_a_site_knows_country_and_first_level_region() -> None:
    assert site("XT", "XT-01").region == "XT-01"


@pytest.mark.parametrize(
    ("country", "region"),
    [
        ("XT", "XA-01"),
        ("XT", "XT"),
        ("XT", "North Harbour"),
        ("XT", "XT-North"),
        ("xt", "xt-01"),
        ("XT", "XT-01 near the mill"),
        ("XT", ""),
    ],
)
def test_no_name_of_a_place_can_stand_where_referrals_take_it_from(
    country: str, region: str
) -> None:
    with pytest.raises(BadInputError):
        site(country, region)
