"""What somebody did: the content of one audit entry. Codes and pseudonyms, never content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from frontline.domain.identifiers import UserId


class DeedKind(StrEnum):
    POST_CREATED = "post.created"
    SIGNED_IN = "access.signed-in"
    USER_ADDED = "access.user-added"
    USER_SUSPENDED = "access.user-suspended"
    USER_REINSTATED = "access.user-reinstated"
    USER_REMOVED = "access.user-removed"
    RECOVERY_SET = "access.recovery-set"
    PASSPHRASE_CHANGED = "access.passphrase-changed"  # noqa: S105 -- the name of a deed
    RECOVERY_USED = "access.recovery-used"
    KEYS_STORED = "access.keys-stored"
    SITE_ADDED = "site.added"
    GROUP_OPENED = "group.opened"
    GROUP_SHARED = "group.shared"
    GROUP_SHARE_ENDED = "group.share-ended"
    GROUP_SHEET_SAVED = "group.sheet-saved"
    GROUP_SHEET_VIEWED = "group.sheet-viewed"
    GROUP_SHEET_RESEALED = "group.sheet-resealed"
    GROUP_STARTED = "group.started"
    GROUP_CLOSED = "group.closed"
    PLACE_CHECKED = "group.place-checked"
    MEMBER_ADDED = "group.member-added"
    MEMBER_CHANGED = "group.member-changed"
    MEMBER_SEPARATED = "group.member-separated"
    SEPARATION_ENDED = "group.separation-ended"
    FACT_ADDED = "group.fact-added"
    FACT_CONFIRMED = "group.fact-confirmed"
    FACT_DENIED = "group.fact-denied"
    CASE_OPENED = "case.opened"
    CASE_SHARED = "case.shared"
    SHARE_ENDED = "case.share-ended"
    CASE_HANDED_OVER = "case.handed-over"
    SCREENING_STARTED = "screening.started"
    ANSWERS_RECORDED = "screening.answers-recorded"
    ANSWERS_FROM_PAPER = "screening.answers-from-paper"
    SCREENING_CLOSED = "screening.closed"
    IDENTITY_SAVED = "identity.saved"
    IDENTITY_VIEWED = "identity.viewed"
    CHILD_PROTECTION_TOLD = "plan.child-protection-told"
    IDENTITY_RESEALED = "identity.resealed"
    IDENTITIES_SEARCHED = "identity.searched"
    CHOICE_RECORDED = "plan.choice-recorded"
    FOLLOW_UP_SET = "follow-up.set"
    FOLLOW_UP_DONE = "follow-up.done"
    HANDOVER_PREPARED = "handover.prepared"
    HANDOVER_SAVED = "handover.saved"
    HANDOVER_RECEIVED = "handover.received"
    HANDOVER_REFUSED = "handover.refused"
    NOTE_SEALED = "note.sealed"
    NOTE_SAVED = "note.saved"
    REFERRAL_CREATED = "referral.created"
    REFERRAL_MOVED = "referral.moved"
    REFERRAL_UNREVIEWED = "referral.let-go-unreviewed"
    REFERRAL_RETURNED = "referral.returned"
    REFERRAL_APPROVED = "referral.approved"
    REFERRAL_RELEASED = "referral.released"
    REFERRAL_COARSENED = "referral.coarsened"
    REFERRAL_MADE_URGENT = "referral.made-urgent"
    LOWERING_PROPOSED = "finding.lowering-proposed"
    LOWERING_APPROVED = "finding.lowering-approved"
    LOWERING_REFUSED = "finding.lowering-refused"
    ANSWER_RECEIVED = "referral.answered"
    BUNDLE_SEALED = "bundle.sealed"
    RECEIPT_ACCEPTED = "receipt.accepted"
    HUB_RESTORED = "hub.restored"
    DOCUMENT_INSTALLED = "document.installed"
    DOCUMENT_ROLLED_BACK = "document.rolled-back"
    DOCUMENT_ROLLED_FORWARD = "document.rolled-forward"
    UPDATE_RECEIVED = "update.received"
    UPDATE_ACCEPTED = "update.accepted"
    UPDATE_PUT_OFF = "update.put-off"
    HUB_SET = "hub.set"
    AUDIT_BROKEN_SEEN = "audit.broken-seen"
    AUDIT_BREAK_ACKNOWLEDGED = "audit.break-acknowledged"
    AUDIT_EXPORTED = "audit.exported"
    BACKUP_MADE = "backup.made"
    BACKUP_CHECKED = "backup.checked"
    BACKUP_DAMAGED = "backup.damaged"
    HOLD_SET = "retention.hold-set"
    HOLD_LIFTED = "retention.hold-lifted"
    REMOVAL_PROPOSED = "retention.removal-proposed"
    REMOVAL_WITHDRAWN = "retention.removal-withdrawn"
    IDENTITY_ERASED = "retention.identity-erased"
    CASE_PURGED = "retention.case-purged"
    RETENTION_RUN = "retention.run"
    VAULT_RESTORED = "vault.restored"
    DEALINGS_VIEWED = "oversight.dealings-viewed"
    OVERSIGHT_REPORTED = "oversight.reported"


@dataclass(frozen=True, slots=True)
class Deed:
    """`target` is the pseudonym of the thing acted on: a random id, never a name."""

    kind: DeedKind
    actor: UserId
    target: str
    at: datetime
