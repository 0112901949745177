"""The port through which routes reach the vault; see services/stores.py."""

from __future__ import annotations

from typing import Protocol

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId
from frontline.domain.routes import Route


class RouteStore(Protocol):
    def record_route(self, case: CaseId, route: Route, deed: Deed) -> None:
        """The whole of it, after the one before, which stays on record."""
        ...

    def route(self, case: CaseId) -> Route:
        """As it was recorded last; empty where none was."""
        ...
