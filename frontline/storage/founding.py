"""Makes a new vault: a post's first users, its site, its device.

The slot file comes last. Without it nobody can open what is there, and nobody has ever worked
with it; the mark `founding` tells that apart from a vault whose slots were lost.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass, field

from frontline.crypto.passphrase import Hardness
from frontline.crypto.sealing import new_sealing_key, seal
from frontline.crypto.signing import SEED_BYTES, SigningKey
from frontline.domain.chance import Chance
from frontline.domain.clock import Clock
from frontline.domain.deeds import Deed, DeedKind
from frontline.domain.identifiers import UserId
from frontline.domain.officials import User
from frontline.errors import BadInputError, NameTakenError, VaultExistsError
from frontline.services.permissions import UserKeys
from frontline.services.stores import Device
from frontline.services.vaults import NewUser, PostSetup, RecoverySheet, check_passphrase
from frontline.storage.durable_files import write_whole
from frontline.storage.failures import file_failures
from frontline.storage.lock import VaultLock
from frontline.storage.opening import create_vault
from frontline.storage.places import VaultPlaces
from frontline.storage.renewal import new_device_id
from frontline.storage.reserve import Reserve
from frontline.storage.slot_files import SlotFiles
from frontline.storage.slots import (
    DATA_KEY_BYTES,
    Slot,
    SlotTable,
    UserSecret,
    Wrapping,
    new_slot,
    normalised_name,
    post_mark,
    sealed_data_key,
)
from frontline.storage.throttle import Throttle
from frontline.wire.bundle import SLOT_COUNT, SLOT_PLAINTEXT

_SALT_BYTES = 16
# A dummy is sealed to as many keys as a report is, for each key makes an age file longer.
_OVERSIGHT_KEYS = 2


@dataclass(frozen=True, slots=True)
class _Account:
    """Somebody who is to have a slot. `new` holds their passphrase."""

    new: NewUser
    user: User
    keys: UserKeys = field(repr=False)


class Founding:
    def __init__(
        self, places: VaultPlaces, clock: Clock, chance: Chance, hardness: Hardness
    ) -> None:
        self._places = places
        self._clock = clock
        self._chance = chance
        self._hardness = hardness
        self._reserve = Reserve(places.reserve, chance)

    def found(self, setup: PostSetup) -> RecoverySheet:
        """Raises VaultExistsError, WeakPassphraseError, NameTakenError, BadInputError for a name
        that is empty, VaultInUseError, DiskFullError, StorageUnwritableError."""
        _check(setup)
        if self._places.has_vault():
            raise VaultExistsError
        with file_failures():
            self._places.make_folder()
        lock = VaultLock(self._places.lock)
        try:
            return self._make(setup)
        except BaseException:
            if self._places.is_half_made():
                self._clear()
            raise
        finally:
            lock.release()

    def _make(self, setup: PostSetup) -> RecoverySheet:
        places = self._places
        # Once more, now that nobody else can be making one.
        if places.has_vault():
            raise VaultExistsError
        self._clear()
        write_whole(places.founding, b"")
        data_key = self._chance.token(DATA_KEY_BYTES)
        accounts = (self._account(setup.supervisor), self._account(setup.officer))
        self._fill_database(data_key, setup, accounts)
        Throttle(places.tries, self._clock).succeed()
        self._reserve.set_aside()
        recovery = new_sealing_key()
        table = SlotTable(
            generation=0,
            salt=self._chance.token(_SALT_BYTES).hex(),
            recovery_recipient=recovery.recipient,
            recovery_data_key=sealed_data_key(data_key, recovery.recipient),
        )
        for account in accounts:
            table = table.with_slot(self._slot(table, account, data_key))
        SlotFiles(places).write(table, data_key)
        with suppress(OSError):
            # From here on the slots speak; a mark left behind is taken away at the first sign-in.
            places.founding.unlink()
        return RecoverySheet(recovery.identity, post_mark(recovery.recipient))

    def _account(self, new: NewUser) -> _Account:
        key, seed = new_sealing_key(), self._chance.token(SEED_BYTES)
        user = User(
            id=UserId(self._chance.uuid()),
            name=" ".join(new.name.split()),
            access=new.access,
            official=new.official,
            recipient=key.recipient,
            verify_key=SigningKey.from_seed(seed).public,
        )
        return _Account(new, user, UserKeys(key.identity, seed))

    def _slot(self, table: SlotTable, account: _Account, data_key: bytes) -> Slot:
        wrapping = Wrapping.under(account.new.passphrase, self._hardness, self._chance)
        secret = UserSecret(account.user.id, account.keys)
        return new_slot(table, account.user.name, secret, data_key, wrapping)

    def _fill_database(
        self, data_key: bytes, setup: PostSetup, accounts: tuple[_Account, ...]
    ) -> None:
        device = self._device()
        vault = create_vault(self._places, data_key, self._reserve)
        founder, now = accounts[0].user.id, self._clock.now()
        try:
            vault.outbox.add_device(
                device, Deed(DeedKind.POST_CREATED, founder, str(device.id), now)
            )
            for account in accounts:
                added = Deed(DeedKind.USER_ADDED, founder, str(account.user.id), now)
                vault.users.add_user(account.user, added)
            vault.sites.add_site(
                setup.site, Deed(DeedKind.SITE_ADDED, founder, str(setup.site.id), now)
            )
        finally:
            vault.close()

    def _device(self) -> Device:
        """A new device, with its sealed slots filled with what nobody can open."""
        empty = bytes(SLOT_PLAINTEXT)
        return Device(
            id=new_device_id(self._chance),
            key=SigningKey.from_seed(self._chance.token(SEED_BYTES)),
            slots=tuple(seal(empty, _thrown_away_keys()) for _ in range(SLOT_COUNT)),
        )

    def _clear(self) -> None:
        """Take away what a set-up left that was cut off."""
        database = self._places.database
        shutil.rmtree(self._places.restoring, ignore_errors=True)
        for path in (
            database,
            self._places.log,
            self._places.head_mark,
            self._places.reserve,
            self._places.tries,
            # Last: until all the rest is gone it says what that is.
            self._places.founding,
        ):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _thrown_away_keys() -> list[str]:
    """Recipients whose secret halves nobody has."""
    return [new_sealing_key().recipient for _ in range(_OVERSIGHT_KEYS)]


def _check(setup: PostSetup) -> None:
    names = [normalised_name(new.name) for new in (setup.supervisor, setup.officer)]
    if not all(names):
        raise BadInputError(reason="name")
    if names[0] == names[1]:
        raise NameTakenError
    for new in (setup.supervisor, setup.officer):
        check_passphrase(new.passphrase)
