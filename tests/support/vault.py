"""A vault and its keeper in memory, for tests that need no disk.

They hold the contract that tests/integration/storage checks for them and for the real ones alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from frontline.crypto.sealing import new_sealing_key, seal
from frontline.crypto.signing import SEED_BYTES, SigningKey
from frontline.domain.chance import Chance
from frontline.domain.clock import Clock
from frontline.domain.deeds import Deed, DeedKind
from frontline.domain.identifiers import DeviceId, UserId
from frontline.domain.officials import User
from frontline.domain.sites import Site
from frontline.errors import (
    NameTakenError,
    NoVaultError,
    UserNotFoundError,
    VaultExistsError,
    VaultInUseError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from frontline.services.chance import SystemChance
from frontline.services.permissions import Session, UserKeys
from frontline.services.stores import Device
from frontline.services.vaults import NewUser, PostSetup, RecoverySheet, check_passphrase
from frontline.wire.bundle import SLOT_COUNT
from tests.support.vault_backups import MemoryBackupStore, MemoryDutyStore
from tests.support.vault_records import MemoryAudit, MemoryCaseStore
from tests.support.vault_sending import MemoryOutboxStore, MemoryReferralStore
from tests.support.vault_topics import (
    MemoryDocumentStore,
    MemoryFollowUpStore,
    MemoryIdentityStore,
    MemoryPlanStore,
    MemorySiteStore,
    MemoryUserStore,
)


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
        self.audit = MemoryAudit()
        self.cases = MemoryCaseStore(self.audit)
        self.identities = MemoryIdentityStore(self.audit, self.cases)
        self.plans = MemoryPlanStore(self.audit, self.cases)
        self.follow_ups = MemoryFollowUpStore(self.audit, self.cases)
        self.sites = MemorySiteStore(self.audit, {site.id: site for site in sites})
        self.users = MemoryUserStore(list(users))
        self.documents = MemoryDocumentStore(self.audit)
        self.referrals = MemoryReferralStore(self.audit, self.cases)
        own = a_device() if device is None else device
        self.outbox = MemoryOutboxStore(self.audit, self.referrals, own)
        self.backups = MemoryBackupStore(self.audit)
        self.duties = MemoryDutyStore(self.audit)
        self.is_open = True

    def close(self) -> None:
        self.is_open = False


@dataclass
class _Account:
    session: Session
    passphrase: str = field(repr=False)


class MemoryKeeper:
    """Implements VaultKeeper, but for throttling and damage, which memory does not have."""

    def __init__(self, clock: Clock, chance: Chance | None = None) -> None:
        self._clock = clock
        self._chance = SystemChance() if chance is None else chance
        self._accounts: dict[str, _Account] = {}
        self._recovery = new_sealing_key()
        self.vault: MemoryVault | None = None

    def exists(self) -> bool:
        return self.vault is not None

    def create(self, setup: PostSetup) -> RecoverySheet:
        if self.vault is not None:
            raise VaultExistsError
        people = (setup.supervisor, setup.officer)
        if len({_key(new.name) for new in people}) < len(people):
            raise NameTakenError
        for new in people:
            check_passphrase(new.passphrase)
        self._accounts = {_key(new.name): self._account(new) for new in people}
        users = [account.session.user for account in self._accounts.values()]
        self.vault = MemoryVault(users, [setup.site], a_device(self._chance))
        self.vault.close()
        self._record(DeedKind.POST_CREATED, users[0])
        return RecoverySheet(self._recovery.identity, "MEMO-RYxx")

    def sign_in(self, name: str, passphrase: str) -> tuple[MemoryVault, Session]:
        vault = self._closed()
        account = self._account_of(name, passphrase)
        vault.is_open = True
        self._record(DeedKind.SIGNED_IN, account.session.user)
        return vault, account.session

    def change_passphrase(self, name: str, old: str, new: str) -> None:
        check_passphrase(new)
        if self.vault is None:
            raise NoVaultError
        account = self._account_of(name, old)
        account.passphrase = new
        self._record(DeedKind.PASSPHRASE_CHANGED, account.session.user)

    def recover(self, key: str, name: str, new: str) -> None:
        check_passphrase(new)
        if self.vault is None:
            raise NoVaultError
        if "".join(key.split()).upper() != self._recovery.identity:
            raise WrongRecoveryKeyError
        account = self._accounts.get(_key(name))
        if account is None:
            raise UserNotFoundError
        account.passphrase = new
        self._record(DeedKind.RECOVERY_USED, account.session.user)

    def _account_of(self, name: str, passphrase: str) -> _Account:
        account = self._accounts.get(_key(name))
        if account is None or account.passphrase != passphrase:
            raise WrongPassphraseError
        return account

    def _account(self, new: NewUser) -> _Account:
        key, seed = new_sealing_key(), self._chance.token(SEED_BYTES)
        user = User(
            id=UserId(self._chance.uuid()),
            name=new.name,
            access=new.access,
            official=new.official,
            recipient=key.recipient,
            verify_key=SigningKey.from_seed(seed).public,
        )
        return _Account(Session(user, UserKeys(key.identity, seed)), new.passphrase)

    def _closed(self) -> MemoryVault:
        if self.vault is None:
            raise NoVaultError
        if self.vault.is_open:
            raise VaultInUseError
        return self.vault

    def _record(self, kind: DeedKind, user: User) -> None:
        if self.vault is not None:
            self.vault.audit.record(Deed(kind, user.id, str(user.id), self._clock.now()))


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
