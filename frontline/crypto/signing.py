"""Ed25519 signatures, each bound to a purpose label so that none can stand in for another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from frontline.errors import SignatureRefusedError

SEED_BYTES = 32
_HEX = re.compile(r"[0-9a-f]{192}")


@dataclass(frozen=True, slots=True)
class SigningKey:
    """`seed` is the secret, 32 bytes; `public` its verification key, 64 hex digits."""

    seed: bytes = field(repr=False)
    public: str

    @staticmethod
    def from_seed(seed: bytes) -> SigningKey:
        private = Ed25519PrivateKey.from_private_bytes(seed)
        return SigningKey(seed, private.public_key().public_bytes_raw().hex())

    def sign(self, purpose: str, content: bytes) -> str:
        """Signature over the purpose label and `content`, 128 hex digits."""
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        return private.sign(_labelled(purpose, content)).hex()


def verify(public: str, purpose: str, content: bytes, signature: str) -> None:
    """Raises SignatureRefusedError unless `signature` was made for exactly this."""
    # Only one spelling of a signature counts, so that two files cannot stand for one.
    if not _HEX.fullmatch(public + signature):
        raise SignatureRefusedError(purpose=purpose)
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), _labelled(purpose, content))
    except (InvalidSignature, ValueError) as error:
        raise SignatureRefusedError(purpose=purpose) from error


def _labelled(purpose: str, content: bytes) -> bytes:
    # The length keeps ("ab", "c") and ("a", "bc") apart.
    label = purpose.encode()
    return b"frontline/signature/" + len(label).to_bytes(2, "big") + label + content
