"""Roads to a hub for tests: no waiting, repeatable chance, and somebody who watches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from frontline.sync.https import HttpsRoad, HttpsTransport
from frontline.sync.hub_client import Link
from frontline.sync.patience import Patience
from frontline.sync.progress import Progress
from tests.support.hub import SeededChance


@dataclass
class Watching:
    """Writes down what it is told, and cancels once `until` holds."""

    until: Callable[[Progress], bool] = lambda _progress: False
    seen: list[Progress] = field(default_factory=list)
    _is_cancelled: bool = False

    def on_progress(self, progress: Progress) -> None:
        self.seen.append(progress)
        self._is_cancelled = self._is_cancelled or self.until(progress)

    def is_cancelled(self) -> bool:
        return self._is_cancelled


@dataclass
class Waits:
    """A sleep that only counts."""

    seconds: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def road(
    waits: Waits | None = None, silence: float = 5.0, attempts: int = 4, seed: int = 0
) -> HttpsRoad:
    return HttpsRoad(
        SeededChance(seed),
        waits or Waits(),
        Link(connect_seconds=silence, silence_seconds=silence),
        Patience(attempts=attempts),
    )


def transport(watcher: Watching | None = None, **options: object) -> HttpsTransport:
    return HttpsTransport(road(**options), watcher)  # type: ignore[arg-type]
