"""A form of exploitation got its name after a case was closed: what a person decided about that
case. The answers and the finding stay as they were; the name stands beside them (S-008)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from frontline.domain.identifiers import CaseId, PackId, ScreeningId, UserId


class NameDecision(StrEnum):
    ADDED = "added"
    # Also what takes a name back that was added by mistake.
    NOT_THIS = "not_this"


class NameReason(StrEnum):
    """What the decision rests on."""

    AS_TOLD = "as_told"
    ASKED_AGAIN = "asked_again"
    OTHER_RECORD = "other_record"


@dataclass(frozen=True, slots=True)
class Naming:
    """Nothing of it is ever changed: of a case and a form the last one stands. `screening` is the
    closed one it speaks of, `pack` and `pack_version` the rules that have the form."""

    case: CaseId
    screening: ScreeningId
    form: str
    pack: PackId
    pack_version: int
    decision: NameDecision
    reason: NameReason
    by: UserId
    at: datetime
