"""The vault of a post: made, opened, given new passphrases. Implements VaultKeeper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from frontline.crypto.passphrase import Hardness
from frontline.crypto.signing import SigningKey
from frontline.domain.chance import Chance
from frontline.domain.clock import Clock
from frontline.domain.deeds import Deed, DeedKind
from frontline.domain.officials import User, UserState
from frontline.errors import (
    DiskFullError,
    NoVaultError,
    StorageUnwritableError,
    UserNotFoundError,
    VaultDamagedError,
    WrongPassphraseError,
)
from frontline.errors_of_accounts import AccountSuspendedError
from frontline.services.permissions import Session
from frontline.services.vaults import PostSetup, RecoverySheet, check_passphrase
from frontline.storage.accounts import Means, SqlAccounts
from frontline.storage.founding import Founding
from frontline.storage.lock import VaultLock
from frontline.storage.opening import open_vault
from frontline.storage.places import VaultPlaces
from frontline.storage.reserve import Reserve
from frontline.storage.slot_files import SlotFiles
from frontline.storage.slots import Wrapping, new_slot, sealed_data_key
from frontline.storage.throttle import Throttle
from frontline.storage.unlocking import Unlocked, unlock, unlock_by_recovery
from frontline.storage.upkeep import Upkeep, check_generation
from frontline.storage.vault import SqlVault


class SqlVaultKeeper:
    """Keeps the vault in one folder of this machine.

    A new passphrase opens the same data key: somebody who copied the folder before can still open
    that copy with the old one. Against this helps only a new data key, which removing an account
    or changing the recovery arrangement brings.
    """

    def __init__(
        self, folder: Path, clock: Clock, chance: Chance, hardness: Hardness | None = None
    ) -> None:
        self._places = VaultPlaces(folder)
        self._clock = clock
        self._chance = chance
        self._hardness = Hardness() if hardness is None else hardness
        self._files = SlotFiles(self._places)
        self._upkeep = Upkeep(self._places, chance, clock)
        self._reserve = Reserve(self._places.reserve, chance)
        self._open: SqlVault | None = None

    def exists(self) -> bool:
        return self._places.has_vault()

    def create(self, setup: PostSetup) -> tuple[RecoverySheet, ...]:
        """Raises also WeakPassphraseError, NameTakenError, BadInputError for an empty name."""
        return Founding(self._places, self._clock, self._chance, self._hardness).found(setup)

    def sign_in(self, name: str, passphrase: str) -> tuple[SqlVault, Session]:
        """The audit chain is not walked here: a broken one is shown, it keeps nobody out."""
        lock = self._lock()
        try:
            unlocked = self._by_passphrase(name, passphrase)
            vault, unlocked = self._opened(unlocked, lock.release)
        except BaseException:
            lock.release()
            raise
        try:
            session = _session(vault, unlocked)
            self._enter(vault, unlocked)
            with suppress(DiskFullError, StorageUnwritableError):
                self._upkeep.settle(vault, unlocked)
            vault.signed_in(session.user.id, SigningKey.from_seed(session.keys.seed))
        except BaseException:
            vault.close()
            raise
        self._open = vault
        return vault, session

    def accounts(self) -> SqlAccounts:
        """Of the vault that this keeper has open. Raises NoVaultError."""
        if self._open is None or not self._open.is_open:
            raise NoVaultError
        means = Means(self._places, self._clock, self._chance, self._hardness)
        return SqlAccounts(self._open, means)

    def change_passphrase(self, name: str, old: str, new: str) -> None:
        """Also while this keeper's vault is open."""
        check_passphrase(new)
        with self._borrowed(lambda: self._by_passphrase(name, old)) as (vault, unlocked):
            self._rewrap(vault, unlocked, name, new, DeedKind.PASSPHRASE_CHANGED)

    def recover(self, key: str, name: str, new: str, second: str = "") -> None:
        """Spaces and line ends in the key are nothing. Not throttled: it cannot be guessed."""
        check_passphrase(new)

        def by_recovery() -> Unlocked:
            keys = (key, second) if second else (key,)
            return unlock_by_recovery(self._files.copies(), keys, name)

        with self._borrowed(by_recovery) as (vault, unlocked):
            self._rewrap(vault, unlocked, name, new, DeedKind.RECOVERY_USED)
            Throttle(self._places.tries, self._clock).succeed()

    def _lock(self) -> VaultLock:
        """Raises NoVaultError, VaultInUseError."""
        if not self.exists():
            raise NoVaultError
        return VaultLock(self._places.lock)

    def _by_passphrase(self, name: str, passphrase: str) -> Unlocked:
        copies = self._files.copies()
        throttle = Throttle(self._places.tries, self._clock)
        throttle.begin()
        try:
            unlocked = unlock(copies, name, passphrase)
        except WrongPassphraseError:
            raise
        except BaseException:
            throttle.withdraw()
            raise
        throttle.succeed()
        return unlocked

    def _opened(
        self, unlocked: Unlocked, on_close: Callable[[], None]
    ) -> tuple[SqlVault, Unlocked]:
        """The database behind `unlocked`, with the slot file checked against it and mended."""
        vault, has_new_key = self._open_database(unlocked, on_close)
        try:
            check_generation(vault, unlocked)
            self._mend(unlocked)
            if has_new_key:
                with suppress(DiskFullError, StorageUnwritableError):
                    unlocked = self._upkeep.finish(vault, unlocked)
        except BaseException:
            vault.close()
            raise
        return vault, unlocked

    def _open_database(
        self, unlocked: Unlocked, on_close: Callable[[], None]
    ) -> tuple[SqlVault, bool]:
        """Under either key where a change of it was cut off; True where it was the new one."""
        try:
            return open_vault(self._places, unlocked.data_key, self._reserve, on_close), False
        except VaultDamagedError:
            if unlocked.pending is None:
                raise
            return open_vault(self._places, unlocked.pending, self._reserve, on_close), True

    def _mend(self, unlocked: Unlocked) -> None:
        # None of this may keep somebody out, on a full disk least of all; it is tried next time.
        with suppress(DiskFullError, StorageUnwritableError):
            if not self._files.are_whole(unlocked.table, unlocked.data_key, unlocked.pending):
                self._files.write(unlocked.table, unlocked.data_key, unlocked.pending)
            self._reserve.restore()
        with suppress(OSError):
            self._places.founding.unlink(missing_ok=True)

    @contextmanager
    def _borrowed(self, way: Callable[[], Unlocked]) -> Iterator[tuple[SqlVault, Unlocked]]:
        """The vault this keeper has open, or one opened for the time being."""
        if self._open is not None and self._open.is_open:
            yield self._open, way()
            return
        lock = self._lock()
        try:
            unlocked = way()
            vault, unlocked = self._opened(unlocked, lambda: None)
            try:
                yield vault, unlocked
            finally:
                vault.close()
        finally:
            lock.release()

    def _rewrap(
        self, vault: SqlVault, unlocked: Unlocked, name: str, new: str, kind: DeedKind
    ) -> None:
        _active_user(vault, unlocked)
        # The entry first: a passphrase must never change, or a sheet be used, without one.
        self._record(vault, kind, unlocked)
        wrapping = Wrapping.under(new, self._hardness, self._chance)
        slot = new_slot(unlocked.table, name, unlocked.secret, unlocked.data_key, wrapping)
        if unlocked.pending is not None:
            slot = replace(slot, pending=sealed_data_key(unlocked.pending, slot.recipient))
        self._upkeep.store(vault, unlocked, unlocked.table.with_slot(slot))

    def _enter(self, vault: SqlVault, unlocked: Unlocked) -> None:
        """The entry of a sign-in; it vouches for the slot file as well. Not where the note of that
        was put back to an earlier day: what the check finds must stay there to be found."""
        if not vault.generations.is_vouched():
            self._record(vault, DeedKind.SIGNED_IN, unlocked)
            return
        deed, generation = self._deed(DeedKind.SIGNED_IN, unlocked), unlocked.table.generation
        _twice(lambda: vault.generations.note(generation, deed))

    def _record(self, vault: SqlVault, kind: DeedKind, unlocked: Unlocked) -> None:
        deed = self._deed(kind, unlocked)
        _twice(lambda: vault.audit.record(deed))

    def _deed(self, kind: DeedKind, unlocked: Unlocked) -> Deed:
        user = unlocked.secret.user
        return Deed(kind, user, str(user), self._clock.now())


def _twice(write: Callable[[], None]) -> None:
    """On a full disk the first failure releases the reserve."""
    try:
        write()
    except DiskFullError:
        write()


def _session(vault: SqlVault, unlocked: Unlocked) -> Session:
    """Raises VaultDamagedError where slot and database do not speak of the same person."""
    user = _active_user(vault, unlocked)
    slot = unlocked.table.slot_for(user.recipient)
    if slot is None or slot.verify_key != user.verify_key:
        raise VaultDamagedError(reason="user")
    return Session(user, unlocked.secret.keys)


def _active_user(vault: SqlVault, unlocked: Unlocked) -> User:
    """Raises AccountSuspendedError, and WrongPassphraseError for a removed user, also where the
    slot file did not follow yet."""
    try:
        user = vault.user(unlocked.secret.user)
    except UserNotFoundError as error:
        raise VaultDamagedError(reason="user") from error
    if user.state is UserState.SUSPENDED:
        raise AccountSuspendedError
    if user.state is UserState.REMOVED:
        raise WrongPassphraseError
    return user
