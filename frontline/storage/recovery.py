"""The recovery key of a vault: on one sheet, or kept by three holders of whom it takes any two.

With holders nobody has the recovery key itself. It lies in the slot file once for each pair, in an
age file within an age file, so that two of three need no arithmetic of our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from frontline.crypto.mac import digest
from frontline.crypto.sealing import SealingKey, new_sealing_key, seal, sealing_key
from frontline.errors import (
    RecoveryIncompleteError,
    RecoveryNotReadyError,
    SealedDataError,
    SlotDamagedError,
    WrongRecoveryKeyError,
)
from frontline.services.vaults import HOLDERS, RecoveryKind, RecoverySheet
from frontline.storage.slots import (
    HolderPair,
    Slot,
    SlotTable,
    UserSecret,
    base64_text,
    sealed_data_key,
    unsealed,
)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A recovery key, and who holds what of it."""

    key: SealingKey
    holders: tuple[HolderPair, ...]
    sheets: tuple[RecoverySheet, ...] = field(repr=False)

    def applied_to(self, table: SlotTable, data_key: bytes) -> SlotTable:
        """`table`, of the same generation, with this arrangement for the vault's data key. No slot
        is sealed to it yet."""
        return replace(
            table,
            recovery_recipient=self.key.recipient,
            recovery_data_key=sealed_data_key(data_key, self.key.recipient),
            holders=self.holders,
            slots=tuple(replace(slot, for_recovery="") for slot in table.slots),
        )


def new_arrangement(kind: RecoveryKind) -> Arrangement:
    key = new_sealing_key()
    mark = post_mark(key.recipient)
    if kind is RecoveryKind.SHEET:
        return Arrangement(key, (), (RecoverySheet(key.identity, mark),))
    holders = [new_sealing_key() for _ in range(HOLDERS)]
    sheets = (RecoverySheet(each.identity, mark, at) for at, each in enumerate(holders, 1))
    return Arrangement(key, tuple(_pairs(key, holders)), tuple(sheets))


def _pairs(key: SealingKey, holders: Sequence[SealingKey]) -> Iterator[HolderPair]:
    for first, second in combinations(holders, 2):
        inner = seal(key.identity.encode(), [second.recipient])
        sealed = base64_text(seal(inner, [first.recipient]))
        yield HolderPair(first.recipient, second.recipient, sealed)


def recovery_key(table: SlotTable, keys: Sequence[str]) -> SealingKey:
    """From the key of the sheet, or from the keys of two holders.

    Raises RecoveryIncompleteError where they are all one holder's, WrongRecoveryKeyError where
    one is nobody's, SlotDamagedError.
    """
    typed = {key.recipient: key for key in map(_typed, keys)}
    if set(typed) == {table.recovery_recipient}:
        return typed[table.recovery_recipient]
    holders = {name for pair in table.holders for name in (pair.first, pair.second)}
    if not typed or not set(typed) <= holders:
        raise WrongRecoveryKeyError
    for pair in table.holders:
        if {pair.first, pair.second} <= set(typed):
            return _opened(pair, typed[pair.first], typed[pair.second], table.recovery_recipient)
    raise RecoveryIncompleteError(needed=2)


def recovered_secret(slot: Slot, key: str) -> UserSecret:
    """A user's secret by the recovery key. Raises SlotDamagedError, RecoveryNotReadyError."""
    if not slot.for_recovery:
        raise RecoveryNotReadyError
    return UserSecret.from_bytes(unsealed(slot.for_recovery, key))


def post_mark(recovery_recipient: str) -> str:
    """Eight letters by which a recovery sheet and a vault can be told to belong together."""
    mark = digest("post-mark", recovery_recipient.encode())[:8].upper()
    return f"{mark[:4]}-{mark[4:]}"


def _typed(key: str) -> SealingKey:
    # However it was copied from the sheet: in groups, over two lines, in small letters.
    try:
        return sealing_key("".join(key.split()).upper())
    except SealedDataError as error:
        raise WrongRecoveryKeyError from error


def _opened(pair: HolderPair, first: SealingKey, second: SealingKey, recipient: str) -> SealingKey:
    inner = base64_text(unsealed(pair.sealed, first.identity))
    try:
        key = sealing_key(unsealed(inner, second.identity).decode("ascii"))
    except (SealedDataError, UnicodeDecodeError) as error:
        raise SlotDamagedError(reason="holders") from error
    if key.recipient != recipient:
        raise SlotDamagedError(reason="holders")
    return key
