"""Key slots: how each user's passphrase, and the recovery key, lead to the vault's data key.

    passphrase --Argon2id--> user's secret (age identity, signing seed) --age--> data key
    recovery key --age--> data key, and every user's secret

So a new user needs no passphrase of the others, a new passphrase touches one slot, and a lost one
costs nobody the identity sheets that were sealed to them.

No name is on the disk in readable form: a slot is found by a salted tag of the sign-in name. That
hides names from a glance and from a search for text. It is no secrecy: whoever holds the file
can try names one after the other.
"""

from __future__ import annotations

import base64
import binascii
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field, replace
from uuid import UUID

from frontline.crypto.canonical import canonical_json, parse_canonical_json
from frontline.crypto.mac import digest, mac
from frontline.crypto.passphrase import Hardness, WrappedSecret, unwrap_secret, wrap_secret
from frontline.crypto.sealing import open_sealed, seal, sealing_key
from frontline.crypto.signing import SigningKey
from frontline.domain.chance import Chance
from frontline.domain.identifiers import UserId
from frontline.errors import (
    SealedDataError,
    SlotDamagedError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from frontline.services.permissions import UserKeys

DATA_KEY_BYTES = 32
_SALT_AND_NONCE = 28


@dataclass(frozen=True, slots=True)
class Slot:
    """One user. `data_key` and `for_recovery` are age files in base64, the rest hex but
    `recipient`."""

    tag: str
    recipient: str
    verify_key: str
    secret: WrappedSecret
    data_key: str = field(repr=False)
    for_recovery: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SlotTable:
    """All slots of a vault. `generation` grows by one with every change."""

    generation: int
    salt: str
    recovery_recipient: str
    recovery_data_key: str = field(repr=False)
    slots: tuple[Slot, ...] = ()

    def slot_of(self, name: str) -> Slot | None:
        tag = self.tag_of(name)
        return next((slot for slot in self.slots if slot.tag == tag), None)

    def tag_of(self, name: str) -> str:
        return mac(bytes.fromhex(self.salt), normalised_name(name).encode()).hex()

    def with_slot(self, slot: Slot) -> SlotTable:
        """The next generation, with `slot` in place of the one that has its tag."""
        others = tuple(other for other in self.slots if other.tag != slot.tag)
        slots = tuple(sorted((*others, slot), key=lambda each: each.tag))
        return replace(self, generation=self.generation + 1, slots=slots)


@dataclass(frozen=True, slots=True)
class UserSecret:
    """What a slot keeps for its user: who they are, and their private halves."""

    user: UserId
    keys: UserKeys = field(repr=False)

    def to_bytes(self) -> bytes:
        return canonical_json(
            {"identity": self.keys.identity, "seed": self.keys.seed.hex(), "user": self.user.hex}
        )

    @staticmethod
    def from_bytes(content: bytes) -> UserSecret:
        """Raises SlotDamagedError."""
        try:
            match parse_canonical_json(content, 2):
                case {"identity": str(identity), "seed": str(seed), "user": str(user), **rest} if (
                    not rest
                ):
                    keys = UserKeys(sealing_key(identity).identity, bytes.fromhex(seed))
                    return UserSecret(UserId(UUID(hex=user)), keys)
        except (ValueError, SealedDataError) as error:
            raise SlotDamagedError(reason="secret") from error
        raise SlotDamagedError(reason="secret")


def normalised_name(name: str) -> str:
    """One form for all ways to type a name: capitals, accents and spaces apart."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def normalised_passphrase(passphrase: str) -> str:
    # One keyboard sends é as one character, another as two; both people mean the same.
    return unicodedata.normalize("NFC", passphrase)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """A passphrase to be, with what it takes to wrap a secret under it."""

    passphrase: str = field(repr=False)
    hardness: Hardness
    entropy: bytes = field(repr=False)

    @staticmethod
    def under(passphrase: str, hardness: Hardness, chance: Chance) -> Wrapping:
        normalised = normalised_passphrase(passphrase)
        return Wrapping(normalised, hardness, chance.token(_SALT_AND_NONCE))


def new_slot(
    table: SlotTable, name: str, secret: UserSecret, data_key: bytes, wrapping: Wrapping
) -> Slot:
    """A slot that opens with the name and the passphrase of `wrapping`."""
    tag, content = table.tag_of(name), secret.to_bytes()
    recipient = sealing_key(secret.keys.identity).recipient
    return Slot(
        tag=tag,
        recipient=recipient,
        verify_key=SigningKey.from_seed(secret.keys.seed).public,
        secret=wrap_secret(
            content, wrapping.passphrase, _label(tag), wrapping.entropy, wrapping.hardness
        ),
        data_key=sealed_data_key(data_key, recipient),
        for_recovery=_text(seal(content, [table.recovery_recipient])),
    )


def open_slot(slot: Slot, passphrase: str) -> tuple[UserSecret, bytes]:
    """The user's secret and the data key. Raises WrongPassphraseError, SlotDamagedError."""
    content = unwrap_secret(slot.secret, normalised_passphrase(passphrase), _label(slot.tag))
    secret = UserSecret.from_bytes(content)
    return secret, _data_key(slot.data_key, secret.keys.identity)


def waste_a_derivation(table: SlotTable, passphrase: str) -> None:
    """Take as long over a name that is unknown as over one that is known."""
    for slot in table.slots[:1]:
        with suppress(WrongPassphraseError, SlotDamagedError):
            unwrap_secret(slot.secret, normalised_passphrase(passphrase), "nobody")


def recovered_data_key(table: SlotTable, key: str) -> bytes:
    """The data key by the recovery key. Raises WrongRecoveryKeyError, SlotDamagedError."""
    try:
        if sealing_key(key).recipient != table.recovery_recipient:
            raise WrongRecoveryKeyError
    except SealedDataError as error:
        raise WrongRecoveryKeyError from error
    return _data_key(table.recovery_data_key, key)


def recovered_secret(slot: Slot, key: str) -> UserSecret:
    """A user's secret by the recovery key. Raises SlotDamagedError."""
    return UserSecret.from_bytes(_unsealed(slot.for_recovery, key))


def sealed_data_key(data_key: bytes, recipient: str) -> str:
    """The data key for `recipient`, as slot files hold it."""
    return _text(seal(data_key, [recipient]))


def post_mark(recovery_recipient: str) -> str:
    """Eight letters by which a recovery sheet and a vault can be told to belong together."""
    mark = digest("post-mark", recovery_recipient.encode())[:8].upper()
    return f"{mark[:4]}-{mark[4:]}"


def _label(tag: str) -> str:
    # The tag is in what is authenticated, so a slot does not open under another name.
    return f"vault-slot/{tag}"


def _data_key(sealed: str, identity: str) -> bytes:
    data_key = _unsealed(sealed, identity)
    if len(data_key) != DATA_KEY_BYTES:
        raise SlotDamagedError(reason="data-key")
    return data_key


def _unsealed(sealed: str, identity: str) -> bytes:
    try:
        return open_sealed(base64.b64decode(sealed, validate=True), identity)
    except (binascii.Error, ValueError, SealedDataError) as error:
        raise SlotDamagedError(reason="sealed") from error


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
