"""Secrets wrapped under a passphrase: Argon2id, then ChaCha20-Poly1305.

The parameters are part of what is authenticated, and below the floor they are refused, so that
nobody can make a slot cheap to guess by editing it, as could be done elsewhere.
"""

from __future__ import annotations

import hmac
from dataclasses import asdict, dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from frontline.crypto.canonical import canonical_json
from frontline.errors import SlotDamagedError, WrongPassphraseError

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
FLOOR_MEMORY_KIB = 64 * 1024
FLOOR_ITERATIONS = 3
# More would only let a forged slot exhaust the machine.
CEILING_MEMORY_KIB = 1024 * 1024
CEILING_ITERATIONS = 12


@dataclass(frozen=True, slots=True)
class Hardness:
    """Argon2id cost: 128 MiB and three passes take about half a second on a small laptop."""

    memory_kib: int = 128 * 1024
    iterations: int = 3


@dataclass(frozen=True, slots=True)
class WrappedSecret:
    """All fields hex but the numbers. `check` tells a wrong passphrase from a damaged slot."""

    memory_kib: int
    iterations: int
    salt: str
    check: str
    nonce: str
    sealed: str


def wrap_secret(
    secret: bytes, passphrase: str, label: str, entropy: bytes, hardness: Hardness
) -> WrappedSecret:
    """Wrap `secret`; `entropy` is 28 random bytes, `label` binds the slot's owner and purpose."""
    salt, nonce = entropy[:SALT_BYTES], entropy[SALT_BYTES : SALT_BYTES + NONCE_BYTES]
    key = _derive(passphrase, salt, hardness)
    head = WrappedSecret(
        hardness.memory_kib, hardness.iterations, salt.hex(), _check(key), nonce.hex(), ""
    )
    sealed = ChaCha20Poly1305(key).encrypt(nonce, secret, _bound(head, label))
    return WrappedSecret(
        head.memory_kib, head.iterations, head.salt, head.check, head.nonce, sealed.hex()
    )


def unwrap_secret(wrapped: WrappedSecret, passphrase: str, label: str) -> bytes:
    """Raises WrongPassphraseError, or SlotDamagedError where the slot itself was changed."""
    hardness = Hardness(wrapped.memory_kib, wrapped.iterations)
    if not _is_acceptable(hardness):
        raise SlotDamagedError(reason="hardness")
    try:
        salt, nonce = bytes.fromhex(wrapped.salt), bytes.fromhex(wrapped.nonce)
        sealed = bytes.fromhex(wrapped.sealed)
    except ValueError as error:
        raise SlotDamagedError(reason="encoding") from error
    if len(salt) != SALT_BYTES or len(nonce) != NONCE_BYTES:
        raise SlotDamagedError(reason="length")
    key = _derive(passphrase, salt, hardness)
    if not hmac.compare_digest(_check(key), wrapped.check):
        raise WrongPassphraseError
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, sealed, _bound(wrapped, label))
    except InvalidTag as error:
        raise SlotDamagedError(reason="content") from error


def _is_acceptable(hardness: Hardness) -> bool:
    return (
        FLOOR_MEMORY_KIB <= hardness.memory_kib <= CEILING_MEMORY_KIB
        and FLOOR_ITERATIONS <= hardness.iterations <= CEILING_ITERATIONS
    )


def _derive(passphrase: str, salt: bytes, hardness: Hardness) -> bytes:
    kdf = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=hardness.iterations,
        lanes=1,
        memory_cost=hardness.memory_kib,
    )
    return kdf.derive(passphrase.encode("utf-8"))


def _check(key: bytes) -> str:
    return hmac.new(key, b"frontline/slot/key-check", sha256).hexdigest()


def _bound(wrapped: WrappedSecret, label: str) -> bytes:
    fields = asdict(wrapped)
    del fields["sealed"]
    return canonical_json({"label": label, **fields})
