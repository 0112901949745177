"""The record of deeds as others see it: its head, its entries, its signatures, where it breaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from frontline.domain.identifiers import UserId

# Who signs a head: the post's own machine, or a user by the 32 hex digits of their id.
DEVICE_SIGNER = "device"


@dataclass(frozen=True, slots=True)
class AuditHead:
    """Digest of the last entry and how many there are."""

    digest: str
    count: int


class BreakKind(StrEnum):
    """What does not hold. The values stand in errors, in the vault and in bundles."""

    ENTRY = "entry"
    MISSING = "missing"
    ROW = "row"
    END = "end"
    NOTED = "noted"
    SEEN = "seen"
    SIGNATURE = "signature"
    HUB = "hub"
    HUB_HEAD = "hub-head"


@dataclass(frozen=True, slots=True)
class AuditBreak:
    """One place that does not hold. `mark` names the place and what is found there, so that the
    same break is known again and a second one in the same place is not taken for it."""

    sequence: int
    kind: BreakKind
    mark: str


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What a check of the whole record found: breaks of the chain itself in order, then rows that
    differ from it; none where it holds."""

    head: AuditHead
    breaks: tuple[AuditBreak, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownBreak:
    """Breaks that were noticed together, in order of noticing from 1. `sequence` and `kind` are of
    the first; `acknowledged_by` is the supervisor who took note of it."""

    number: int
    sequence: int
    kind: BreakKind
    marks: frozenset[str]
    seen_at: datetime
    acknowledged_by: UserId | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signature under the head that the record had when it was `count` entries long."""

    count: int
    digest: str
    signer: str
    signature: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One entry in parts. `at` is exact to the minute; `kind` is text, because a newer program may
    have written one that this one does not know. `target` is a pseudonym."""

    sequence: int
    at: datetime
    actor: UserId
    kind: str
    target: str
