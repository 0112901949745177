"""Makes a new vault: a post's first users, its site, its device.

The slot file comes last. Without it nobody can open what is there, and nobody has ever worked
with it; the mark `founding` tells that apart from a vault whose slots were lost.
"""

from __future__ import annotations

import shutil
from contextlib import suppress

from frontline.crypto.passphrase import Hardness
from frontline.crypto.signing import SEED_BYTES, SigningKey
from frontline.domain.chance import Chance
from frontline.domain.clock import Clock
from frontline.domain.deeds import Deed, DeedKind
from frontline.errors import NameTakenError, VaultExistsError
from frontline.services.stores import Device
from frontline.services.vaults import PostSetup, RecoverySheet
from frontline.storage.durable_files import write_whole
from frontline.storage.failures import file_failures
from frontline.storage.lock import VaultLock
from frontline.storage.new_account import NewAccount, check_new_user
from frontline.storage.opening import create_vault
from frontline.storage.places import VaultPlaces
from frontline.storage.recovery import new_arrangement
from frontline.storage.renewal import new_device_id
from frontline.storage.reserve import Reserve
from frontline.storage.slot_files import SlotFiles
from frontline.storage.slots import DATA_KEY_BYTES, SlotTable, normalised_name
from frontline.storage.throttle import Throttle
from frontline.wire.bundle import SLOT_COUNT
from frontline.wire.integrity import dummy_slot

_SALT_BYTES = 16


class Founding:
    def __init__(
        self, places: VaultPlaces, clock: Clock, chance: Chance, hardness: Hardness
    ) -> None:
        self._places = places
        self._clock = clock
        self._chance = chance
        self._hardness = hardness
        self._reserve = Reserve(places.reserve, chance)

    def found(self, setup: PostSetup) -> tuple[RecoverySheet, ...]:
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

    def _make(self, setup: PostSetup) -> tuple[RecoverySheet, ...]:
        places = self._places
        # Once more, now that nobody else can be making one.
        if places.has_vault():
            raise VaultExistsError
        self._clear()
        write_whole(places.founding, b"")
        data_key = self._chance.token(DATA_KEY_BYTES)
        people = (setup.supervisor, setup.officer)
        accounts = tuple(NewAccount.of(new, self._chance) for new in people)
        self._fill_database(data_key, setup, accounts)
        Throttle(places.tries, self._clock).succeed()
        self._reserve.set_aside()
        recovery = new_arrangement(setup.recovery)
        empty = SlotTable(0, self._chance.token(_SALT_BYTES).hex(), "", "")
        table = recovery.applied_to(empty, data_key)
        for account in accounts:
            table = table.with_slot(account.slot(table, data_key, self._hardness, self._chance))
        SlotFiles(places).write(table, data_key)
        with suppress(OSError):
            # From here on the slots speak; a mark left behind is taken away at the first sign-in.
            places.founding.unlink()
        return recovery.sheets

    def _fill_database(
        self, data_key: bytes, setup: PostSetup, accounts: tuple[NewAccount, ...]
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
        return Device(
            id=new_device_id(self._chance),
            key=SigningKey.from_seed(self._chance.token(SEED_BYTES)),
            slots=tuple(dummy_slot() for _ in range(SLOT_COUNT)),
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


def _check(setup: PostSetup) -> None:
    people = (setup.supervisor, setup.officer)
    for new in people:
        check_new_user(new)
    if len({normalised_name(new.name) for new in people}) < len(people):
        raise NameTakenError
