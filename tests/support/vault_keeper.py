"""A keeper of a vault in memory: accounts, recovery and sign-in without a disk."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from frontline.crypto.sealing import new_sealing_key
from frontline.crypto.signing import SEED_BYTES, SigningKey
from frontline.domain.chance import Chance
from frontline.domain.clock import Clock
from frontline.domain.deeds import Deed, DeedKind
from frontline.domain.identifiers import UserId
from frontline.domain.officials import User, UserState
from frontline.errors import (
    BadInputError,
    NameTakenError,
    NoVaultError,
    UserNotFoundError,
    VaultExistsError,
    VaultInUseError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from frontline.errors_of_accounts import (
    AccountStateError,
    AccountSuspendedError,
    RecoveryIncompleteError,
    RecoveryNotReadyError,
)
from frontline.services.chance import SystemChance
from frontline.services.permissions import Session, UserKeys
from frontline.services.vaults import (
    HOLDERS,
    NewUser,
    PostSetup,
    RecoveryKind,
    RecoverySheet,
    check_passphrase,
)
from tests.support.vault import MemoryVault, a_device


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
        self._sheets: tuple[RecoverySheet, ...] = ()
        self._proposed: tuple[RecoverySheet, ...] = ()
        self._not_ready: set[UserId] = set()
        self.vault: MemoryVault | None = None
        self.renewals = 0

    def exists(self) -> bool:
        return self.vault is not None

    def create(self, setup: PostSetup) -> tuple[RecoverySheet, ...]:
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
        self._sheets = memory_sheets(setup.recovery)
        return self._sheets

    def sign_in(self, name: str, passphrase: str) -> tuple[MemoryVault, Session]:
        vault = self._closed()
        account = self._account_of(name, passphrase)
        self._not_ready.discard(account.session.user.id)
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
        self._record(DeedKind.KEYS_STORED, account.session.user)

    def recover(self, key: str, name: str, new: str, second: str = "") -> None:
        check_passphrase(new)
        if self.vault is None:
            raise NoVaultError
        typed = {"".join(each.split()).upper() for each in (key, second) if each}
        if not typed or not typed <= {sheet.key for sheet in self._sheets}:
            raise WrongRecoveryKeyError
        if len(self._sheets) > 1 and len(typed) < 2:
            raise RecoveryIncompleteError
        account = self._accounts.get(_key(name))
        if account is None:
            raise UserNotFoundError
        self._require_active(account)
        if account.session.user.id in self._not_ready:
            raise RecoveryNotReadyError
        account.passphrase = new
        self._record(DeedKind.RECOVERY_USED, account.session.user)

    def _account_of(self, name: str, passphrase: str) -> _Account:
        account = self._accounts.get(_key(name))
        if account is None or account.passphrase != passphrase:
            raise WrongPassphraseError
        self._require_active(account)
        return account

    def _require_active(self, account: _Account) -> None:
        if self.vault is not None and account.session.user not in self.vault.users.users():
            raise AccountSuspendedError

    def accounts(self) -> MemoryKeeper:
        if self.vault is None or not self.vault.is_open:
            raise NoVaultError
        return self

    def add_user(self, session: Session, new: NewUser) -> User:
        check_passphrase(new.passphrase)
        if not _key(new.name):
            raise BadInputError(reason="name")
        if _key(new.name) in self._accounts:
            raise NameTakenError
        account = self._accounts[_key(new.name)] = self._account(new)
        self._at_work.users.known.append(account.session.user)
        self._manage(DeedKind.USER_ADDED, session, account.session.user.id)
        return account.session.user

    def suspend_user(self, session: Session, user: UserId) -> None:
        self._set_state(user, UserState.SUSPENDED)
        self._manage(DeedKind.USER_SUSPENDED, session, user)

    def reinstate_user(self, session: Session, user: UserId) -> None:
        if self._user(user).state is UserState.REMOVED:
            raise AccountStateError
        self._set_state(user, UserState.ACTIVE)
        self._manage(DeedKind.USER_REINSTATED, session, user)

    def remove_user(self, session: Session, user: UserId) -> None:
        name = _key(self._user(user).name)
        self._set_state(user, UserState.REMOVED)
        del self._accounts[name]
        self._manage(DeedKind.USER_REMOVED, session, user)

    def renew_key(self, session: Session) -> None:  # noqa: ARG002
        self.renewals += 1

    def propose_recovery(self, kind: RecoveryKind) -> tuple[RecoverySheet, ...]:
        self._proposed = memory_sheets(kind)
        return self._proposed

    def set_recovery(self, session: Session) -> None:
        if not self._proposed:
            raise AccountStateError
        self._sheets, self._proposed = self._proposed, ()
        self._not_ready = {each.id for each in self._at_work.users.known} - {session.user.id}
        self._manage(DeedKind.RECOVERY_SET, session, session.user.id)

    @property
    def _at_work(self) -> MemoryVault:
        if self.vault is None:
            raise NoVaultError
        return self.vault

    def _user(self, user: UserId) -> User:
        for known in self._at_work.users.known:
            if known.id == user:
                return known
        raise UserNotFoundError

    def _set_state(self, user: UserId, state: UserState) -> None:
        known, found = self._at_work.users.known, self._user(user)
        known[known.index(found)] = replace(found, state=state)

    def _manage(self, kind: DeedKind, session: Session, target: UserId) -> None:
        self._at_work.audit.record(Deed(kind, session.user.id, str(target), self._clock.now()))

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


def memory_sheets(kind: RecoveryKind) -> tuple[RecoverySheet, ...]:
    holders = (0,) if kind is RecoveryKind.SHEET else tuple(range(1, HOLDERS + 1))
    return tuple(RecoverySheet(new_sealing_key().identity, "MEMO-RYxx", each) for each in holders)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
