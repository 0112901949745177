"""From a name and a passphrase, or the recovery key, to the data key of a vault."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from frontline.errors import SlotDamagedError, UserNotFoundError, WrongPassphraseError
from frontline.storage.slot_files import SlotCopy
from frontline.storage.slots import (
    SlotTable,
    UserSecret,
    open_slot,
    recovered_data_key,
    recovered_secret,
    waste_a_derivation,
)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a right passphrase or recovery key gives: `table` is proven genuine."""

    table: SlotTable
    secret: UserSecret
    data_key: bytes = field(repr=False)


def unlock(copies: Sequence[SlotCopy], name: str, passphrase: str) -> Unlocked:
    """Raises WrongPassphraseError also for an unknown name, and SlotDamagedError where no copy
    holds."""
    return _first_good(copies, lambda copy: _by_passphrase(copy.table, name, passphrase))


def unlock_by_recovery(copies: Sequence[SlotCopy], key: str, name: str) -> Unlocked:
    """Raises WrongRecoveryKeyError, UserNotFoundError, SlotDamagedError."""
    # However it was copied from the sheet: in groups, over two lines, in small letters.
    plain = "".join(key.split()).upper()
    return _first_good(copies, lambda copy: _by_recovery(copy.table, plain, name))


def _first_good(copies: Sequence[SlotCopy], way: Callable[[SlotCopy], Unlocked]) -> Unlocked:
    """Only damage leads on to the older copy. A wrong passphrase does not: an older copy may
    still know the one before."""
    damage = SlotDamagedError(copies=len(copies))
    for copy in copies:
        try:
            unlocked = way(copy)
            copy.check(unlocked.data_key)
        except SlotDamagedError as error:
            damage = error
        else:
            return unlocked
    raise damage


def _by_passphrase(table: SlotTable, name: str, passphrase: str) -> Unlocked:
    slot = table.slot_of(name)
    if slot is None:
        waste_a_derivation(table, passphrase)
        raise WrongPassphraseError
    secret, data_key = open_slot(slot, passphrase)
    return Unlocked(table, secret, data_key)


def _by_recovery(table: SlotTable, key: str, name: str) -> Unlocked:
    data_key = recovered_data_key(table, key)
    slot = table.slot_of(name)
    if slot is None:
        raise UserNotFoundError
    return Unlocked(table, recovered_secret(slot, key), data_key)
