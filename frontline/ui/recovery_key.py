"""The recovery key as people copy it: in groups, so that no letter is lost."""

from __future__ import annotations

_GROUP = 8


def in_groups(key: str) -> str:
    """Spaces between groups of eight; whoever types it may leave them in or out."""
    return " ".join(key[at : at + _GROUP] for at in range(0, len(key), _GROUP))
