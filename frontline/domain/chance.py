"""Randomness, handed in like the time."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID


class Chance(Protocol):
    def uuid(self) -> UUID: ...

    def token(self, size: int) -> bytes:
        """`size` unguessable bytes."""
        ...
