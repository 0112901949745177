"""The ports through which services reach the vault. Implemented by `frontline.storage`, and by
fakes in tests that hold the same contract.

Every method that changes something takes the Deed it belongs to and writes both in one
transaction, or neither. All raise DiskFullError, StorageUnwritableError or VaultDamagedError.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from frontline.crypto.signing import SigningKey
from frontline.domain.answers import AnswerEvent
from frontline.domain.cases import Case, Screening
from frontline.domain.deeds import Deed
from frontline.domain.findings import Finding
from frontline.domain.identifiers import (
    CaseId,
    DeviceId,
    NoteId,
    QuestionId,
    ReferralId,
    ScreeningId,
)
from frontline.services.answer_store import AnswerStore
from frontline.services.audit_log import AuditLog
from frontline.services.backup_store import BackupStore, DutyStore
from frontline.services.case_stores import IdentityStore, SearchStore, ShareStore, SlotStore
from frontline.services.channel_stores import HandoverStore, NoteStore
from frontline.services.group_store import FactStore, GroupStore
from frontline.services.plan_stores import FollowUpStore, PlanStore
from frontline.services.post_stores import SiteStore, UserStore
from frontline.services.referral_stores import NameStore, ReferralStore, ReviewStore
from frontline.services.retention_store import RetentionStore
from frontline.services.route_store import RouteStore
from frontline.services.update_store import UpdateStore


class CaseStore(Protocol):
    def add_case(self, case: Case, screening: Screening, deed: Deed) -> None: ...

    def add_screening(self, screening: Screening, deed: Deed) -> None: ...

    def case(self, case: CaseId) -> Case:
        """Raises CaseNotFoundError."""
        ...

    def screening(self, screening: ScreeningId) -> Screening:
        """Raises ScreeningNotFoundError."""
        ...

    def screenings(self, case: CaseId) -> tuple[Screening, ...]: ...

    def open_screenings(self) -> tuple[tuple[Case, Screening], ...]:
        """Those not closed yet, the newest first."""
        ...

    def append_answers(
        self,
        screening: ScreeningId,
        events: Sequence[AnswerEvent],
        position: QuestionId | None,
        deed: Deed,
    ) -> None:
        """Durable when it returns. Raises ScreeningClosedError, and writes nothing then."""
        ...

    def answers(self, case: CaseId) -> tuple[AnswerEvent, ...]:
        """The whole log of the case, in order of sequence."""
        ...

    def set_position(self, screening: ScreeningId, position: QuestionId | None) -> None:
        """Where to resume. Not an answer and not a deed."""
        ...

    def set_person_language(self, screening: ScreeningId, language: str) -> None: ...

    def close_screening(
        self, screening: ScreeningId, closed_at: datetime, finding: Finding, deed: Deed
    ) -> None:
        """Raises ScreeningClosedError when it is closed already."""
        ...


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A signed document as it was received: a pack, a directory, a glossary."""

    kind: str
    name: str
    version: int
    content: bytes = field(repr=False)


class DocumentStore(Protocol):
    def install(self, document: StoredDocument, deed: Deed) -> None:
        """Raises DocumentVersionError unless newer than every version of its kind and name."""
        ...

    def newest(self, kind: str) -> tuple[StoredDocument, ...]:
        """The newest version of each name of that kind."""
        ...

    def in_force(self, kind: str) -> tuple[StoredDocument, ...]:
        """Of each name the version that holds: the newest, unless it was rolled back."""
        ...

    def newest_versions(self, kind: str) -> tuple[tuple[str, int], ...]:
        """Of each name the newest version: less than `newest` by all they contain."""
        ...

    def versions_in_force(self, kind: str) -> tuple[tuple[str, int], ...]:
        """Of each name the version that holds."""
        ...

    def versions(self, kind: str, name: str) -> tuple[int, ...]:
        """Every one that is kept, rising."""
        ...

    def put_in_force(self, kind: str, name: str, version: int, deed: Deed) -> None:
        """Until a newer one is installed. Raises DocumentRefusedError where it is not kept."""
        ...

    def version(self, kind: str, name: str, version: int) -> StoredDocument | None: ...


@dataclass(frozen=True, slots=True)
class SealedBundle:
    """A bundle's file, kept until the hub's receipt names it, and after. It holds referrals or
    notes, never both."""

    sequence: int
    bundle_id: str
    content: bytes = field(repr=False)
    items: tuple[ReferralId, ...]
    receipt: bytes | None = field(default=None, repr=False)
    notes: tuple[NoteId, ...] = ()


@dataclass(frozen=True, slots=True)
class Device:
    """This machine's own identity towards the hub. `slots` are the 16 sealed slots."""

    id: DeviceId
    key: SigningKey = field(repr=False)
    slots: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """Referrals that wait, that went out without a receipt yet, and that the hub holds."""

    waiting: int
    sent: int
    acknowledged: int


class OutboxStore(Protocol):
    def device(self) -> Device: ...

    def hub_card(self) -> bytes | None: ...

    def set_hub_card(self, card: bytes, deed: Deed) -> None: ...

    def hub_epoch(self, hub: str) -> int:
        """The epoch that was noted for this hub last, 0 where none was."""

    def add_bundle(self, bundle: SealedBundle, deed: Deed) -> None:
        """Raises StorageUnwritableError for a sequence that exists: a bundle is never rewritten."""
        ...

    def bundles(self, *, only_unacknowledged: bool) -> tuple[SealedBundle, ...]:
        """In order of sequence."""
        ...

    def mark_sent(self, sequence: int, deed: Deed) -> None:
        """Its queued referrals become `sent`. Harmless when repeated."""
        ...

    def accept_receipt(
        self, sequence: int, receipt: bytes, quarantined: Sequence[ReferralId], deed: Deed
    ) -> None:
        """Its referrals become `acknowledged`; quarantined ones go back to `draft`."""
        ...

    def void_receipts(self, hub: str, epoch: int, sequences: Sequence[int], deed: Deed) -> None:
        """The hub may have lost what it acknowledged: note its epoch, which never falls, and take
        the receipts of these bundles away, so that they are carried again.

        Their `acknowledged` referrals are `sent` again; those that went further, or came back,
        stay as they are. With a new epoch, `acknowledged` ones that no bundle holds any more wait
        to be sealed anew. Harmless when repeated.
        """
        ...


class OpenVault(Protocol):
    """An unlocked vault. One owner at a time; every call from one thread."""

    @property
    def cases(self) -> CaseStore: ...

    @property
    def identities(self) -> IdentityStore: ...

    @property
    def shares(self) -> ShareStore: ...

    @property
    def slots(self) -> SlotStore: ...

    @property
    def search(self) -> SearchStore: ...

    @property
    def plans(self) -> PlanStore: ...

    @property
    def routes(self) -> RouteStore: ...

    @property
    def follow_ups(self) -> FollowUpStore: ...

    @property
    def groups(self) -> GroupStore: ...

    @property
    def facts(self) -> FactStore: ...

    @property
    def sites(self) -> SiteStore: ...

    @property
    def users(self) -> UserStore: ...

    @property
    def documents(self) -> DocumentStore: ...

    @property
    def updates(self) -> UpdateStore: ...

    @property
    def referrals(self) -> ReferralStore: ...

    @property
    def reviews(self) -> ReviewStore: ...

    @property
    def names(self) -> NameStore: ...

    @property
    def handovers(self) -> HandoverStore: ...

    @property
    def notes(self) -> NoteStore: ...

    @property
    def outbox(self) -> OutboxStore: ...

    @property
    def service_answers(self) -> AnswerStore: ...

    @property
    def audit(self) -> AuditLog: ...

    @property
    def backups(self) -> BackupStore: ...

    @property
    def duties(self) -> DutyStore: ...

    @property
    def retention(self) -> RetentionStore: ...

    def close(self) -> None:
        """Bring everything into the main file and let go of it."""
        ...
