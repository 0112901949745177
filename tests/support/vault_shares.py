"""Who may work on a case, and finding cases, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from frontline.domain.cases import Case, CaseAccess, Screening, Share
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, UserId
from frontline.domain.marks import URGENT, mark, user_mark
from frontline.services.case_stores import Envelope, Wanted
from frontline.services.search import folded
from tests.support.vault_audit import MemoryAudit
from tests.support.vault_names import MemoryNameStore
from tests.support.vault_records import MemoryCaseStore
from tests.support.vault_sending import MemoryReferralStore
from tests.support.vault_topics import MemoryIdentityStore, MemorySiteStore


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

    def forget(self, case: CaseId) -> None:
        self.owners.pop(case, None)
        self.shares.pop(case, None)

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


@dataclass
class MemorySearchStore:
    """Goes through all cases; the real one has an index."""

    cases: MemoryCaseStore
    sites: MemorySiteStore
    referrals: MemoryReferralStore
    shares: MemoryShareStore
    names: MemoryNameStore

    def find(self, wanted: Sequence[Wanted], user: UserId | None, most: int) -> tuple[CaseId, ...]:
        found = [
            case.id
            for case in reversed(self.cases.cases.values())
            if wanted and self._is_theirs(case, user) and all(self._has(case, w) for w in wanted)
        ]
        return tuple(found[:most])

    def with_last_screening(self, cases: Sequence[CaseId]) -> tuple[tuple[Case, Screening], ...]:
        known = [case for case in cases if case in self.cases.cases]
        return tuple((self.cases.case(each), self.cases.screenings(each)[-1]) for each in known)

    def sealed_cases(self, user: UserId | None) -> tuple[CaseId, ...]:
        return tuple(
            case.id
            for case in reversed(self.cases.cases.values())
            if case.id in self.shares.identities.sealed and self._is_theirs(case, user)
        )

    def check(self, start: int, most: int) -> int | None:  # noqa: ARG002 -- nothing to differ
        return None

    def _is_theirs(self, case: Case, user: UserId | None) -> bool:
        return user is None or user in self.shares.access(case).users

    def _has(self, case: Case, wanted: Wanted) -> bool:
        words = [*_words(case.code), case.code.replace("-", "").lower()]
        words += _words(self.sites.by_id[case.site].label)
        words += [each.token for each in self.referrals.referrals(case.id)]
        parts = _words(wanted.word)
        starts = bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)
        return starts or bool(self._marks(case) & set(wanted.marks))

    def _marks(self, case: Case) -> set[str]:
        found = {user_mark(user) for user in self.shares.access(case).users}
        found.add(mark(self.sites.by_id[case.site].kind.value, "site"))
        found |= {mark(each.form) for each in self.names.namings(case.id)}
        for screening in self.cases.screenings(case.id):
            found.add(mark(screening.instrument, "instrument"))
            finding = screening.finding
            if finding is not None:
                found.add(mark(finding.band.value))
                found |= {mark(form) for form in finding.forms}
                found |= {mark(concern) for concern in finding.concerns}
                found |= {URGENT} if finding.urgent else set()
        return found


def _words(text: str) -> list[str]:
    spaced = "".join(letter if letter.isalnum() else " " for letter in folded(text))
    return spaced.split()
