"""The record of deeds, read backwards. Implements PastDeeds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from frontline.domain.deeds import Deed, DeedKind
from frontline.domain.identifiers import UserId
from frontline.storage.database import VaultDatabase

_ENTRIES = "SELECT sequence, entry FROM audit WHERE sequence < ? ORDER BY sequence DESC LIMIT 200"
_BEYOND = 2**62
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SqlPastDeeds:
    def __init__(self, database: VaultDatabase) -> None:
        self._database = database

    def newest_first(self) -> Iterator[Deed]:
        """What is no entry is passed over: the check of the chain tells of it."""
        before = _BEYOND
        while True:
            with self._database.door():
                rows = self._database.execute(_ENTRIES, (before,)).fetchall()
            if not rows:
                return
            for _sequence, content in rows:
                deed = _deed(content)
                if deed is not None:
                    yield deed
            before = rows[-1][0]


def _deed(content: bytes) -> Deed | None:
    try:
        _previous, _sequence, minutes, actor, kind, target, *_rows = content.decode().split("\n")
        at = _EPOCH + timedelta(minutes=int(minutes))
        return Deed(DeedKind(kind), UserId(UUID(hex=actor)), target, at)
    except (ValueError, OverflowError):
        return None
