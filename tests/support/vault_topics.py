"""The smaller stores in memory: identities, plans, follow-ups, sites, users, documents."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.cases import FollowUp
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, FollowUpId, SiteId, UserId
from frontline.domain.officials import User, UserState
from frontline.domain.routes import Route
from frontline.domain.sites import Site
from frontline.errors import CaseNotFoundError, DocumentRefusedError, DocumentVersionError
from frontline.services.stores import StoredDocument
from tests.support.vault_audit import MemoryAudit
from tests.support.vault_records import MemoryCaseStore, add_once


@dataclass
class MemoryIdentityStore:
    audit: MemoryAudit
    cases: MemoryCaseStore
    sealed: dict[CaseId, bytes] = field(default_factory=dict)
    sealed_to: dict[CaseId, tuple[str, ...]] = field(default_factory=dict)

    def save_envelope(
        self, case: CaseId, sealed: bytes, deed: Deed, readers: Sequence[str] = ()
    ) -> None:
        self.cases.require(case)
        self.sealed[case] = sealed
        self.sealed_to[case] = tuple(sorted(readers))
        self.audit.record(deed)

    def forget(self, case: CaseId) -> bytes | None:
        self.sealed_to.pop(case, None)
        return self.sealed.pop(case, None)

    def readers(self, case: CaseId) -> tuple[str, ...]:
        return self.sealed_to.get(case, ())

    def envelopes(self, cases: Collection[CaseId]) -> Mapping[CaseId, bytes]:
        return {case: self.sealed[case] for case in cases if case in self.sealed}

    def envelope(self, case: CaseId) -> bytes | None:
        return self.sealed.get(case)


@dataclass
class MemoryPlanStore:
    audit: MemoryAudit
    cases: MemoryCaseStore
    made: dict[CaseId, dict[AssistanceService, Choice]] = field(default_factory=dict)
    told: dict[CaseId, datetime] = field(default_factory=dict)
    first: dict[CaseId, datetime] = field(default_factory=dict)

    def record_choice(
        self, case: CaseId, service: AssistanceService, choice: Choice, deed: Deed
    ) -> None:
        self.cases.require(case)
        self.made.setdefault(case, {})[service] = choice
        self.first.setdefault(case, deed.at)
        self.audit.record(deed)

    def tell_child_protection(self, case: CaseId, deed: Deed) -> None:
        self.cases.require(case)
        self.told.setdefault(case, deed.at)
        self.audit.record(deed)

    def first_choice_at(self, case: CaseId) -> datetime | None:
        return self.first.get(case)

    def child_protection_told(self, case: CaseId) -> datetime | None:
        return self.told.get(case)

    def choices(self, case: CaseId) -> Mapping[AssistanceService, Choice]:
        return dict(self.made.get(case, {}))


@dataclass
class MemoryRouteStore:
    audit: MemoryAudit
    cases: MemoryCaseStore
    recorded: dict[CaseId, list[Route]] = field(default_factory=dict)

    def record_route(self, case: CaseId, route: Route, deed: Deed) -> None:
        self.cases.require(case)
        self.recorded.setdefault(case, []).append(route)
        self.audit.record(deed)

    def route(self, case: CaseId) -> Route:
        recorded = self.recorded.get(case, [])
        return recorded[-1] if recorded else ()


@dataclass
class MemoryFollowUpStore:
    audit: MemoryAudit
    cases: MemoryCaseStore
    by_id: dict[FollowUpId, FollowUp] = field(default_factory=dict)

    def add_follow_up(self, follow_up: FollowUp, deed: Deed) -> None:
        self.cases.require(follow_up.case)
        if add_once(self.by_id, follow_up.id, follow_up):
            self.audit.record(deed)

    def finish_follow_up(self, follow_up: FollowUpId, at: datetime, deed: Deed) -> None:
        if follow_up not in self.by_id:
            raise CaseNotFoundError(follow_up=str(follow_up))
        if self.by_id[follow_up].done_at is None:
            self.by_id[follow_up] = replace(self.by_id[follow_up], done_at=at)
            self.audit.record(deed)

    def open_follow_ups(self) -> tuple[FollowUp, ...]:
        waiting = [each for each in self.by_id.values() if each.done_at is None]
        return tuple(sorted(waiting, key=lambda each: each.due))


@dataclass
class MemorySiteStore:
    audit: MemoryAudit
    cases: MemoryCaseStore
    by_id: dict[SiteId, Site] = field(default_factory=dict)

    def add_site(self, site: Site, deed: Deed) -> None:
        if add_once(self.by_id, site.id, site):
            self.audit.record(deed)

    def sites(self) -> tuple[Site, ...]:
        return tuple(self.by_id.values())

    def last_used(self, user: UserId) -> Site | None:
        own = [case.site for case in self.cases.cases.values() if case.opened_by == user]
        return self.by_id[own[-1]] if own else None


@dataclass
class MemoryUserStore:
    known: list[User] = field(default_factory=list)

    def users(self) -> tuple[User, ...]:
        return tuple(user for user in self.known if user.state is UserState.ACTIVE)

    def everybody(self) -> tuple[User, ...]:
        return tuple(self.known)


@dataclass
class MemoryDocumentStore:
    audit: MemoryAudit
    held: list[StoredDocument] = field(default_factory=list)
    pins: dict[tuple[str, str], int] = field(default_factory=dict)

    def install(self, document: StoredDocument, deed: Deed) -> None:
        versions = [
            each.version
            for each in self.held
            if (each.kind, each.name) == (document.kind, document.name)
        ]
        if versions and document.version <= max(versions):
            raise DocumentVersionError(installed=max(versions), version=document.version)
        self.held.append(document)
        self.pins.pop((document.kind, document.name), None)
        self.audit.record(deed)

    def in_force(self, kind: str) -> tuple[StoredDocument, ...]:
        found = (self.version(kind, *each) for each in self.versions_in_force(kind))
        return tuple(document for document in found if document is not None)

    def newest_versions(self, kind: str) -> tuple[tuple[str, int], ...]:
        return tuple((each.name, each.version) for each in self.newest(kind))

    def versions_in_force(self, kind: str) -> tuple[tuple[str, int], ...]:
        return tuple(
            (name, self.pins.get((kind, name), version))
            for name, version in self.newest_versions(kind)
        )

    def versions(self, kind: str, name: str) -> tuple[int, ...]:
        return tuple(
            sorted(each.version for each in self.held if (each.kind, each.name) == (kind, name))
        )

    def put_in_force(self, kind: str, name: str, version: int, deed: Deed) -> None:
        kept, before = self.versions(kind, name), dict(self.pins)
        if version not in kept:
            raise DocumentRefusedError(reason="no-such-version", name=name, version=version)
        if version == kept[-1]:
            self.pins.pop((kind, name), None)
        else:
            self.pins[kind, name] = version
        if self.pins != before:
            self.audit.record(deed)

    def newest(self, kind: str) -> tuple[StoredDocument, ...]:
        # Versions of one name only ever rise, so the last one written stands.
        by_name = {each.name: each for each in self.held if each.kind == kind}
        return tuple(by_name[name] for name in sorted(by_name))

    def version(self, kind: str, name: str, version: int) -> StoredDocument | None:
        wanted = (kind, name, version)
        found = (each for each in self.held if (each.kind, each.name, each.version) == wanted)
        return next(found, None)
