"""age files: the one envelope for everything addressed to a person or a body.

age proves nothing about the sender; where that matters a signature stands inside.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyrage

from frontline.errors import SealedDataError


@dataclass(frozen=True, slots=True)
class SealingKey:
    """An X25519 pair as age writes it: `identity` is secret, `recipient` public."""

    identity: str = field(repr=False)
    recipient: str


def new_sealing_key() -> SealingKey:
    identity = pyrage.x25519.Identity.generate()
    return SealingKey(str(identity), str(identity.to_public()))


def sealing_key(identity: str) -> SealingKey:
    """The pair of a known identity. Raises SealedDataError where it is none."""
    try:
        found = pyrage.x25519.Identity.from_str(identity)
    except pyrage.IdentityError as error:
        raise SealedDataError(reason="identity") from error
    return SealingKey(identity, str(found.to_public()))


def is_recipient(text: str) -> bool:
    """Whether `seal` would take it; its letters hold a checksum."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def seal(content: bytes, recipients: Iterable[str]) -> bytes:
    """An age file that each of `recipients` alone can open.

    Raises SealedDataError for an unusable recipient, or for none at all.
    """
    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
        if not keys:
            raise SealedDataError(reason="no-recipient")
        return bytes(pyrage.encrypt(content, keys))
    except (pyrage.RecipientError, pyrage.EncryptError) as error:
        raise SealedDataError(reason="recipient") from error


def open_sealed(sealed: bytes, identity: str) -> bytes:
    """The content, only after all of it was verified. Raises SealedDataError."""
    try:
        return bytes(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)]))
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise SealedDataError(reason="unopenable") from error
