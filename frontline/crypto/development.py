"""The development signing key. It is no secret: its seed is computed here, for everyone to see.

Packs signed with it run in a source checkout only; an installed app does not trust it
(services/installation.py decides, tests/unit/services hold it to that).
"""

from __future__ import annotations

from hashlib import sha256

from frontline.crypto.signing import SigningKey


def development_key() -> SigningKey:
    return SigningKey.from_seed(sha256(b"frontline development signing key, not a secret").digest())
