"""The route in the gallery's post: across a border, the last place planned."""

from __future__ import annotations

from frontline.domain.routes import Arranger, BorderPoint, PlaceKind, RouteLeg, Transport
from frontline.services.desk import Desk
from frontline.services.routes import Routes
from frontline.services.screenings import OpenScreening


def note_route(desk: Desk, table: OpenScreening) -> None:
    routes = Routes(desk)
    first, second, third, last = (routes.new_leg() for _ in range(4))
    home = RouteLeg(
        first, "XA", "XA-1", PlaceKind.HOME_AREA, Transport.NONE, border=BorderPoint.NONE
    )
    by_bus = (Transport.BUS, Arranger.RECRUITER, BorderPoint.NONE)
    by_plane = (Transport.PLANE, Arranger.RECRUITER, BorderPoint.AIRPORT)
    routes.save(table, home, "")
    routes.save(table, RouteLeg(second, "XA", "XA-2", PlaceKind.HOTEL, *by_bus), "Hotel Inventado")
    routes.save(table, RouteLeg(third, "XT", "XT-C", PlaceKind.AIRPORT, *by_plane), "")
    planned = RouteLeg(last, "XD", place=PlaceKind.WORKPLACE, is_planned=True)
    routes.save(table, planned, "a restaurant, name not told")
