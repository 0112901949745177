"""Cases and screenings: one case is one person met, with a screening for each instrument used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from frontline.domain.findings import Finding
from frontline.domain.identifiers import (
    CaseCode,
    CaseId,
    FollowUpId,
    InstrumentId,
    PackId,
    QuestionId,
    ScreeningId,
    SiteId,
    UserId,
)


@dataclass(frozen=True, slots=True)
class Case:
    """`code` is random; it is what printouts and slips carry instead of a name."""

    id: CaseId
    code: CaseCode
    site: SiteId
    opened_at: datetime
    opened_by: UserId


@dataclass(frozen=True, slots=True)
class Share:
    """Somebody who may work on a case that is another's. `by` let them."""

    user: UserId
    since: datetime
    by: UserId


@dataclass(frozen=True, slots=True)
class CaseAccess:
    """Whose a case is, and with whom it is shared now. Supervisors are not listed."""

    case: CaseId
    owner: UserId
    shares: tuple[Share, ...] = ()

    @property
    def users(self) -> frozenset[UserId]:
        """All who may work on it."""
        return frozenset((self.owner, *(share.user for share in self.shares)))


@dataclass(frozen=True, slots=True)
class Screening:
    """`pack_version` is pinned at the start: an open interview ends on the version it began on.

    `position` is the question that was on the screen last; `person_language` the one the
    questions are shown to the person in.
    """

    id: ScreeningId
    case: CaseId
    instrument: InstrumentId
    pack: PackId
    pack_version: int
    started_at: datetime
    started_by: UserId
    person_language: str
    position: QuestionId | None = None
    closed_at: datetime | None = None
    finding: Finding | None = None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


def current_screening(screenings: Sequence[Screening]) -> Screening:
    """Of a case's screenings, at least one, the one that is open, else the last."""
    open_ones = [each for each in screenings if not each.is_closed]
    return (open_ones or list(screenings))[-1]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A day on which somebody looks after the case again."""

    id: FollowUpId
    case: CaseId
    due: date
    owner: UserId
    done_at: datetime | None = None

    def is_overdue(self, today: date) -> bool:
        return self.done_at is None and self.due < today
