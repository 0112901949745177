"""Trying again: how often, and how long to wait between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from frontline.domain.chance import Chance
from frontline.errors import HubUnreachableError

ResultT = TypeVar("ResultT")
_FULL_SCALE = 0xFFFF


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits double from `first_wait` to `longest_wait` seconds, each shortened by chance to
    between half and all of it, so that posts cut off together do not come back together."""

    attempts: int = 4
    first_wait: float = 1.0
    longest_wait: float = 30.0

    def wait(self, failures: int, chance: Chance) -> float:
        """Seconds to wait after the given number of failures, 1 or more."""
        full = min(self.longest_wait, self.first_wait * 2.0 ** (failures - 1))
        share = int.from_bytes(chance.token(2), "big") / _FULL_SCALE
        return full * (1 + share) / 2


class Persistence:
    """Does what may fail for want of a connection, again and again, within its patience."""

    def __init__(
        self,
        patience: Patience,
        chance: Chance,
        sleep: Callable[[float], None],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._patience = patience
        self._chance = chance
        self._sleep = sleep
        self._is_cancelled = is_cancelled

    def run(self, work: Callable[[], ResultT]) -> ResultT:
        """The result of `work`. Raises its last HubUnreachableError; any other one at once."""
        failures = 0
        while True:
            try:
                return work()
            except HubUnreachableError:
                failures += 1
                if failures >= self._patience.attempts or self._is_cancelled():
                    raise
                self._sleep(self._patience.wait(failures, self._chance))
