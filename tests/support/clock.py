"""A clock that stands still until it is told to move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class SettableClock:
    def __init__(
        self, moment: datetime = datetime(2026, 11, 22, 9, 30, 15, 250, tzinfo=UTC)
    ) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment

    def advance(self, by: timedelta) -> None:
        """Forward, or back with a negative `by`, as clocks of real machines are set."""
        self._moment += by
