"""Errors about the accounts of a post and their recovery: a part of the tree in errors.py."""

from __future__ import annotations

from frontline.errors import RuleError, UserError


class RecoveryIncompleteError(UserError):
    """The key is one holder's, and the keys of two different holders are needed."""

    code = "vault.recovery-incomplete"


class RecoveryNotReadyError(RuleError):
    """The user has not signed in since the recovery arrangement was changed."""

    code = "vault.recovery-not-ready"


class AccountSuspendedError(RuleError):
    """The passphrase is right, and a supervisor has suspended the account."""

    code = "access.suspended"


class OwnAccountError(RuleError):
    """Nobody suspends or removes the account they are signed in with."""

    code = "access.own-account"


class AccountStateError(RuleError):
    """The account is not in the state that this could be done in."""

    code = "access.account-state"
