"""Entries of the record of deeds, and what is wrong with it, in the officer's words."""

from __future__ import annotations

from frontline.domain.audit import BreakKind, KnownBreak
from frontline.domain.deeds import DeedKind
from frontline.ui.language import Language
from frontline.ui.messages import mark

_DEEDS: dict[str, str] = {
    DeedKind.POST_CREATED: mark("set up this post"),
    DeedKind.SIGNED_IN: mark("signed in"),
    DeedKind.USER_ADDED: mark("added an account"),
    DeedKind.USER_SUSPENDED: mark("suspended an account"),
    DeedKind.USER_REINSTATED: mark("reinstated an account"),
    DeedKind.USER_REMOVED: mark("removed an account"),
    DeedKind.RECOVERY_SET: mark("set how a lost passphrase is recovered"),
    DeedKind.PASSPHRASE_CHANGED: mark("changed their passphrase"),
    DeedKind.RECOVERY_USED: mark("used the recovery sheet"),
    DeedKind.KEYS_STORED: mark("stored the sign-in keys anew"),
    DeedKind.SITE_ADDED: mark("added a site"),
    DeedKind.GROUP_OPENED: mark("opened a group"),
    DeedKind.GROUP_SHARED: mark("shared a group"),
    DeedKind.GROUP_SHARE_ENDED: mark("took a group back from a colleague"),
    DeedKind.GROUP_SHEET_SAVED: mark("saved the details of a group"),
    DeedKind.GROUP_SHEET_VIEWED: mark("looked at the details of a group"),
    DeedKind.GROUP_SHEET_RESEALED: mark("sealed the details of a group anew"),
    DeedKind.GROUP_STARTED: mark("started an operation"),
    DeedKind.GROUP_CLOSED: mark("closed a group"),
    DeedKind.PLACE_CHECKED: mark("recorded what was seen at a place"),
    DeedKind.MEMBER_ADDED: mark("added people to a group"),
    DeedKind.MEMBER_CHANGED: mark("changed what is noted of somebody in a group"),
    DeedKind.MEMBER_SEPARATED: mark("recorded that a child is kept apart from the adults"),
    DeedKind.SEPARATION_ENDED: mark("recorded that a child is kept apart no more"),
    DeedKind.FACT_ADDED: mark("added a shared fact"),
    DeedKind.FACT_CONFIRMED: mark("recorded that a shared fact was confirmed"),
    DeedKind.FACT_DENIED: mark("recorded that a shared fact was denied"),
    DeedKind.CASE_OPENED: mark("opened a case"),
    DeedKind.CASE_SHARED: mark("shared a case"),
    DeedKind.SHARE_ENDED: mark("took a case back from a colleague"),
    DeedKind.CASE_HANDED_OVER: mark("handed a case over"),
    DeedKind.SCREENING_STARTED: mark("began a screening"),
    DeedKind.ANSWERS_RECORDED: mark("recorded answers"),
    DeedKind.ANSWERS_FROM_PAPER: mark("entered answers afterwards from paper"),
    DeedKind.SCREENING_CLOSED: mark("closed a screening"),
    DeedKind.IDENTITY_SAVED: mark("saved a person's details"),
    DeedKind.IDENTITY_VIEWED: mark("looked at a person's details"),
    DeedKind.IDENTITY_RESEALED: mark("sealed a person's details anew"),
    DeedKind.IDENTITIES_SEARCHED: mark("searched in persons' details"),
    DeedKind.CHILD_PROTECTION_TOLD: mark("brought child protection in"),
    DeedKind.CHOICE_RECORDED: mark("recorded a choice of help"),
    DeedKind.ROUTE_RECORDED: mark("recorded a person's route"),
    DeedKind.FOLLOW_UP_SET: mark("set a follow-up"),
    DeedKind.FOLLOW_UP_DONE: mark("finished a follow-up"),
    DeedKind.HANDOVER_PREPARED: mark("prepared a hand-over to a service"),
    DeedKind.HANDOVER_SAVED: mark("saved a hand-over to be carried"),
    DeedKind.HANDOVER_RECEIVED: mark("recorded that a service received a hand-over"),
    DeedKind.HANDOVER_REFUSED: mark("recorded that a service refused a hand-over"),
    DeedKind.NOTE_SEALED: mark("sealed a note for law enforcement"),
    DeedKind.NOTE_SAVED: mark("saved a note for law enforcement to be carried"),
    DeedKind.REFERRAL_CREATED: mark("made a referral"),
    DeedKind.REFERRAL_MOVED: mark("moved a referral on"),
    DeedKind.REFERRAL_UNREVIEWED: mark("let a referral go without a review"),
    DeedKind.REFERRAL_RETURNED: mark("returned a referral to the officer"),
    DeedKind.REFERRAL_APPROVED: mark("approved a referral"),
    DeedKind.REFERRAL_RELEASED: mark("let an approved referral go"),
    DeedKind.REFERRAL_COARSENED: mark("made a referral less exact"),
    DeedKind.REFERRAL_MADE_URGENT: mark("said that a referral is urgent"),
    DeedKind.LOWERING_PROPOSED: mark("asked that a lower finding may stand"),
    DeedKind.LOWERING_APPROVED: mark("agreed to a lower finding"),
    DeedKind.LOWERING_REFUSED: mark("did not agree to a lower finding"),
    DeedKind.FORM_NAMED: mark("added the name of a form to an earlier case"),
    DeedKind.FORM_NOT_NAMED: mark("decided that an earlier case is not of a named form"),
    DeedKind.ANSWER_RECEIVED: mark("received a service's answer to a referral"),
    DeedKind.BUNDLE_SEALED: mark("sealed a bundle for the hub"),
    DeedKind.RECEIPT_ACCEPTED: mark("took in a receipt of the hub"),
    DeedKind.HUB_RESTORED: mark("took note that the hub may have lost bundles"),
    DeedKind.DOCUMENT_INSTALLED: mark("installed a document"),
    DeedKind.HUB_SET: mark("set the hub"),
    DeedKind.DOCUMENT_ROLLED_BACK: mark("went back to an earlier version of a document"),
    DeedKind.DOCUMENT_ROLLED_FORWARD: mark("went on to a later version of a document"),
    DeedKind.UPDATE_RECEIVED: mark("took in an update of the hub"),
    DeedKind.UPDATE_ACCEPTED: mark("accepted an update of the hub"),
    DeedKind.UPDATE_PUT_OFF: mark("put off an update of the hub"),
    DeedKind.AUDIT_BROKEN_SEEN: mark("found the history broken"),
    DeedKind.AUDIT_BREAK_ACKNOWLEDGED: mark("took note of a break in the history"),
    DeedKind.BACKUP_MADE: mark("made a backup"),
    DeedKind.BACKUP_CHECKED: mark("went through a backup"),
    DeedKind.BACKUP_DAMAGED: mark("found a backup damaged"),
    DeedKind.VAULT_RESTORED: mark("put a backup in place of the records"),
    DeedKind.HOLD_SET: mark("set a legal hold"),
    DeedKind.HOLD_LIFTED: mark("lifted a legal hold"),
    DeedKind.REMOVAL_PROPOSED: mark("proposed a removal"),
    DeedKind.REMOVAL_WITHDRAWN: mark("withdrew a proposed removal"),
    DeedKind.IDENTITY_ERASED: mark("erased a person's details"),
    DeedKind.CASE_PURGED: mark("removed a case"),
    DeedKind.DEALINGS_VIEWED: mark("looked at how cases were dealt with"),
    DeedKind.OVERSIGHT_REPORTED: mark("took away a report of oversight"),
    DeedKind.RETENTION_RUN: mark("ended a run of removals"),
    DeedKind.AUDIT_EXPORTED: mark("saved the history to a file"),
}
_BREAKS: dict[str, str] = {
    BreakKind.ENTRY: mark("Entry {number} was changed or stands in another place."),
    BreakKind.MISSING: mark("Entries are missing from number {number} on."),
    BreakKind.ROW: mark("A record that entry {number} vouches for was changed, removed or added."),
    BreakKind.END: mark("The end of the history was cut off at entry {number}."),
    BreakKind.NOTED: mark("From entry {number} on, the history is not the one this machine noted."),
    BreakKind.SEEN: mark("From entry {number} on, the history is not the one a colleague signed."),
    BreakKind.SIGNATURE: mark("A signature under entry {number} does not hold."),
    BreakKind.HUB: mark("The hub has seen more than this history holds, from entry {number} on."),
    BreakKind.HUB_HEAD: mark(
        "From entry {number} on, the history is not the one this machine sent to the hub."
    ),
}


def deed_text(language: Language, kind: str) -> str:
    """What somebody did; a kind that this program does not know yet as it is."""
    text = _DEEDS.get(kind)
    return kind if text is None else language.gettext(text)


def break_text(language: Language, known: KnownBreak) -> str:
    return language.gettext(_BREAKS[known.kind]).format(number=known.sequence)


def deeds_with_words() -> frozenset[str]:
    return frozenset(_DEEDS)


def breaks_with_words() -> frozenset[str]:
    return frozenset(_BREAKS)
