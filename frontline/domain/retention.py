"""What is taken away once it may not be kept any longer, and what keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from frontline.domain.findings import Band
from frontline.domain.identifiers import CaseCode, CaseId, UserId


class Removal(StrEnum):
    """Who the person is, while answers and finding stay coded; or all of a case."""

    IDENTITY = "identity"
    CASE = "case"


class HoldReason(StrEnum):
    """Why a case may not be taken away: a code, because a text could name somebody."""

    COURT = "court"
    INVESTIGATION = "investigation"
    COMPENSATION = "compensation"
    PERSON_ASKED = "person-asked"


@dataclass(frozen=True, slots=True)
class KeptCase:
    """What retention needs to know of a case: codes and moments, no answers.

    `closed_at` is None while one of its screenings is open, `band` the gravest of its findings.
    `is_waiting` where something is still to be done: a referral on its way, a follow-up not done.
    """

    id: CaseId
    code: CaseCode
    closed_at: datetime | None
    band: Band | None
    has_identity: bool
    is_waiting: bool
    hold: HoldReason | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One person proposes a removal; another one has to confirm it."""

    case: CaseId
    removal: Removal
    by: UserId
    at: datetime
