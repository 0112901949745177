"""The port through which a post's vault is made, opened and locked. Implemented by storage."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from frontline.domain.officials import AccessRole, OfficialRole
from frontline.domain.sites import Site
from frontline.errors import WeakPassphraseError
from frontline.services.permissions import Session
from frontline.services.stores import OpenVault

PASSPHRASE_WORDS = 4
PASSPHRASE_LENGTH = 12


@dataclass(frozen=True, slots=True)
class NewUser:
    """Somebody to be given an account. `name` is what they sign in with."""

    name: str = field(repr=False)
    passphrase: str = field(repr=False)
    access: AccessRole
    official: OfficialRole


@dataclass(frozen=True, slots=True)
class PostSetup:
    """A new post: its first supervisor, its first officer, its first site."""

    supervisor: NewUser
    officer: NewUser
    site: Site


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """Shown and printed once, then forgotten. `key` opens the vault when a passphrase is lost."""

    key: str = field(repr=False)
    post_mark: str


class VaultKeeper(Protocol):
    def exists(self) -> bool: ...

    def create(self, setup: PostSetup) -> RecoverySheet:
        """Raises VaultExistsError; never creates over anything."""
        ...

    def sign_in(self, name: str, passphrase: str) -> tuple[OpenVault, Session]:
        """Raises WrongPassphraseError, ThrottledError, VaultInUseError, SlotDamagedError,
        VaultDamagedError, VaultVersionError, NoVaultError."""
        ...

    def change_passphrase(self, name: str, old: str, new: str) -> None:
        """Raises as sign_in, and WeakPassphraseError. The old one opens nothing afterwards."""
        ...

    def recover(self, key: str, name: str, new: str) -> None:
        """Give `name` a new passphrase by the recovery sheet. Raises WrongRecoveryKeyError,
        UserNotFoundError, WeakPassphraseError."""
        ...


def check_passphrase(passphrase: str) -> None:
    """The floor under every passphrase. Raises WeakPassphraseError."""
    words = [word for word in passphrase.split() if len(word) > 2]
    has_words = len({word.casefold() for word in words}) >= PASSPHRASE_WORDS
    has_length = len(passphrase) >= PASSPHRASE_LENGTH and len(set(passphrase)) >= 6
    if not has_words and not has_length:
        raise WeakPassphraseError
