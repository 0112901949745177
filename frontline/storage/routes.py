"""The route of a person. Every change stays on record; the latest stands."""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import insert, select

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId
from frontline.domain.routes import Route
from frontline.errors import BadInputError, VaultDamagedError
from frontline.storage.ledger import Ledger
from frontline.storage.route_tables import routes

_LEGS: TypeAdapter[Route] = TypeAdapter(Route)


class SqlRouteStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def record_route(self, case: CaseId, route: Route, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            number = change.connection.execute(
                insert(routes)
                .values(
                    case_id=case,
                    legs=_LEGS.dump_json(route).decode(),
                    recorded_at=deed.at,
                    recorded_by=deed.actor,
                )
                .returning(routes.c.number)
            ).scalar_one()
            change.vouch(routes, number)

    def route(self, case: CaseId) -> Route:
        of_case = select(routes.c.legs).where(routes.c.case_id == case)
        with self._ledger.database.reading() as connection:
            legs = connection.scalar(of_case.order_by(routes.c.number.desc()).limit(1))
        return () if legs is None else _read(legs)


def _read(legs: str) -> Route:
    try:
        return _LEGS.validate_json(legs)
    except (ValidationError, BadInputError) as error:
        raise VaultDamagedError from error
