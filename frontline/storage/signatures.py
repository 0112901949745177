"""Signatures under heads of the chain: those in the vault, and those noted beside it.

Whoever holds the data key can make a new past, and sign it as the device; but not as a colleague.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from frontline.domain.audit import (
    DEVICE_SIGNER,
    AuditBreak,
    AuditHead,
    BreakKind,
    Checkpoint,
)
from frontline.storage.audit import SIGNED_EVERY, AuditChain
from frontline.storage.database import VaultDatabase
from frontline.wire.audit_file import break_at, is_signed

_CHECKPOINTS = "SELECT count, digest, signer, signature FROM checkpoints ORDER BY number"
_USER_KEYS = "SELECT id, verify_key FROM users"


def stored_checkpoints(database: VaultDatabase) -> Iterator[Checkpoint]:
    """In order of signing; to be read through at once."""
    return (Checkpoint(*row) for row in database.execute(_CHECKPOINTS))


def heads_by_count(checkpoints: Iterable[Checkpoint]) -> Mapping[int, tuple[Checkpoint, ...]]:
    found: dict[int, tuple[Checkpoint, ...]] = {}
    for each in checkpoints:
        found[each.count] = (*found.get(each.count, ()), each)
    return found


def user_keys(database: VaultDatabase) -> dict[str, str]:
    """Public keys by the 32 hex digits of the user."""
    rows = database.execute(_USER_KEYS).fetchall()
    return {UUID(bytes=user).hex: key for user, key in rows}


def signature_breaks(
    database: VaultDatabase, chain: AuditChain, checkpoints: Sequence[Checkpoint], head: AuditHead
) -> list[AuditBreak]:
    """Checkpoints that speak of entries which are not there, and signatures that do not hold.

    Each head stands for all before it, so of each signer only the last signature is verified.
    """
    device = chain.anchors.device
    if device is None:
        return []
    keys = user_keys(database) | {DEVICE_SIGNER: device.key.public}
    latest: dict[str, Checkpoint] = {}
    breaks = []
    for each in checkpoints:
        known = latest.get(each.signer)
        if known is None or known.count <= each.count:
            latest[each.signer] = each
        if each.count > head.count:
            breaks.append(gone(each, head.count))
    breaks += [
        forged(each) for each in latest.values() if not is_signed(each, keys.get(each.signer, ""))
    ]
    return breaks + _taken_away(checkpoints, chain.anchors.witness.heads(), keys, head)


def _taken_away(
    checkpoints: Sequence[Checkpoint],
    witnessed: Iterable[Checkpoint],
    keys: Mapping[str, str],
    head: AuditHead,
) -> list[AuditBreak]:
    """Signatures that must be in the vault and are not: those that are noted outside it, and the
    device's own at every hundredth entry since it began to sign."""
    present = set(checkpoints)
    breaks = [
        forged(each)
        for each in dict.fromkeys(witnessed)
        if each.signer in keys and each.count <= head.count and each not in present
    ]
    first = min((each.count for each in checkpoints), default=head.count)
    signed = {each.count for each in checkpoints if each.signer == DEVICE_SIGNER}
    start = first + SIGNED_EVERY - first % SIGNED_EVERY
    breaks += [
        break_at(count, BreakKind.SIGNATURE, DEVICE_SIGNER, count)
        for count in range(start, head.count + 1, SIGNED_EVERY)
        if count not in signed
    ]
    return breaks


def contradicting(
    heads: Iterable[Checkpoint],
    keys: Mapping[str, str],
    head: AuditHead,
    digest_at: Callable[[int], str],
) -> list[AuditBreak]:
    """Noted heads that are none of this chain. One of a user unknown here says nothing."""
    breaks = []
    for each in heads:
        key = keys.get(each.signer)
        if key is None:
            continue
        if not is_signed(each, key):
            breaks.append(forged(each))
        elif each.count > head.count:
            breaks.append(gone(each, head.count))
        elif digest_at(each.count) != each.digest:
            breaks.append(break_at(each.count, BreakKind.SEEN, *_facts(each)))
    return breaks


def gone(checkpoint: Checkpoint, count: int) -> AuditBreak:
    return break_at(count + 1, BreakKind.SEEN, *_facts(checkpoint))


def forged(checkpoint: Checkpoint) -> AuditBreak:
    return break_at(checkpoint.count, BreakKind.SIGNATURE, *_facts(checkpoint))


def _facts(checkpoint: Checkpoint) -> tuple[object, ...]:
    return checkpoint.signer, checkpoint.count, checkpoint.digest
