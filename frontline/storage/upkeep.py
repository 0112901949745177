"""Keeps the slot file in step with the accounts in the database, and makes new data keys.

The database says whose account is active, and says it first; the slot file follows. What was cut
off in between is finished at the next sign-in. A vault gets a new data key so, each step durable
before the next:

    1. the slot file has the old key and the new one, for everybody who is to have it
    2. the database is encrypted under the new key, in one transaction, and opened with it
    3. the slot file has the new key alone

So whatever the moment, the slot file has the key under which the database lies.
"""

from __future__ import annotations

from dataclasses import replace

from frontline.crypto.sealing import sealing_key
from frontline.domain.chance import Chance
from frontline.domain.clock import Clock
from frontline.domain.deeds import Deed, DeedKind
from frontline.domain.officials import UserState
from frontline.errors import DiskFullError, SlotDamagedError
from frontline.storage.places import VaultPlaces
from frontline.storage.reserve import Reserve
from frontline.storage.slot_files import SlotFiles
from frontline.storage.slots import DATA_KEY_BYTES, SlotTable, sealed_for_recovery
from frontline.storage.unlocking import Unlocked
from frontline.storage.vault import SqlVault


def check_generation(vault: SqlVault, unlocked: Unlocked) -> None:
    """Raises SlotDamagedError where somebody put back an older slot file, perhaps one that knows
    an old passphrase."""
    if vault.generations.is_old(unlocked.table.generation):
        raise SlotDamagedError(reason="older", generation=unlocked.table.generation)


class Upkeep:
    def __init__(self, places: VaultPlaces, chance: Chance, clock: Clock) -> None:
        self._places = places
        self._clock = clock
        self._files = SlotFiles(places)
        self._chance = chance
        self._reserve = Reserve(places.reserve, chance)

    def store(self, vault: SqlVault, unlocked: Unlocked, table: SlotTable) -> Unlocked:
        """Write the slot file, and note in the vault that no older one counts any more.

        In this order: were the note there alone, nobody could come in. Raises SlotDamagedError
        where an older one was put in its place since it was opened.
        """
        check_generation(vault, unlocked)
        self._write(table, unlocked)
        user = unlocked.secret.user
        deed = Deed(DeedKind.KEYS_STORED, user, str(user), self._clock.now())
        vault.generations.note(table.generation, deed)
        return replace(unlocked, table=table)

    def _write(self, table: SlotTable, unlocked: Unlocked) -> None:
        try:
            self._files.write(table, unlocked.data_key, unlocked.pending)
        except DiskFullError:
            self._reserve.release()
            self._files.write(table, unlocked.data_key, unlocked.pending)

    def settle(self, vault: SqlVault, unlocked: Unlocked) -> Unlocked:
        """Take from the slot file what the database says nobody is to have any more.

        It never gives anything: a database put back to an earlier day must not open a slot.
        Raises DiskFullError, StorageUnwritableError; the next sign-in goes on from there.
        """
        states = {user.recipient: user.state for user in vault.users.everybody()}
        found = unlocked.table.slots
        kept = [each for each in found if states.get(each.recipient) is not UserState.REMOVED]
        slots = tuple(
            replace(each, data_key="", pending="")
            if states.get(each.recipient) is UserState.SUSPENDED
            else each
            for each in kept
        )
        table = _with_own_recovery(unlocked, unlocked.table.with_slots(slots))
        if unlocked.pending is not None or len(kept) < len(found):
            return self.renew(vault, unlocked, table)
        return unlocked if table.slots == found else self.store(vault, unlocked, table)

    def renew(self, vault: SqlVault, unlocked: Unlocked, table: SlotTable) -> Unlocked:
        """A new data key, for those whose slots are in `table` and nobody else."""
        pending = unlocked.pending or self._chance.token(DATA_KEY_BYTES)
        both = replace(unlocked, pending=pending)
        both = self.store(vault, both, table.with_pending(pending))
        vault.rekey(self._places.database, unlocked.data_key, pending)
        return self.finish(vault, both)

    def finish(self, vault: SqlVault, both: Unlocked) -> Unlocked:
        """Drop the old key. Only where the database was opened with the pending one."""
        if both.pending is None:
            return both
        table = both.table.with_pending_as_data_key()
        return self.store(vault, Unlocked(table, both.secret, both.pending), table)


def _with_own_recovery(unlocked: Unlocked, table: SlotTable) -> SlotTable:
    """With the signed-in user's secret sealed to the recovery key, where it is not: nobody else
    could do it for them."""
    own = table.slot_for(sealing_key(unlocked.secret.keys.identity).recipient)
    if own is None or own.for_recovery:
        return table
    sealed = sealed_for_recovery(unlocked.secret, table.recovery_recipient)
    return table.with_slot(replace(own, for_recovery=sealed))
