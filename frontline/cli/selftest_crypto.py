"""Known answers of the cryptography, made with other programs than ours.

Argon2id and ChaCha20-Poly1305 by argon2-cffi and libsodium, Ed25519 by RFC 8032 and libsodium, the
age file by the age command, HMAC by RFC 4231. Every key in here is public.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from frontline.crypto.mac import digest, mac
from frontline.crypto.passphrase import WrappedSecret, unwrap_secret
from frontline.crypto.sealing import open_sealed, seal, sealing_key
from frontline.crypto.signing import SigningKey, verify
from frontline.errors import (
    FrontlineError,
    SealedDataError,
    SignatureRefusedError,
    VaultDamagedError,
    VaultNotEncryptedError,
    WrongPassphraseError,
)
from frontline.services.chance import SystemChance
from frontline.storage.opening import create_vault, open_vault
from frontline.storage.places import VaultPlaces
from frontline.storage.reserve import Reserve

_LABEL = "selftest"
_CONTENT = b"known answer"

_SLOT = WrappedSecret(
    memory_kib=65536,
    iterations=3,
    salt="000102030405060708090a0b0c0d0e0f",
    check="a390ac2a76487bbf794434aefc9025c9e1accef177546d4afc98e19b0541cc1c",
    nonce="101112131415161718191a1b",
    sealed="88675a954394ede4cd9852cc6f3f60ba50b1155ab06624902f38842bd25102ef1310eac56b27",
)
_SLOT_PASSPHRASE = "correct horse battery staple"  # noqa: S105 -- of the known answer
_SLOT_SECRET = b"the secret of the slot"

_SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
_PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
_SIGNATURE = (
    "872e69db57867bb38024836b3dc83a2167808cf8efb5e4688240f017be9a8fab"
    "e0ea672826c46a9e2073685a2ba8e4d6e797051116518c8b20decdba6b1b6008"
)

_IDENTITY = "AGE-SECRET-KEY-1E7DNTZLMTQ39LRP4ZA90KD96JNNRHQ5A99UN84J2DS6EENGDADXSUZUUR2"
_RECIPIENT = "age1leflzktkmy2zyylrs7eca62rclexuxg6z66m7aa7atq5udydad3qsx4ck8"
_SEALED = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBNVnN0UnR4QjRxNWhoN1lQT1hqYWxJbThkUmF3WHhkVUdJeG5K"
    "eTNkVEVBCkpiTE9WZzV4dWppbXNwQ3FSa29QSXVoSlpBMENFSmM5Q1lRYjVCSmZ4MHcKLS0tIDV5dzIzOW5QdUVRVkdz"
    "S29ZV1ZBSUp3bnFQWU1xeksrRm9NTkU0dzJYZVUKjE9f7r42a2Ttj5PJH40sp0yjkCE2y/Kcic9aEiagHilCPDcqiyM+"
    "pLU58cQ="
)

_DIGEST = "31fbf4c44d17c10572e7eb4043a0a2a103b075a6f8f896ada5caf46b3324a990"
_HMAC = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


def crypto_checks() -> Mapping[str, Callable[[], bool]]:
    return {
        "crypto.argon2id": _argon2id,
        "crypto.ed25519": _ed25519,
        "crypto.age": _age,
        "crypto.sha256": _sha256,
        "vault.cipher": _cipher,
        "vault.refuses-plain": _refuses_plain,
    }


def is_refused(work: Callable[[], object], *kinds: type[FrontlineError]) -> bool:
    """True when `work` raises one of `kinds`."""
    try:
        work()
    except kinds:
        return True
    return False


def changed(content: bytes) -> bytes:
    """`content` with one bit of its last byte turned over."""
    return content[:-1] + bytes([content[-1] ^ 1])


def _argon2id() -> bool:
    opened = unwrap_secret(_SLOT, _SLOT_PASSPHRASE, _LABEL)
    return opened == _SLOT_SECRET and is_refused(
        lambda: unwrap_secret(_SLOT, _SLOT_PASSPHRASE + "s", _LABEL), WrongPassphraseError
    )


def _ed25519() -> bool:
    key = SigningKey.from_seed(_SEED)
    verify(_PUBLIC, _LABEL, _CONTENT, _SIGNATURE)
    return (key.public, key.sign(_LABEL, _CONTENT)) == (_PUBLIC, _SIGNATURE) and is_refused(
        lambda: verify(_PUBLIC, _LABEL, changed(_CONTENT), _SIGNATURE), SignatureRefusedError
    )


def _age() -> bool:
    again = open_sealed(seal(_CONTENT, [_RECIPIENT]), _IDENTITY)
    return (
        open_sealed(_SEALED, _IDENTITY) == again == _CONTENT
        and sealing_key(_IDENTITY).recipient == _RECIPIENT
        and is_refused(lambda: open_sealed(changed(_SEALED), _IDENTITY), SealedDataError)
    )


def _sha256() -> bool:
    code = mac(b"Jefe", b"what do ya want for nothing?").hex()
    return (digest(_LABEL, _CONTENT), code) == (_DIGEST, _HMAC)


def _cipher() -> bool:
    """Made, opened again, closed to another key, and nothing of SQLite to be seen in the file."""
    with TemporaryDirectory() as name:
        places, reserve, key, other = _empty(Path(name))
        create_vault(places, key, reserve).close()
        open_vault(places, key, reserve, _nothing).close()
        has_plain = b"SQLite" in places.database.read_bytes()
        return not has_plain and is_refused(
            lambda: open_vault(places, other, reserve, _nothing), VaultDamagedError
        )


def _refuses_plain() -> bool:
    with TemporaryDirectory() as name:
        places, reserve, key, _other = _empty(Path(name))
        places.database.write_bytes(b"SQLite format 3\x00".ljust(4096, b"\0"))
        return is_refused(
            lambda: open_vault(places, key, reserve, _nothing), VaultNotEncryptedError
        )


def _empty(folder: Path) -> tuple[VaultPlaces, Reserve, bytes, bytes]:
    """Where a vault could be, and two data keys."""
    places, chance = VaultPlaces(folder), SystemChance()
    return places, Reserve(places.reserve, chance), chance.token(32), chance.token(32)


def _nothing() -> None:
    """Nobody waits for these vaults to be closed."""
