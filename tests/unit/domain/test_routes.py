"""A route: places in order, each with codes alone."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.domain.identifiers import LegId
from frontline.domain.routes import (
    MOST_LEGS,
    Route,
    RouteLeg,
    crosses_border,
    moved,
    with_leg,
    without_leg,
)
from frontline.errors import BadInputError


def leg(number: int, country: str | None = None, region: str | None = None) -> RouteLeg:
    return RouteLeg(LegId(UUID(int=number)), country, region)


def route_of(length: int) -> Route:
    return tuple(leg(number) for number in range(length))


@pytest.mark.parametrize(
    ("country", "region"),
    [("xt", None), ("Tango", None), ("XT", "XA-1"), ("XT", "Puerto"), (None, "XT-A"), ("XT", "XT")],
)
def test_no_name_of_a_place_fits_where_a_code_belongs(
    country: str | None, region: str | None
) -> None:
    with pytest.raises(BadInputError):
        leg(1, country, region)


def test_a_border_is_crossed_where_two_countries_are_known() -> None:
    inland = (leg(1, "XT", "XT-A"), leg(2), leg(3, "XT", "XT-B"))
    assert not crosses_border(inland)
    assert crosses_border((*inland, leg(4, "XD")))


def test_a_place_that_is_there_is_changed_in_its_place() -> None:
    route = route_of(3)
    assert with_leg(route, leg(1, "XT")) == (leg(0), leg(1, "XT"), leg(2))
    assert with_leg(route, leg(7)) == (*route, leg(7))


def test_a_route_has_an_end() -> None:
    route = route_of(MOST_LEGS)
    with pytest.raises(BadInputError):
        with_leg(route, leg(MOST_LEGS))
    assert with_leg(route, leg(0, "XT"))[0] == leg(0, "XT")


def test_what_is_not_on_the_route_can_be_neither_moved_nor_taken_away() -> None:
    with pytest.raises(BadInputError):
        moved(route_of(2), leg(9).id, 1)
    with pytest.raises(BadInputError):
        without_leg((), leg(9).id)


@given(st.integers(1, 6), st.data())
def test_moving_there_and_back_changes_nothing_and_loses_nobody(
    length: int, data: st.DataObject
) -> None:
    route = route_of(length)
    at = data.draw(st.integers(0, length - 1))
    by = data.draw(st.integers(-length, length))
    after = moved(route, route[at].id, by)
    assert sorted(each.id.int for each in after) == [each.id.int for each in route]
    if 0 <= at + by < length:
        assert after[at + by] == route[at]
        assert moved(after, route[at].id, -by) == route
    else:
        assert after == route
