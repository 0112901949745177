"""The route of a person, opened from the finding or from any page of the case, and its places."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from frontline.app.stage import GoBack, Stage
from frontline.domain.routes import RouteLeg
from frontline.services.routes import Routes
from frontline.services.screenings import OpenScreening
from frontline.ui.tasks import TaskRunner
from frontline.ui.viewmodels.route import RouteViewModel
from frontline.ui.views.route import RouteActions, RouteView
from frontline.ui.views.route_leg import LegActions, RouteLegView


class RoutePages:
    def __init__(
        self, stage: Stage, routes: Routes, runner: TaskRunner, table: OpenScreening
    ) -> None:
        self._stage = stage
        self._model = RouteViewModel(routes, runner, table)

    def show(self) -> None:
        def make(back: GoBack) -> QWidget:
            return RouteView(
                self._model,
                self._stage.around,
                RouteActions(add=self._add, change=self._change, back=back),
            )

        self._stage.aside("route", make)

    def _add(self) -> None:
        self._model.begin()
        self._show_leg()

    def _change(self, leg: RouteLeg) -> None:
        self._model.look_at(leg)
        self._show_leg()

    def _show_leg(self) -> None:
        def make(back: GoBack) -> QWidget:
            def go_on() -> None:
                back()
                self._add()

            return RouteLegView(self._model, self._stage.around, LegActions(go_on, back))

        self._stage.aside("route-leg", make)
