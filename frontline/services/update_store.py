"""The port through which updates reach the vault; see services/stores.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from frontline.domain.deeds import Deed


class UpdateState(StrEnum):
    WAITING = "waiting"
    PUT_OFF = "put-off"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update of a hub as it came; `content` is empty once it was accepted."""

    hub: str
    number: int
    state: UpdateState
    received_at: datetime
    content: bytes = field(repr=False)


class UpdateStore(Protocol):
    def add(self, update: StoredUpdate, deed: Deed) -> None:
        """Raises UpdateOlderError unless its number is above every one of its hub."""
        ...

    def settle(self, update: StoredUpdate, state: UpdateState, deed: Deed) -> None:
        """Put it off, or accept it: then its content goes."""
        ...

    def updates(self, hub: str) -> tuple[StoredUpdate, ...]:
        """In order of number."""
        ...
