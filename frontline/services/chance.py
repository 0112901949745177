"""Randomness from the operating system."""

from __future__ import annotations

import secrets
from uuid import UUID, uuid4


class SystemChance:
    def uuid(self) -> UUID:
        return uuid4()

    def token(self, size: int) -> bytes:
        return secrets.token_bytes(size)
