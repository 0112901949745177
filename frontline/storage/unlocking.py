"""From a name and a passphrase, or the recovery key, to the data key of a vault."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from frontline.errors import (
    AccountSuspendedError,
    SlotDamagedError,
    UserNotFoundError,
    WrongPassphraseError,
)
from frontline.services.permissions import Session
from frontline.storage.recovery import recovered_secret, recovery_key
from frontline.storage.slot_files import SlotCopy
from frontline.storage.slots import (
    SlotTable,
    UserSecret,
    open_slot,
    unsealed_data_key,
    waste_a_derivation,
)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a right passphrase or recovery key gives: `table` is proven genuine. There is a
    `pending` data key where a change of it was cut off; then either may open the database."""

    table: SlotTable
    secret: UserSecret
    data_key: bytes = field(repr=False)
    pending: bytes | None = field(default=None, repr=False)


def unlock(copies: Sequence[SlotCopy], name: str, passphrase: str) -> Unlocked:
    """Raises WrongPassphraseError also for an unknown name, and SlotDamagedError where no copy
    holds."""
    return _first_good(copies, lambda copy: _by_passphrase(copy.table, name, passphrase))


def unlock_by_recovery(copies: Sequence[SlotCopy], keys: Sequence[str], name: str) -> Unlocked:
    """Raises WrongRecoveryKeyError, RecoveryIncompleteError, RecoveryNotReadyError,
    UserNotFoundError, AccountSuspendedError, SlotDamagedError."""
    return _first_good(copies, lambda copy: _by_recovery(copy.table, keys, name))


def unlock_by_session(copies: Sequence[SlotCopy], session: Session) -> Unlocked:
    """For somebody who signed in before. Raises UserNotFoundError, AccountSuspendedError,
    SlotDamagedError."""
    return _first_good(copies, lambda copy: _by_session(copy.table, session))


def _first_good(copies: Sequence[SlotCopy], way: Callable[[SlotCopy], Unlocked]) -> Unlocked:
    """Only damage leads on to the older copy. A wrong passphrase does not: an older copy may
    still know the one before."""
    damage = SlotDamagedError(copies=len(copies))
    for copy in copies:
        try:
            unlocked = way(copy)
            copy.check(unlocked.data_key, unlocked.pending)
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
    return Unlocked(table, secret, data_key, _pending(slot.pending, secret.keys.identity))


def _by_recovery(table: SlotTable, keys: Sequence[str], name: str) -> Unlocked:
    key = recovery_key(table, keys).identity
    slot = table.slot_of(name)
    if slot is None:
        raise UserNotFoundError
    if not slot.data_key:
        raise AccountSuspendedError
    data_key = unsealed_data_key(table.recovery_data_key, key)
    pending = _pending(table.recovery_pending, key)
    return Unlocked(table, recovered_secret(slot, key), data_key, pending)


def _by_session(table: SlotTable, session: Session) -> Unlocked:
    slot, keys = table.slot_for(session.user.recipient), session.keys
    if slot is None:
        raise UserNotFoundError
    if not slot.data_key:
        raise AccountSuspendedError
    data_key = unsealed_data_key(slot.data_key, keys.identity)
    secret = UserSecret(session.user.id, keys)
    return Unlocked(table, secret, data_key, _pending(slot.pending, keys.identity))


def _pending(sealed: str, identity: str) -> bytes | None:
    return unsealed_data_key(sealed, identity) if sealed else None
