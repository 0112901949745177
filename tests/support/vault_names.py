"""The names that forms got after cases were closed, in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId
from frontline.domain.naming import Naming
from tests.support.vault_audit import MemoryAudit
from tests.support.vault_records import MemoryCaseStore


@dataclass
class MemoryNameStore:
    audit: MemoryAudit
    cases: MemoryCaseStore
    given: list[Naming] = field(default_factory=list)

    def add_naming(self, naming: Naming, deed: Deed) -> None:
        self.cases.require(naming.case)
        self.given.append(naming)
        self.audit.record(deed)

    def namings(self, case: CaseId) -> tuple[Naming, ...]:
        return tuple(each for each in self.given if each.case == case)

    def forget(self, case: CaseId) -> None:
        self.given = [each for each in self.given if each.case != case]
