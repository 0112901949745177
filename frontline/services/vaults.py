"""The port through which a post's vault is made, opened and locked. Implemented by storage."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from frontline.domain.identifiers import UserId
from frontline.domain.officials import AccessRole, OfficialRole, User
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


# Who holds a sheet where it is not one person, and how many of them it takes.
HOLDERS = 3


class RecoveryKind(StrEnum):
    """One sheet, or a sheet for each of three holders, of whom any two are needed."""

    SHEET = "sheet"
    HOLDERS = "holders"


@dataclass(frozen=True, slots=True)
class PostSetup:
    """A new post: its first supervisor, its first officer, its first site."""

    supervisor: NewUser
    officer: NewUser
    site: Site
    recovery: RecoveryKind = RecoveryKind.SHEET


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """Shown and printed once, then forgotten. `key` opens the vault when a passphrase is lost;
    that of a `holder`, numbered from 1, only together with another one's."""

    key: str = field(repr=False)
    post_mark: str
    holder: int = 0

    @property
    def file_name(self) -> str:
        """Of the PDF, as it is proposed."""
        return f"recovery-sheet-{self.holder}.pdf" if self.holder else "recovery-sheet.pdf"


class AccountKeeper(Protocol):
    """The accounts of a vault that is open; `session` is who is signed in to it. Whether they may
    is checked in services."""

    def add_user(self, session: Session, new: NewUser) -> User:
        """Needs nobody else's passphrase. Raises NameTakenError, WeakPassphraseError,
        BadInputError for an empty name."""
        ...

    def suspend_user(self, session: Session, user: UserId) -> None:
        """From now on their passphrase opens nothing. Raises UserNotFoundError."""
        ...

    def reinstate_user(self, session: Session, user: UserId) -> None:
        """Raises UserNotFoundError, AccountStateError for who was removed."""
        ...

    def remove_user(self, session: Session, user: UserId) -> None:
        """For good, and the vault gets a new data key: what they may have copied opens nothing
        that is written from now on. Raises UserNotFoundError."""
        ...

    def renew_key(self, session: Session) -> None:
        """A new data key for the same people: what was removed before opens with none in use."""
        ...

    def propose_recovery(self, kind: RecoveryKind) -> tuple[RecoverySheet, ...]:
        """New sheets; the present ones hold until `set_recovery`."""
        ...

    def set_recovery(self, session: Session) -> None:
        """The sheets proposed last take the place of the present ones, which open nothing any
        more. Raises AccountStateError where none were proposed."""
        ...


class VaultKeeper(Protocol):
    def exists(self) -> bool: ...

    def create(self, setup: PostSetup) -> tuple[RecoverySheet, ...]:
        """Raises VaultExistsError; never creates over anything."""
        ...

    def sign_in(self, name: str, passphrase: str) -> tuple[OpenVault, Session]:
        """Raises WrongPassphraseError, ThrottledError, VaultInUseError, SlotDamagedError,
        VaultDamagedError, VaultVersionError, NoVaultError, and AccountSuspendedError to who knows
        the passphrase."""
        ...

    def accounts(self) -> AccountKeeper:
        """Of the vault that was signed in to. Raises NoVaultError."""
        ...

    def change_passphrase(self, name: str, old: str, new: str) -> None:
        """Raises as sign_in, and WeakPassphraseError. The old one opens nothing afterwards."""
        ...

    def recover(self, key: str, name: str, new: str, second: str = "") -> None:
        """Give `name` a new passphrase by the recovery sheet, or by two holders' sheets.

        Raises WrongRecoveryKeyError, RecoveryIncompleteError for one holder alone,
        RecoveryNotReadyError, UserNotFoundError, AccountSuspendedError, WeakPassphraseError.
        """
        ...


def check_passphrase(passphrase: str) -> None:
    """The floor under every passphrase. Raises WeakPassphraseError."""
    words = [word for word in passphrase.split() if len(word) > 2]
    has_words = len({word.casefold() for word in words}) >= PASSPHRASE_WORDS
    has_length = len(passphrase) >= PASSPHRASE_LENGTH and len(set(passphrase)) >= 6
    if not has_words and not has_length:
        raise WeakPassphraseError
