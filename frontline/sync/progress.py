"""What a transport tells while it works, and how it is told to stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Progress:
    """Parcels handed over so far, of `parcels`; bytes likewise, of all parcels together."""

    done: int
    parcels: int
    sent_bytes: int
    all_bytes: int


class Watcher(Protocol):
    """Called on the thread that carries."""

    def on_progress(self, progress: Progress) -> None: ...

    def is_cancelled(self) -> bool:
        """Asked between parts of 64 KiB and before each wait. True: stop soon."""
        ...


class NobodyWatching:
    """For carrying in the background, to its end."""

    def on_progress(self, progress: Progress) -> None: ...

    def is_cancelled(self) -> bool:
        return False
