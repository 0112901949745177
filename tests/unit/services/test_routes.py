"""A person's route: coded legs in the vault, names of places with the person's details alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontline.domain.deeds import DeedKind
from frontline.domain.identity import IdentitySheet
from frontline.domain.officials import AccessRole
from frontline.domain.routes import LONGEST_PLACE, PlaceKind, RouteLeg
from frontline.errors import (
    BadInputError,
    CaseNotFoundError,
    NotPermittedError,
    ScreeningClosedError,
)
from frontline.rules.built import build_pack
from frontline.services.documents import Documents
from frontline.services.identities import Identities
from frontline.services.routes import Routes
from frontline.services.screenings import OpenScreening
from frontline.services.search import Search
from tests.support.desks import (
    DECEIVED,
    KEY,
    TRUSTED,
    Office,
    a_session,
    an_office,
    country_model,
)
from tests.support.rights import close_with_rights

PLACE, OTHER = "Quetzalmar, the blue gate", "behind Brumolinde"


@pytest.fixture
def office() -> Office:
    return an_office()


@pytest.fixture
def table(office: Office) -> OpenScreening:
    return office.started(**DECEIVED)


def added(office: Office, table: OpenScreening, country: str, name: str = "") -> RouteLeg:
    routes = Routes(office.desk)
    leg = RouteLeg(routes.new_leg(), country, place=PlaceKind.CITY)
    routes.save(table, leg, name)
    return leg


def test_places_stand_in_the_order_in_which_they_are_put(
    office: Office, table: OpenScreening
) -> None:
    first, second, third = (added(office, table, code) for code in ("XA", "XT", "XD"))
    routes = Routes(office.desk)
    routes.move(table, third.id, -1)
    assert routes.read(table).legs == (first, third, second)
    routes.remove(table, first.id)
    changed = replace(second, is_planned=True)
    routes.save(table, changed, "")
    assert routes.read(table).legs == (third, changed)
    assert office.deeds[-6:] == [DeedKind.ROUTE_RECORDED] * 6


def test_moving_the_first_further_up_records_nothing(office: Office, table: OpenScreening) -> None:
    leg = added(office, table, "XA")
    before = office.deeds
    Routes(office.desk).move(table, leg.id, -1)
    assert office.deeds == before


def test_a_name_lies_with_the_details_alone_and_each_look_is_recorded(
    office: Office, table: OpenScreening
) -> None:
    leg = added(office, table, "XA", PLACE)
    assert Identities(office.desk).read(table.case).route_places == {leg.id: PLACE}
    before = office.deeds
    assert Routes(office.desk).read(table).names == {leg.id: PLACE}
    assert office.deeds[len(before) :] == [DeedKind.IDENTITY_VIEWED]
    assert PLACE not in repr(office.vault.routes.route(table.case.id))


def test_a_route_without_names_is_no_look_at_the_details(
    office: Office, table: OpenScreening
) -> None:
    Identities(office.desk).save(table.case, IdentitySheet(names="Invented Person"))
    added(office, table, "XA")
    before = office.deeds
    assert Routes(office.desk).read(table).names == {}
    assert office.deeds == before


def test_details_that_are_saved_keep_the_names_of_places(
    office: Office, table: OpenScreening
) -> None:
    leg = added(office, table, "XA", PLACE)
    Identities(office.desk).save(table.case, IdentitySheet(names="Invented Person"))
    sheet = Identities(office.desk).read(table.case)
    assert (sheet.names, sheet.route_places) == ("Invented Person", {leg.id: PLACE})


def test_a_name_goes_with_its_place_or_with_its_words(office: Office, table: OpenScreening) -> None:
    first, second = added(office, table, "XA", PLACE), added(office, table, "XT", OTHER)
    routes = Routes(office.desk)
    routes.remove(table, first.id)
    assert Identities(office.desk).read(table.case).route_places == {second.id: OTHER}
    routes.save(table, second, "  ")
    assert Identities(office.desk).read(table.case).route_places == {}


def test_no_search_finds_the_name_of_a_place(office: Office, table: OpenScreening) -> None:
    added(office, table, "XA", PLACE)
    search = Search(office.desk)
    cases = search.begin_in_sheets("Quetzalmar")
    assert search.look_in_sheets("Quetzalmar", cases).cases == ()


def test_the_route_of_a_closed_screening_stays_as_it_is(
    office: Office, table: OpenScreening
) -> None:
    leg = added(office, table, "XA")
    close_with_rights(office.desk, table)
    routes = Routes(office.desk)
    assert not routes.read(table).may_write
    with pytest.raises(ScreeningClosedError):
        routes.save(table, leg, "")
    with pytest.raises(ScreeningClosedError):
        routes.move(table, leg.id, 1)
    with pytest.raises(ScreeningClosedError):
        routes.remove(table, leg.id)
    assert routes.read(table).legs == (leg,)


def test_a_colleague_sees_nothing_of_it_and_a_supervisor_only_reads(
    office: Office, table: OpenScreening
) -> None:
    leg = added(office, table, "XA", PLACE)
    stranger = replace(office.desk, session=a_session())
    with pytest.raises(CaseNotFoundError):
        Routes(stranger).read(table)
    supervisor = replace(office.desk, session=a_session(AccessRole.SUPERVISOR))
    found = Routes(supervisor).read(table)
    # The sheet was sealed before there was such a supervisor.
    assert (found.legs, found.names, found.may_write) == ((leg,), None, False)
    with pytest.raises(NotPermittedError):
        Routes(supervisor).save(table, leg, "")


def test_a_name_that_is_too_long_changes_nothing(office: Office, table: OpenScreening) -> None:
    leg = added(office, table, "XA")
    with pytest.raises(BadInputError):
        Routes(office.desk).save(table, replace(leg, is_planned=True), "x" * (LONGEST_PLACE + 1))
    assert Routes(office.desk).read(table).legs == (leg,)


def test_regions_are_those_that_a_pack_here_names(office: Office) -> None:
    country = country_model().country
    assert country is not None
    named = country.model_copy(update={"regions": {"A": "Northern Department"}})
    pack = country_model().model_copy(update={"country": named})
    supervisor = replace(office.desk, session=a_session(AccessRole.SUPERVISOR))
    Documents(supervisor, TRUSTED).install(build_pack(pack, {}, KEY))
    routes = Routes(office.desk)
    assert routes.regions("XT") == {"XT-A": "Northern Department"}
    assert routes.regions("XA") == {}
