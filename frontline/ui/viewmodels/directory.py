"""The directory page: what is looked for, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from frontline.services.directory_lookup import (
    DirectoryLookup,
    FoundEntry,
    FoundPoint,
    Wanted,
    Words,
)
from frontline.wire.directory import Directory


@dataclass(frozen=True, slots=True)
class DirectoryState:
    """`shows_points`: focal points are looked at, not bodies."""

    wanted: Wanted = field(default_factory=Wanted)
    shows_points: bool = False
    entries: tuple[FoundEntry, ...] = ()
    points: tuple[FoundPoint, ...] = ()


class DirectoryViewModel(QObject):
    """Everything is in memory and found at once, so nothing here waits. Signals:
    state_changed(DirectoryState).
    """

    state_changed = Signal(object)

    def __init__(self, directories: Sequence[Directory], today: date, country: str) -> None:
        """`country` is the post's: its directory is shown first."""
        super().__init__()
        self._directories = tuple(directories)
        self._today = today
        self.lookup = DirectoryLookup(self._directories, today, str)
        known = country if country in self.lookup.countries else ""
        self.state = self._found(DirectoryState(Wanted(country=known)))

    def speak(self, words: Words) -> None:
        """Find codes by these words from now on: the officer's language."""
        self.lookup = DirectoryLookup(self._directories, self._today, words)
        self._update(self.state)

    def look_for(self, wanted: Wanted) -> None:
        self._update(replace(self.state, wanted=wanted))

    def show_points(self, shows: bool) -> None:
        self._update(replace(self.state, shows_points=shows))

    def _found(self, state: DirectoryState) -> DirectoryState:
        wanted = state.wanted
        return replace(
            state, entries=self.lookup.entries(wanted), points=self.lookup.points(wanted)
        )

    def _update(self, state: DirectoryState) -> None:
        self.state = self._found(state)
        self.state_changed.emit(self.state)
