from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.domain.trafficking import AgeProfile
from frontline.referral.coarsening import age_band, broader_age, citizenship_area, month_of
from frontline.wire.ref_record import AgeBand, Area

YEARS = st.integers(0, 130)
CHILD_BANDS = {AgeBand.FROM_0, AgeBand.FROM_9, AgeBand.FROM_12, AgeBand.FROM_15, AgeBand.CHILD}


@given(YEARS)
def test_years_fall_into_the_band_that_names_them(years: int) -> None:
    band = age_band(years, None)

    low, _, high = band.value.rstrip("+").partition("-")
    assert int(low) <= years <= int(high or 130)


@given(YEARS, YEARS)
def test_older_people_are_never_in_a_younger_band(one: int, other: int) -> None:
    order = list(AgeBand)
    young, old = sorted((one, other))

    assert order.index(age_band(young, None)) <= order.index(age_band(old, None))


@given(YEARS, st.sampled_from([AgeProfile.ADULT, AgeProfile.CHILD]))
def test_where_years_and_profile_disagree_the_profile_decides(
    years: int, profile: AgeProfile
) -> None:
    band = age_band(years, profile)

    assert (band in CHILD_BANDS) is (profile is AgeProfile.CHILD)


@given(st.one_of(st.none(), st.integers(-(10**9), 10**9)))
def test_age_in_doubt_stays_in_doubt(years: int | None) -> None:
    assert age_band(years, AgeProfile.IN_DOUBT) is AgeBand.DISPUTED


def test_nothing_known_is_in_doubt() -> None:
    assert age_band(None, None) is AgeBand.DISPUTED
    assert age_band(None, AgeProfile.CHILD) is AgeBand.CHILD
    assert age_band(None, AgeProfile.ADULT) is AgeBand.ADULT


def test_the_legal_age_is_where_the_bands_change() -> None:
    assert age_band(17, None) is AgeBand.FROM_15
    assert age_band(18, None) is AgeBand.FROM_18


@given(st.sampled_from(AgeBand))
def test_the_rung_above_is_child_or_adult_and_the_last(band: AgeBand) -> None:
    above = broader_age(band)

    assert above in (AgeBand.CHILD, AgeBand.ADULT, AgeBand.DISPUTED)
    assert broader_age(above) is above
    assert (above is AgeBand.CHILD) is (band in CHILD_BANDS)


@pytest.mark.parametrize(
    ("country", "area"),
    [
        ("GT", Area.CENTRAL_AMERICA),
        ("PE", Area.SOUTH_AMERICA),
        ("HT", Area.CARIBBEAN),
        ("US", Area.NORTH_AMERICA),
        ("MX", Area.CENTRAL_AMERICA),
        ("XT", Area.FICTITIOUS),
        ("ZZ", Area.NOT_STATED),
        ("gt", Area.NOT_STATED),
        ("unknown", Area.NOT_STATED),
        ("", Area.NOT_STATED),
        (None, Area.NOT_STATED),
    ],
)
def test_a_country_becomes_its_subregion(country: str | None, area: Area) -> None:
    assert citizenship_area(country) is area


@given(st.text())
def test_any_text_becomes_an_area(country: str) -> None:
    assert citizenship_area(country) in Area


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001 -- hypothesis wants naive bounds
def test_of_a_moment_only_the_month_is_left(moment: datetime) -> None:
    assert month_of(moment) == moment.strftime("%Y-%m")
