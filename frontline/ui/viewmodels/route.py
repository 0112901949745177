"""A person's route: looked at, put in order, and one place of it filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from frontline.domain.identifiers import LegId
from frontline.domain.routes import (
    MOST_LEGS,
    BorderPoint,
    Route,
    RouteLeg,
    Transport,
    with_leg,
)
from frontline.errors import FrontlineError
from frontline.services.routes import RecordedRoute, Routes
from frontline.services.screenings import OpenScreening
from frontline.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class RouteState:
    """`recorded` is None until it was read. `regions`: those of every country on the route, and of
    the one that is chosen, as far as a pack here names them; `looked_up`: of which countries that
    is known. `leg` is the place that is filled in,
    `name` what it is called; `is_told`: something was told of it here."""

    recorded: RecordedRoute | None = None
    regions: Mapping[str, str] = field(default_factory=dict)
    looked_up: frozenset[str] = frozenset()
    leg: RouteLeg | None = None
    name: str = field(default="", repr=False)
    is_told: bool = False
    is_saved: bool = False
    is_busy: bool = False
    error: FrontlineError | None = None

    @property
    def legs(self) -> Route:
        return () if self.recorded is None else self.recorded.legs

    @property
    def may_write(self) -> bool:
        return self.recorded is not None and self.recorded.may_write

    def name_of(self, leg: LegId) -> str:
        names = None if self.recorded is None else self.recorded.names
        return (names or {}).get(leg, "")


class RouteViewModel(QObject):
    """Signals:
    state_changed(RouteState).
    """

    state_changed = Signal(object)

    def __init__(self, routes: Routes, runner: TaskRunner, table: OpenScreening) -> None:
        super().__init__()
        self._routes = routes
        self._runner = runner
        self._table = table
        self.state = RouteState()

    def load(self) -> None:
        self._do(lambda: self._routes.read(self._table))

    @property
    def leg(self) -> RouteLeg:
        """The place that is filled in; a new one where none is."""
        return self.state.leg or self.begin()

    def begin(self) -> RouteLeg:
        """A place at the end, in the country of the one before. It is recorded once something is
        told of it."""
        state = self.state
        legs = state.legs
        if state.leg is not None and state.is_told and len(legs) < MOST_LEGS:
            # On its way to the vault.
            legs = with_leg(legs, state.leg)
        made = RouteLeg(
            self._routes.new_leg(),
            legs[-1].country if legs else None,
            transport=Transport.UNKNOWN if legs else Transport.NONE,
            border=BorderPoint.UNKNOWN if legs else BorderPoint.NONE,
        )
        self._open(made, "")
        return made

    def look_at(self, leg: RouteLeg) -> None:
        """A place that is on the route."""
        self._open(leg, self.state.name_of(leg.id))

    def _open(self, leg: RouteLeg, name: str) -> None:
        self._update(
            replace(self.state, leg=leg, name=name, is_told=False, is_saved=False, error=None)
        )

    def choose_country(self, country: str) -> None:
        """Which regions there are to choose from; nothing is recorded by it."""
        if country in self.state.looked_up or not country:
            return

        def work() -> Mapping[str, str]:
            return self._routes.regions(country)

        def done(regions: Mapping[str, str]) -> None:
            known, looked_up = {**self.state.regions, **regions}, self.state.looked_up | {country}
            self._update(replace(self.state, regions=known, looked_up=looked_up))

        self._runner.submit(work, done=done, failed=self._on_refused)

    def fill_in(self, leg: RouteLeg, name: str) -> None:
        """What is told of the place now; `keep` records it."""
        self._update(replace(self.state, leg=leg, name=name, is_told=True, is_saved=False))

    def keep(self) -> None:
        leg, name = self.leg, self.state.name
        self._do(lambda: self._routes.save(self._table, leg, name), is_saved=True)

    def move(self, leg: LegId, by: int) -> None:
        self._do(lambda: self._routes.move(self._table, leg, by))

    def remove(self, leg: LegId) -> None:
        self._do(lambda: self._routes.remove(self._table, leg))

    def _do(self, read: Callable[[], RecordedRoute], *, is_saved: bool = False) -> None:
        def work() -> tuple[RecordedRoute, Mapping[str, str]]:
            recorded, regions = read(), dict[str, str]()
            for country in sorted({leg.country for leg in recorded.legs if leg.country}):
                regions.update(self._routes.regions(country))
            return recorded, regions

        def done(found: tuple[RecordedRoute, Mapping[str, str]]) -> None:
            recorded, regions = found
            known = {**self.state.regions, **regions}
            self._update(
                replace(
                    self.state,
                    recorded=recorded,
                    regions=known,
                    is_saved=is_saved,
                    is_busy=False,
                    error=None,
                )
            )

        self._update(replace(self.state, is_busy=True, is_saved=False, error=None))
        self._runner.submit(work, done=done, failed=self._on_refused)

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, error=error))

    def _update(self, state: RouteState) -> None:
        self.state = state
        self.state_changed.emit(state)
