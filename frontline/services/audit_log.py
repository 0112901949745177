"""The port to the vault's record of deeds. Implemented by `frontline.storage`, and by a fake in
tests that holds the same contract."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from frontline.crypto.signing import SigningKey
from frontline.domain.audit import (
    AuditHead,
    AuditReport,
    Checkpoint,
    HistoryEntry,
    KnownBreak,
)
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import UserId

# Gives the share that is done, from 0 to 1, between any two steps; the report at its end.
Check = Generator[float, None, AuditReport]


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which entries are wanted: all where both are None. Few `kinds` are found ten times as fast
    as all."""

    actor: UserId | None = None
    kinds: frozenset[str] | None = None


class AuditLog(Protocol):
    def head(self) -> AuditHead: ...

    def holds(self, head: AuditHead) -> bool:
        """Whether the record had this head when it was that long."""
        ...

    def verify(self) -> AuditHead:
        """Walk the whole chain. Raises AuditBrokenError naming the first broken entry."""
        ...

    def check(self) -> Check:
        """As verify, in short steps between which the vault may be worked with. Nothing is held
        between steps, so it can be left at any."""
        ...

    def record(self, deed: Deed) -> None:
        """A deed that changes nothing else, such as a look at an identity."""
        ...

    def countersign(self, user: UserId, key: SigningKey) -> None:
        """The device and this user sign the head as it is; the device alone where the record is
        known not to be the one that was seen before."""
        ...

    def checkpoints(self) -> Iterator[Checkpoint]:
        """In order of signing."""
        ...

    def entries(self) -> Iterator[tuple[int, bytes]]:
        """Sequence and content of each, in order, as wire/audit_file.py has them."""
        ...

    def history(
        self, wanted: HistoryFilter, before: int | None, limit: int
    ) -> tuple[HistoryEntry, ...]:
        """Up to `limit` entries, the newest first, all of them before the entry `before`."""
        ...

    def known_breaks(self) -> tuple[KnownBreak, ...]: ...

    def note_breaks(self, report: AuditReport, at: datetime, deed: Deed) -> None:
        """Keep what a check found."""
        ...

    def acknowledge(self, number: int, signature: str, deed: Deed) -> None:
        """The deed's actor has taken note of a known break, and signs so. What was noted outside
        the record starts anew from the present head. Harmless when repeated."""
        ...
