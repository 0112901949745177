"""Somebody who is to have an account: their keys, and the slot that their passphrase opens."""

from __future__ import annotations

from dataclasses import dataclass, field

from frontline.crypto.passphrase import Hardness
from frontline.crypto.sealing import new_sealing_key
from frontline.crypto.signing import SEED_BYTES, SigningKey
from frontline.domain.chance import Chance
from frontline.domain.identifiers import UserId
from frontline.domain.officials import User
from frontline.errors import BadInputError
from frontline.services.permissions import UserKeys
from frontline.services.vaults import NewUser, check_passphrase
from frontline.storage.slots import (
    Slot,
    SlotTable,
    UserSecret,
    Wrapping,
    new_slot,
    normalised_name,
)


@dataclass(frozen=True, slots=True)
class NewAccount:
    """`new` holds their passphrase."""

    new: NewUser
    user: User
    keys: UserKeys = field(repr=False)

    @staticmethod
    def of(new: NewUser, chance: Chance) -> NewAccount:
        """With keys of their own, from the operating system."""
        key, seed = new_sealing_key(), chance.token(SEED_BYTES)
        user = User(
            id=UserId(chance.uuid()),
            name=" ".join(new.name.split()),
            access=new.access,
            official=new.official,
            recipient=key.recipient,
            verify_key=SigningKey.from_seed(seed).public,
        )
        return NewAccount(new, user, UserKeys(key.identity, seed))

    def slot(self, table: SlotTable, data_key: bytes, hardness: Hardness, chance: Chance) -> Slot:
        wrapping = Wrapping.under(self.new.passphrase, hardness, chance)
        secret = UserSecret(self.user.id, self.keys)
        return new_slot(table, self.user.name, secret, data_key, wrapping)


def check_new_user(new: NewUser) -> None:
    """Raises WeakPassphraseError, BadInputError for a name that is empty."""
    check_passphrase(new.passphrase)
    if not normalised_name(new.name):
        raise BadInputError(reason="name")
