"""Who may do what: one table, looked up by every service before it acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from frontline.domain.officials import AccessRole, User
from frontline.errors import NotPermittedError


class Action(StrEnum):
    SCREEN = "screen"
    READ_OWN_CASES = "read-own-cases"
    READ_ALL_CASES = "read-all-cases"
    READ_IDENTITY = "read-identity"
    MAKE_REFERRAL = "make-referral"
    SEND_BUNDLES = "send-bundles"
    EXPORT_BUNDLES = "export-bundles"
    INSTALL_DOCUMENTS = "install-documents"
    SET_HUB = "set-hub"
    VIEW_AUDIT = "view-audit"
    EXPORT_AUDIT = "export-audit"
    ACKNOWLEDGE_BREAK = "acknowledge-break"


PERMITTED: dict[AccessRole, frozenset[Action]] = {
    AccessRole.OFFICER: frozenset(
        {
            Action.SCREEN,
            Action.READ_OWN_CASES,
            Action.READ_IDENTITY,
            Action.MAKE_REFERRAL,
            Action.SEND_BUNDLES,
        }
    ),
    # A supervisor reads and sends; answers are the officer's alone (S-116).
    AccessRole.SUPERVISOR: frozenset(
        {
            Action.READ_OWN_CASES,
            Action.READ_ALL_CASES,
            Action.READ_IDENTITY,
            Action.SEND_BUNDLES,
            Action.EXPORT_BUNDLES,
            Action.INSTALL_DOCUMENTS,
            Action.SET_HUB,
            Action.VIEW_AUDIT,
            Action.EXPORT_AUDIT,
            Action.ACKNOWLEDGE_BREAK,
        }
    ),
    AccessRole.TRAINER: frozenset(),
    AccessRole.ADMINISTRATOR: frozenset(
        {Action.INSTALL_DOCUMENTS, Action.SET_HUB, Action.SEND_BUNDLES}
    ),
    AccessRole.OVERSIGHT: frozenset({Action.VIEW_AUDIT, Action.EXPORT_AUDIT}),
}


@dataclass(frozen=True, slots=True)
class UserKeys:
    """A signed-in user's private halves: age identity and Ed25519 seed."""

    identity: str = field(repr=False)
    seed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who signed in, for as long as the vault is open."""

    user: User
    keys: UserKeys = field(repr=False)

    def may(self, action: Action) -> bool:
        return action in PERMITTED[self.user.access]

    def require(self, action: Action) -> None:
        """Raises NotPermittedError."""
        if not self.may(action):
            raise NotPermittedError(action=action.value, role=self.user.access.value)
