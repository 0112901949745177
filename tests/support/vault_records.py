"""The case register in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from frontline.domain.answers import AnswerEvent
from frontline.domain.cases import Case, Screening
from frontline.domain.deeds import Deed
from frontline.domain.findings import Finding
from frontline.domain.identifiers import CaseId, QuestionId, ScreeningId
from frontline.errors import (
    CaseNotFoundError,
    ScreeningClosedError,
    ScreeningNotFoundError,
    StorageUnwritableError,
)
from tests.support.vault_audit import MemoryAudit

_Key = TypeVar("_Key")
_Item = TypeVar("_Item")


def add_once(items: dict[_Key, _Item], key: _Key, item: _Item) -> bool:
    """False for the very same again. Raises StorageUnwritableError where another has the key."""
    if key in items:
        if items[key] != item:
            raise StorageUnwritableError(reason="taken")
        return False
    items[key] = item
    return True


@dataclass
class MemoryCaseStore:
    audit: MemoryAudit
    cases: dict[CaseId, Case] = field(default_factory=dict)
    by_id: dict[ScreeningId, Screening] = field(default_factory=dict)
    log: dict[CaseId, dict[int, AnswerEvent]] = field(default_factory=dict)

    def add_case(self, case: Case, screening: Screening, deed: Deed) -> None:
        is_new = add_once(self.cases, case.id, case)
        if add_once(self.by_id, screening.id, screening) or is_new:
            self.audit.record(deed)

    def add_screening(self, screening: Screening, deed: Deed) -> None:
        self.require(screening.case)
        if add_once(self.by_id, screening.id, screening):
            self.audit.record(deed)

    def case(self, case: CaseId) -> Case:
        if case not in self.cases:
            raise CaseNotFoundError(case=str(case))
        return self.cases[case]

    def screening(self, screening: ScreeningId) -> Screening:
        if screening not in self.by_id:
            raise ScreeningNotFoundError(screening=str(screening))
        return self.by_id[screening]

    def screenings(self, case: CaseId) -> tuple[Screening, ...]:
        return tuple(screening for screening in self.by_id.values() if screening.case == case)

    def open_screenings(self) -> tuple[tuple[Case, Screening], ...]:
        newest_first = reversed(self.by_id.values())
        return tuple(
            (self.cases[screening.case], screening)
            for screening in newest_first
            if not screening.is_closed
        )

    def append_answers(
        self,
        screening: ScreeningId,
        events: Sequence[AnswerEvent],
        position: QuestionId | None,
        deed: Deed,
    ) -> None:
        case = self._open(screening).case
        log = self.log.setdefault(case, {})
        if any(log.get(event.sequence, event) != event for event in events):
            raise StorageUnwritableError(reason="taken")
        missing = {event.sequence: event for event in events if event.sequence not in log}
        if missing:
            log.update(missing)
            self.by_id[screening] = replace(self.by_id[screening], position=position)
            self.audit.record(deed)

    def answers(self, case: CaseId) -> tuple[AnswerEvent, ...]:
        return tuple(event for _sequence, event in sorted(self.log.get(case, {}).items()))

    def set_position(self, screening: ScreeningId, position: QuestionId | None) -> None:
        self.by_id[screening] = replace(self.screening(screening), position=position)

    def set_person_language(self, screening: ScreeningId, language: str) -> None:
        self.by_id[screening] = replace(self.screening(screening), person_language=language)

    def close_screening(
        self, screening: ScreeningId, closed_at: datetime, finding: Finding, deed: Deed
    ) -> None:
        found = self._open(screening)
        self.by_id[screening] = replace(found, closed_at=closed_at, finding=finding)
        self.audit.record(deed)

    def require(self, case: CaseId) -> None:
        """Raises StorageUnwritableError, as a database does for a row that belongs to nothing."""
        if case not in self.cases:
            raise StorageUnwritableError(reason="constraint")

    def _open(self, screening: ScreeningId) -> Screening:
        found = self.screening(screening)
        if found.is_closed:
            raise ScreeningClosedError(screening=str(screening))
        return found
