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
    SHARE_CASE = "share-case"
    HAND_OVER_CASE = "hand-over-case"
    READ_GROUP = "read-group"
    WORK_IN_GROUP = "work-in-group"
    SHARE_GROUP = "share-group"
    SEARCH = "search"
    MAKE_REFERRAL = "make-referral"
    REVIEW = "review"
    NAME_FORM = "name-form"
    MAKE_HANDOVER = "make-handover"
    CARRY_HANDOVER = "carry-handover"
    WRITE_NOTE = "write-note"
    CARRY_NOTE = "carry-note"
    WRITE_INTEGRITY_REPORT = "write-integrity-report"
    SEND_BUNDLES = "send-bundles"
    RELEASE_REFERRALS = "release-referrals"
    EXPORT_BUNDLES = "export-bundles"
    READ_POST_FIGURES = "read-post-figures"
    INSTALL_DOCUMENTS = "install-documents"
    SET_HUB = "set-hub"
    MANAGE_USERS = "manage-users"
    SET_RECOVERY = "set-recovery"
    VIEW_AUDIT = "view-audit"
    EXPORT_AUDIT = "export-audit"
    ACKNOWLEDGE_BREAK = "acknowledge-break"
    BACKUP = "backup"
    APPLY_RETENTION = "apply-retention"
    LEGAL_HOLD = "legal-hold"
    ERASE_IDENTITY = "erase-identity"
    CONFIRM_REMOVAL = "confirm-removal"
    READ_DEIDENTIFIED = "read-deidentified"


class Thing(StrEnum):
    """What an action is done to. A case, or a group, is one of three, by who asks."""

    OWN_CASE = "own-case"
    SHARED_CASE = "shared-case"
    COLLEAGUES_CASE = "colleagues-case"
    OWN_GROUP = "own-group"
    SHARED_GROUP = "shared-group"
    COLLEAGUES_GROUP = "colleagues-group"
    SEALED_REPORT = "sealed-report"
    USER = "user"
    AUDIT_CHAIN = "audit-chain"
    BUNDLE = "bundle"
    DOCUMENT = "document"
    BACKUP = "backup"
    # How a case was dealt with, without whose it is.
    DEALINGS = "dealings"
    # What holds for the whole post: its hub, its recovery arrangement, its periods of keeping.
    POST = "post"


_OWN = frozenset({Thing.OWN_CASE})
_OWN_OR_SHARED = frozenset({Thing.OWN_CASE, Thing.SHARED_CASE})
_ANY_CASE = frozenset({Thing.OWN_CASE, Thing.SHARED_CASE, Thing.COLLEAGUES_CASE})
_OWN_GROUP = frozenset({Thing.OWN_GROUP})
_OWN_OR_SHARED_GROUP = frozenset({Thing.OWN_GROUP, Thing.SHARED_GROUP})
_ANY_GROUP = frozenset({Thing.OWN_GROUP, Thing.SHARED_GROUP, Thing.COLLEAGUES_GROUP})
_REPORT = frozenset({Thing.SEALED_REPORT})
_USER = frozenset({Thing.USER})
_AUDIT = frozenset({Thing.AUDIT_CHAIN})
_BUNDLE = frozenset({Thing.BUNDLE})
_DOCUMENT = frozenset({Thing.DOCUMENT})
_BACKUP = frozenset({Thing.BACKUP})
_DEALINGS = frozenset({Thing.DEALINGS})
_POST = frozenset({Thing.POST})

# The one table: role, action, and to which things. What is not here is forbidden. Writing an
# integrity report is all that anybody may do with one: none is ever read on this machine.
PERMITTED: dict[AccessRole, dict[Action, frozenset[Thing]]] = {
    AccessRole.OFFICER: {
        Action.SCREEN: _OWN_OR_SHARED,
        Action.READ_OWN_CASES: _OWN_OR_SHARED,
        Action.READ_IDENTITY: _OWN_OR_SHARED,
        Action.SHARE_CASE: _OWN,
        Action.HAND_OVER_CASE: _OWN,
        Action.READ_GROUP: _OWN_OR_SHARED_GROUP,
        Action.WORK_IN_GROUP: _OWN_OR_SHARED_GROUP,
        Action.SHARE_GROUP: _OWN_GROUP,
        Action.SEARCH: _OWN_OR_SHARED,
        Action.MAKE_REFERRAL: _OWN_OR_SHARED,
        Action.NAME_FORM: _OWN_OR_SHARED,
        Action.MAKE_HANDOVER: _OWN_OR_SHARED,
        Action.CARRY_HANDOVER: _OWN_OR_SHARED,
        Action.WRITE_NOTE: _OWN_OR_SHARED,
        Action.CARRY_NOTE: _OWN_OR_SHARED,
        Action.WRITE_INTEGRITY_REPORT: _REPORT,
        Action.SEND_BUNDLES: _BUNDLE,
    },
    # A supervisor reads and sends; answers are the officer's alone (S-116).
    AccessRole.SUPERVISOR: {
        Action.READ_OWN_CASES: _OWN_OR_SHARED,
        Action.READ_ALL_CASES: _ANY_CASE,
        Action.READ_IDENTITY: _ANY_CASE,
        Action.SHARE_CASE: _ANY_CASE,
        Action.HAND_OVER_CASE: _ANY_CASE,
        Action.READ_GROUP: _ANY_GROUP,
        Action.SHARE_GROUP: _ANY_GROUP,
        Action.SEARCH: _ANY_CASE,
        Action.REVIEW: _ANY_CASE,
        Action.NAME_FORM: _ANY_CASE,
        # What an officer prepared or wrote, a supervisor may carry.
        Action.CARRY_HANDOVER: _ANY_CASE,
        Action.CARRY_NOTE: _ANY_CASE,
        Action.WRITE_INTEGRITY_REPORT: _REPORT,
        Action.SEND_BUNDLES: _BUNDLE,
        Action.RELEASE_REFERRALS: _BUNDLE,
        Action.READ_POST_FIGURES: _POST,
        Action.EXPORT_BUNDLES: _BUNDLE,
        Action.INSTALL_DOCUMENTS: _DOCUMENT,
        Action.SET_HUB: _POST,
        Action.MANAGE_USERS: _USER,
        Action.SET_RECOVERY: _POST,
        Action.VIEW_AUDIT: _AUDIT,
        Action.EXPORT_AUDIT: _AUDIT,
        Action.ACKNOWLEDGE_BREAK: _AUDIT,
        Action.BACKUP: _BACKUP,
        Action.APPLY_RETENTION: _ANY_CASE,
        Action.LEGAL_HOLD: _ANY_CASE,
        Action.ERASE_IDENTITY: _ANY_CASE,
        Action.CONFIRM_REMOVAL: _POST,
    },
    AccessRole.TRAINER: {Action.WRITE_INTEGRITY_REPORT: _REPORT},
    # Looks after machine and accounts, and reads no case.
    AccessRole.ADMINISTRATOR: {
        Action.WRITE_INTEGRITY_REPORT: _REPORT,
        Action.SEND_BUNDLES: _BUNDLE,
        Action.INSTALL_DOCUMENTS: _DOCUMENT,
        Action.SET_HUB: _POST,
        Action.MANAGE_USERS: _USER,
        Action.BACKUP: _BACKUP,
        # The second person of two, by codes and periods alone.
        Action.CONFIRM_REMOVAL: _POST,
    },
    AccessRole.OVERSIGHT: {
        Action.VIEW_AUDIT: _AUDIT,
        Action.EXPORT_AUDIT: _AUDIT,
        Action.READ_DEIDENTIFIED: _DEALINGS,
    },
}


# Whose accounts somebody who may manage users manages. An administrator makes no supervisor:
# they would only have to sign in as one to read every case.
MANAGED: dict[AccessRole, frozenset[AccessRole]] = {
    AccessRole.SUPERVISOR: frozenset(AccessRole),
    AccessRole.ADMINISTRATOR: frozenset(
        {AccessRole.OFFICER, AccessRole.TRAINER, AccessRole.ADMINISTRATOR}
    ),
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

    def may(self, action: Action, thing: Thing | None = None) -> bool:
        """Without `thing`: whether there is anything at all that they may do it to."""
        things = PERMITTED[self.user.access].get(action, frozenset())
        return bool(things) if thing is None else thing in things

    def require(self, action: Action, thing: Thing | None = None) -> None:
        """Raises NotPermittedError."""
        if self.may(action, thing):
            return
        facts = {} if thing is None else {"thing": thing.value}
        raise NotPermittedError(action=action.value, role=self.user.access.value, **facts)
