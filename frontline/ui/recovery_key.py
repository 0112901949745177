"""The recovery key as people copy it: in groups, so that no letter is lost."""

from __future__ import annotations

_GROUP = 8
# Between what every key begins with and what is its own (Bech32).
_MARK = "1"


def in_groups(key: str) -> str:
    """The common beginning, then groups of eight; whoever types it may leave the spaces out."""
    start, mark, own = key.rpartition(_MARK)
    groups = [own[at : at + _GROUP] for at in range(0, len(own), _GROUP)]
    return " ".join([start + mark, *groups])
