"""How often a post may call. Far above what one does, far below what would keep a hub busy."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` calls at once, `per_second` in the long run: a post that was cut off for a month
    sends what it has in one go."""

    burst: float = 300
    per_second: float = 5


class RateLimit:
    """Counts calls by a key. Forgets whoever called longest ago, so that it stays small; each
    worker counts for itself."""

    def __init__(
        self, rate: Rate, seconds: Callable[[], float] = monotonic, most_keys: int = 10_000
    ) -> None:
        self._rate = rate
        self._seconds = seconds
        self._most_keys = most_keys
        self._lock = Lock()
        self._left: OrderedDict[tuple[str, ...], tuple[float, float]] = OrderedDict()

    def allows(self, *key: str) -> bool:
        """Count one call, unless there were too many."""
        with self._lock:
            now = self._seconds()
            left, since = self._left.pop(key, (self._rate.burst, now))
            left = min(self._rate.burst, left + (now - since) * self._rate.per_second)
            is_allowed = left >= 1
            self._left[key] = (left - 1 if is_allowed else left, now)
            if len(self._left) > self._most_keys:
                self._left.popitem(last=False)
            return is_allowed
