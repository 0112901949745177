"""An oversight body with keys outside the post, and the trial of every key that is inside."""

from __future__ import annotations

from collections.abc import Iterable

from frontline.crypto.sealing import SealingKey, new_sealing_key, open_sealed
from frontline.crypto.signed_document import SignedDocument, write_document
from frontline.crypto.signing import SigningKey
from frontline.domain.integrity import Pattern, PublicService
from frontline.errors import SealedDataError
from frontline.services.integrity import Account
from frontline.wire.oversight import OVERSIGHT_KIND, OversightBody
from tests.support.desks import KEY

ACCOUNT = Account(
    pattern=Pattern.WAVED_THROUGH,
    service=PublicService.BORDER,
    place="Gate-Vier-Unerfunden",
    period="Maerz-bis-Allerseelen",
    text="He let Quetzalcanary through for money.",
)
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def oversight_keys(number: int = 2) -> tuple[SealingKey, ...]:
    return tuple(new_sealing_key() for _ in range(number))


def body_of(keys: Iterable[SealingKey]) -> OversightBody:
    return OversightBody(
        name="Ombudsman's Office (fictitious)",
        place="Capital",
        country="XT",
        recipients=tuple(key.recipient for key in keys),
    )


def oversight_document(body: OversightBody, version: int = 1, key: SigningKey = KEY) -> bytes:
    content = body.model_dump(mode="json")
    return write_document(SignedDocument(OVERSIGHT_KIND, "tango", version, content), key)


def opens(sealed: bytes, identities: Iterable[str]) -> bool:
    """Whether any of these keys opens it."""
    for identity in identities:
        try:
            open_sealed(sealed, identity)
        except SealedDataError:
            continue
        return True
    return False


def as_identity(raw: bytes) -> str:
    """Any 32 secret bytes as the age identity they would be: bech32, as age writes it."""
    bits = "".join(f"{byte:08b}" for byte in raw)
    bits += "0" * (-len(bits) % 5)
    data = [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]
    prefix = "age-secret-key-"
    head = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    rest = _polymod([*head, *data, 0, 0, 0, 0, 0, 0]) ^ 1
    check = [(rest >> 5 * (5 - at)) & 31 for at in range(6)]
    return (prefix + "1" + "".join(_LETTERS[each] for each in data + check)).upper()


def _polymod(values: list[int]) -> int:
    found = 1
    for value in values:
        top = found >> 25
        found = (found & 0x1FFFFFF) << 5 ^ value
        for at, generator in enumerate(
            (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
        ):
            found ^= generator if top >> at & 1 else 0
    return found
