"""The way a person was brought, place by place, and the part of it that is planned (S-125).

The coded legs are what a referral may tell, as far as it may. What a place is called is a free
text: it lies in the sealed sheet of the person, as notes on questions do, and goes with it. No
referral, finding or search reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontline.domain.cases import Case
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import LegId
from frontline.domain.routes import (
    LONGEST_PLACE,
    Route,
    RouteLeg,
    moved,
    with_leg,
    without_leg,
)
from frontline.errors import BadInputError, ScreeningClosedError, SealedDataError
from frontline.services.case_access import may_do, require_case, require_readable
from frontline.services.desk import Desk
from frontline.services.identities import Identities, named_places
from frontline.services.permissions import Action
from frontline.services.screenings import OpenScreening


@dataclass(frozen=True, slots=True)
class RecordedRoute:
    """`names`: what places are called, as far as the signed-in user may read it; None where the
    sheet is not sealed to them yet."""

    legs: Route
    names: Mapping[LegId, str] | None = field(repr=False)
    may_write: bool


class Routes:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._identities = Identities(desk)

    def read(self, table: OpenScreening) -> RecordedRoute:
        """A look at names of places is recorded, where there are any.

        Raises CaseNotFoundError for a case that is not theirs to read.
        """
        require_readable(self._desk, table.case)
        legs = self._desk.vault.routes.route(table.case.id)
        return RecordedRoute(legs, self._names(table.case), self.may_write(table))

    def may_write(self, table: OpenScreening) -> bool:
        return not table.screening.is_closed and may_do(self._desk, Action.SCREEN, table.case)

    def regions(self, country: str) -> Mapping[str, str]:
        """The first level of a country by code, as its rule pack names it; empty where no pack
        here does. Raises NotPermittedError."""
        self._desk.session.require(Action.READ_OWN_CASES)
        found = self._desk.packs.of_country(country).pack.country
        return {} if found is None or found.code != country else found.regions

    def new_leg(self) -> LegId:
        self._desk.session.require(Action.SCREEN)
        return LegId(self._desk.chance.uuid())

    def save(self, table: OpenScreening, leg: RouteLeg, name: str) -> RecordedRoute:
        """At the end, or in the place of the one with the same id; `name` is what the place is
        called, "" takes it away. Gives the route as it is then; who changes it has looked at it.

        Raises CaseNotFoundError, ScreeningClosedError, BadInputError for too long a name or route,
        SealedDataError where the sheet does not open.
        """
        if len(name) > LONGEST_PLACE:
            raise BadInputError(reason="place-too-long")
        legs = with_leg(self._for_change(table), leg)
        # First the name: one without a leg is in nobody's sight, and goes with the next change.
        names = self._write_names(table.case, legs, {leg.id: name.strip()})
        return self._record(table.case, legs, names)

    def move(self, table: OpenScreening, leg: LegId, by: int) -> RecordedRoute:
        """So many places further on, -1 being one back. Raises as save."""
        before = self._for_change(table)
        legs, names = moved(before, leg, by), named_places(self._desk, table.case)
        if legs == before:
            return RecordedRoute(legs, names, may_write=True)
        return self._record(table.case, legs, names)

    def remove(self, table: OpenScreening, leg: LegId) -> RecordedRoute:
        """Raises as save."""
        legs = without_leg(self._for_change(table), leg)
        self._record(table.case, legs, {})
        return RecordedRoute(legs, self._write_names(table.case, legs, {}), may_write=True)

    def _for_change(self, table: OpenScreening) -> Route:
        require_case(self._desk, Action.SCREEN, table.case)
        if table.screening.is_closed:
            raise ScreeningClosedError(screening=str(table.screening.id))
        return self._desk.vault.routes.route(table.case.id)

    def _record(self, case: Case, legs: Route, names: Mapping[LegId, str]) -> RecordedRoute:
        deed = self._desk.deed(DeedKind.ROUTE_RECORDED, case.id)
        self._desk.vault.routes.record_route(case.id, legs, deed)
        return RecordedRoute(legs, names, may_write=True)

    def _names(self, case: Case) -> Mapping[LegId, str] | None:
        if not may_do(self._desk, Action.READ_IDENTITY, case):
            return {}
        try:
            if not named_places(self._desk, case):
                return {}
            return self._identities.read(case).route_places
        except SealedDataError:
            return None

    def _write_names(
        self, case: Case, legs: Route, changed: Mapping[LegId, str]
    ) -> Mapping[LegId, str]:
        """Those of places that are on the route no more go."""
        before = named_places(self._desk, case)
        on_it = {leg.id for leg in legs}
        names = {leg: name for leg, name in {**before, **changed}.items() if name and leg in on_it}
        if names != before:
            self._identities.save_places(case, names)
        return names
