"""Who may work on a case, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from frontline.domain.cases import Case, CaseAccess, Share
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, UserId
from frontline.services.case_stores import Envelope
from tests.support.vault_audit import MemoryAudit
from tests.support.vault_records import MemoryCaseStore
from tests.support.vault_topics import MemoryIdentityStore


@dataclass
class MemoryShareStore:
    audit: MemoryAudit
    cases: MemoryCaseStore
    identities: MemoryIdentityStore
    owners: dict[CaseId, Share] = field(default_factory=dict)
    shares: dict[CaseId, tuple[Share, ...]] = field(default_factory=dict)

    def access(self, case: Case) -> CaseAccess:
        owner = self.owners.get(case.id)
        holder = case.opened_by if owner is None else owner.user
        return CaseAccess(case.id, holder, self.shares.get(case.id, ()))

    def given_to(self, user: UserId) -> tuple[CaseId, ...]:
        given = [(share, case) for case, share in self.owners.items() if share.user == user]
        for case, shared in self.shares.items():
            given += [(share, case) for share in shared if share.user == user]
        given.sort(key=lambda each: each[0].since, reverse=True)
        return tuple(dict.fromkeys(case for _share, case in given))

    def sealed(self) -> Sequence[tuple[CaseAccess, tuple[str, ...]]]:
        return tuple(
            (self.access(self.cases.case(case)), self.identities.readers(case))
            for case in self.identities.sealed
        )

    def set_access(self, access: CaseAccess, envelope: Envelope | None, deed: Deed) -> None:
        self.cases.require(access.case)
        if self.access(self.cases.case(access.case)).owner != access.owner:
            self.owners[access.case] = Share(access.owner, deed.at, deed.actor)
        self.shares[access.case] = access.shares
        if envelope is not None:
            self.identities.sealed[access.case] = envelope.sealed
            self.identities.sealed_to[access.case] = envelope.readers
        self.audit.record(deed)
