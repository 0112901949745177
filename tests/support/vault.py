"""A vault and its keeper in memory, for tests that need no disk.

They hold the contract that tests/integration/storage checks for them and for the real ones alike.
"""

from __future__ import annotations

from collections.abc import Iterable

from frontline.crypto.sealing import new_sealing_key, seal
from frontline.crypto.signing import SEED_BYTES, SigningKey
from frontline.domain.chance import Chance
from frontline.domain.identifiers import DeviceId
from frontline.domain.officials import User
from frontline.domain.sites import Site
from frontline.services.chance import SystemChance
from frontline.services.stores import Device
from frontline.wire.bundle import SLOT_COUNT
from tests.support.vault_answers import MemoryAnswerStore
from tests.support.vault_audit import MemoryAudit
from tests.support.vault_backups import MemoryBackupStore, MemoryDutyStore
from tests.support.vault_channels import MemoryHandoverStore, MemoryNoteStore
from tests.support.vault_groups import MemoryFactStore, MemoryGroupStore
from tests.support.vault_names import MemoryNameStore
from tests.support.vault_records import MemoryCaseStore
from tests.support.vault_retention import MemoryRetentionStore
from tests.support.vault_reviews import MemoryReviewStore
from tests.support.vault_sending import MemoryOutboxStore, MemoryReferralStore, MemorySlotStore
from tests.support.vault_shares import MemorySearchStore, MemoryShareStore
from tests.support.vault_topics import (
    MemoryDocumentStore,
    MemoryFollowUpStore,
    MemoryIdentityStore,
    MemoryPlanStore,
    MemoryRouteStore,
    MemorySiteStore,
    MemoryUserStore,
)
from tests.support.vault_updates import MemoryUpdateStore


def a_device(chance: Chance | None = None) -> Device:
    """Its slots are sealed like real ones, but short."""
    source = SystemChance() if chance is None else chance
    return Device(
        id=DeviceId(f"post-{source.token(8).hex()}"),
        key=SigningKey.from_seed(source.token(SEED_BYTES)),
        slots=tuple(seal(b"", [new_sealing_key().recipient]) for _ in range(SLOT_COUNT)),
    )


class MemoryVault:
    """Implements OpenVault. What is in it stays after `close`, as it would on a disk."""

    def __init__(
        self,
        users: Iterable[User] = (),
        sites: Iterable[Site] = (),
        device: Device | None = None,
    ) -> None:
        own = a_device() if device is None else device
        self.audit = MemoryAudit(device=own)
        self.cases = MemoryCaseStore(self.audit)
        self.identities = MemoryIdentityStore(self.audit, self.cases)
        self.shares = MemoryShareStore(self.audit, self.cases, self.identities)
        self.plans = MemoryPlanStore(self.audit, self.cases)
        self.routes = MemoryRouteStore(self.audit, self.cases)
        self.follow_ups = MemoryFollowUpStore(self.audit, self.cases)
        self.groups = MemoryGroupStore(self.audit, self.cases)
        self.facts = MemoryFactStore(self.groups)
        self.sites = MemorySiteStore(self.audit, self.cases, {site.id: site for site in sites})
        self.users = MemoryUserStore(list(users))
        self.documents = MemoryDocumentStore(self.audit)
        self.handovers = MemoryHandoverStore(self.audit, self.cases)
        self.notes = MemoryNoteStore(self.audit, self.cases)
        self.updates = MemoryUpdateStore(self.audit)
        self.referrals = MemoryReferralStore(self.audit, self.cases)
        self.reviews = MemoryReviewStore(self.referrals)
        self.names = MemoryNameStore(self.audit, self.cases)
        self.outbox = MemoryOutboxStore(self.audit, self.referrals, own)
        self.service_answers = MemoryAnswerStore(self.audit, self.referrals, self.follow_ups)
        self.slots = MemorySlotStore(self.outbox)
        self.search = MemorySearchStore(
            self.cases, self.sites, self.referrals, self.shares, self.names
        )
        self.backups = MemoryBackupStore(self.audit)
        self.duties = MemoryDutyStore(self.audit)
        self.retention = MemoryRetentionStore(
            self.cases,
            self.identities,
            self.shares,
            self.plans,
            self.routes,
            self.follow_ups,
            self.referrals,
            self.reviews,
            self.facts,
            self.handovers,
            self.notes,
            self.names,
        )
        self.is_open = True

    def close(self) -> None:
        self.is_open = False
