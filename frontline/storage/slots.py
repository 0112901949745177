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
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from uuid import UUID

from frontline.crypto.canonical import canonical_json, parse_canonical_json
from frontline.crypto.mac import mac
from frontline.crypto.passphrase import Hardness, WrappedSecret, unwrap_secret, wrap_secret
from frontline.crypto.sealing import open_sealed, seal, sealing_key
from frontline.crypto.signing import SigningKey
from frontline.domain.chance import Chance
from frontline.domain.identifiers import UserId
from frontline.errors import (
    AccountSuspendedError,
    SealedDataError,
    SlotDamagedError,
    WrongPassphraseError,
)
from frontline.services.permissions import UserKeys

DATA_KEY_BYTES = 32
_SALT_AND_NONCE = 28


@dataclass(frozen=True, slots=True)
class Slot:
    """One user. `data_key`, `for_recovery` and `pending` are age files in base64, the rest hex
    but `recipient`.

    A suspended user has an empty `data_key`. `for_recovery` is empty from a change of the recovery
    arrangement until the user signs in again. `pending` is there while the vault gets a new key.
    """

    tag: str
    recipient: str
    verify_key: str
    secret: WrappedSecret
    data_key: str = field(repr=False)
    for_recovery: str = field(repr=False)
    pending: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class HolderPair:
    """Two holders by their recipients. `sealed` is the recovery key in an age file to the second
    within an age file to the first, in base64: it takes both."""

    first: str
    second: str
    sealed: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SlotTable:
    """All slots of a vault. `generation` grows by one with every change.

    Without `holders` the recovery key is on one sheet.
    """

    generation: int
    salt: str
    recovery_recipient: str
    recovery_data_key: str = field(repr=False)
    slots: tuple[Slot, ...] = ()
    recovery_pending: str = field(default="", repr=False)
    holders: tuple[HolderPair, ...] = ()

    def slot_of(self, name: str) -> Slot | None:
        tag = self.tag_of(name)
        return next((slot for slot in self.slots if slot.tag == tag), None)

    def tag_of(self, name: str) -> str:
        return mac(bytes.fromhex(self.salt), normalised_name(name).encode()).hex()

    def slot_for(self, recipient: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.recipient == recipient), None)

    def with_slot(self, slot: Slot) -> SlotTable:
        """The next generation, with `slot` in place of the one that has its tag."""
        others = tuple(other for other in self.slots if other.tag != slot.tag)
        slots = tuple(sorted((*others, slot), key=lambda each: each.tag))
        return self.with_slots(slots)

    def with_slots(self, slots: Iterable[Slot]) -> SlotTable:
        """The next generation, with these and no others."""
        return replace(self, generation=self.generation + 1, slots=tuple(slots))

    @property
    def has_pending(self) -> bool:
        return bool(self.recovery_pending)

    def with_pending(self, data_key: bytes) -> SlotTable:
        """The next generation: whoever has the data key has this one as well."""
        table = self.with_slots(
            replace(
                slot, pending=sealed_data_key(data_key, slot.recipient) if slot.data_key else ""
            )
            for slot in self.slots
        )
        sealed = sealed_data_key(data_key, self.recovery_recipient)
        return replace(table, recovery_pending=sealed)

    def with_pending_as_data_key(self) -> SlotTable:
        """The next generation: the key that was pending is the only one."""
        table = self.with_slots(
            replace(slot, data_key=slot.pending, pending="") for slot in self.slots
        )
        return replace(table, recovery_data_key=self.recovery_pending, recovery_pending="")


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
        for_recovery=sealed_for_recovery(secret, table.recovery_recipient),
    )


def open_slot(slot: Slot, passphrase: str) -> tuple[UserSecret, bytes]:
    """The user's secret and the data key. Raises WrongPassphraseError, SlotDamagedError, and
    AccountSuspendedError only to who knows the passphrase."""
    content = unwrap_secret(slot.secret, normalised_passphrase(passphrase), _label(slot.tag))
    secret = UserSecret.from_bytes(content)
    if not slot.data_key:
        raise AccountSuspendedError
    return secret, unsealed_data_key(slot.data_key, secret.keys.identity)


def waste_a_derivation(table: SlotTable, passphrase: str) -> None:
    """Take as long over a name that is unknown as over one that is known."""
    for slot in table.slots[:1]:
        with suppress(WrongPassphraseError, SlotDamagedError):
            unwrap_secret(slot.secret, normalised_passphrase(passphrase), "nobody")


def sealed_for_recovery(secret: UserSecret, recipient: str) -> str:
    return base64_text(seal(secret.to_bytes(), [recipient]))


def sealed_data_key(data_key: bytes, recipient: str) -> str:
    """The data key for `recipient`, as slot files hold it."""
    return base64_text(seal(data_key, [recipient]))


def _label(tag: str) -> str:
    # The tag is in what is authenticated, so a slot does not open under another name.
    return f"vault-slot/{tag}"


def unsealed_data_key(sealed: str, identity: str) -> bytes:
    """Raises SlotDamagedError."""
    data_key = unsealed(sealed, identity)
    if len(data_key) != DATA_KEY_BYTES:
        raise SlotDamagedError(reason="data-key")
    return data_key


def unsealed(sealed: str, identity: str) -> bytes:
    """Raises SlotDamagedError."""
    try:
        return open_sealed(base64.b64decode(sealed, validate=True), identity)
    except (binascii.Error, ValueError, SealedDataError) as error:
        raise SlotDamagedError(reason="sealed") from error


def base64_text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
