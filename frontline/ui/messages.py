"""Error codes to words an officer can act on. Blame-free, and always saying what is safe.

`mark` only marks a text for translation; it is looked up in the officer's language when shown.
"""

from __future__ import annotations

from frontline.errors import FrontlineError
from frontline.ui.language import Language


def mark(text: str) -> str:
    return text


_ERRORS = {
    "vault.wrong-passphrase": mark(
        "Name and passphrase do not fit together. Check both; upper and lower case count."
    ),
    "vault.wrong-recovery-key": mark(
        "This recovery key does not open this vault. Check it letter by letter against the sheet."
    ),
    "vault.recovery-incomplete": mark(
        "This is one holder's key. It takes the keys of two different holders."
    ),
    "vault.recovery-not-ready": mark(
        "The recovery sheets are newer than this person's last sign-in, so they cannot help here. "
        "A supervisor can remove the account and add a new one."
    ),
    "vault.throttled": mark("Too many wrong tries. Please wait {seconds} seconds."),
    "vault.weak-passphrase": mark(
        "Please use at least four different words, or twelve characters. "
        "A sentence only you would say is easy to remember and hard to guess."
    ),
    "vault.in-use": mark("Frontline is open already on this machine. Use that window."),
    "vault.exists": mark("There is a vault here already. It was not touched."),
    "vault.missing": mark("There is no vault here yet. Set up this post first."),
    "vault.damaged": mark(
        "The vault's file is damaged. Nothing was changed or deleted. "
        "Do not set up a new one: call your support and keep this machine as it is."
    ),
    "vault.not-encrypted": mark(
        "Frontline stopped because the vault would not have been encrypted. "
        "Nothing was written. Call your support."
    ),
    "vault.slot-damaged": mark(
        "The file with the keys of this vault is damaged, in both copies. "
        "Nothing was changed. Call your support."
    ),
    "vault.newer-version": mark(
        "This vault was written by a newer Frontline. Start the newer version."
    ),
    "backup.damaged": mark(
        "This backup is damaged or incomplete. Nothing was changed. "
        "Use another one, and make a new one soon."
    ),
    "storage.disk-full": mark(
        "The disk is full. This last entry is not stored; everything before it is. "
        "Free some space, then try again."
    ),
    "storage.unwritable": mark(
        "The disk did not take this entry. Everything before it is stored. Try again."
    ),
    "sync.hub-unreachable": mark(
        "The hub does not answer. Nothing is lost: everything waits and is sent later."
    ),
    "sync.hub-not-trusted": mark(
        "A server answered that is not your hub. Nothing was sent to it. Tell your supervisor."
    ),
    "sync.hub-not-set": mark("This post does not know its hub yet. A supervisor can set it."),
    "sync.device-revoked": mark(
        "The hub takes nothing from this machine any more: it was reported as lost or replaced. "
        "What waits stays here. Tell your supervisor."
    ),
    "sync.folder-unusable": mark(
        "This folder cannot be used: it is missing, full or read-only. Nothing was marked as sent."
    ),
    "access.not-permitted": mark("Your role does not allow this."),
    "access.suspended": mark("Your account is suspended. Ask your supervisor."),
    "access.own-account": mark("You cannot suspend or remove your own account."),
    "access.account-state": mark(
        "This cannot be done to the account as it is now. Look at the list again."
    ),
    "access.name-taken": mark("Somebody signs in with that name already."),
    "access.user-not-found": mark("Nobody signs in with that name here."),
    "screening.closed": mark("This screening is closed and takes no more answers."),
    "screening.rights-open": mark(
        "Lines of the rights checklist have no answer yet. Say of each whether it was given, or "
        "why not."
    ),
    "screening.child-protection-missing": mark(
        "This person is or may be a child. Bring child protection in, or make a referral, before "
        "the screening is closed."
    ),
    "screening.not-found": mark("There is no such screening that you can open."),
    "screening.answer-not-allowed": mark("This is not one of the possible answers."),
    "case.not-found": mark("There is no such case that you can open."),
    "group.not-found": mark("There is no such group, or nobody in it, that you can open."),
    "group.closed": mark("This group is closed and takes no change."),
    "group.unfinished": mark(
        "Something is still to be done before this is closed. It stands under “Before closing”."
    ),
    "group.unprepared": mark(
        "No safe place or no service stands ready for those who are found. Write down both, or "
        "say why the operation starts all the same."
    ),
    "group.reason-missing": mark(
        "Choose the reason and name the body that decides. Nothing was changed."
    ),
    "group.fact-not-askable": mark(
        "This cannot be put to number {number} now. Begin the talk and record age and privacy "
        "first; a child is not asked."
    ),
    "instrument.not-permitted": mark("This questionnaire is not for your role."),
    "instrument.not-found": mark("This questionnaire is not in the installed rules."),
    "site.missing": mark("Choose a site first."),
    "retention.held": mark("This case is under a legal hold. Nothing of it was removed."),
    "retention.second-person": mark(
        "You proposed this yourself. Somebody else has to confirm it; nothing was removed."
    ),
    "review.name-not-open": mark(
        "This case is not described as that form was, or it was decided so already."
    ),
    "review.not-found": mark("This was decided already, or nobody asked for it."),
    "review.comment-missing": mark(
        "Say what is missing or unclear. The officer gets the referral back with these words."
    ),
    "review.own-lowering": mark(
        "You asked for this yourself. Somebody else has to agree; the higher finding stands."
    ),
    "review.nothing-lowered": mark("The answers find no less than before. Nothing is to agree to."),
    "review.assessment-missing": mark(
        "The mark against a return goes only when the competent authority has assessed it. "
        "It stands."
    ),
    "review.not-coarser": mark("This cannot be made less exact. Nothing was changed."),
    "review.shipment-changed": mark(
        "Something changed since this was shown. Nothing left: look through it once more."
    ),
    "review.hub-differs": mark(
        "The fingerprint is not that of this post's hub. Nothing was written. Do not go on: ask "
        "the hub's own people."
    ),
    "referral.state": mark("This referral cannot take that step any more."),
    "referral.not-found": mark("There is no such referral."),
    "referral.consent-missing": mark(
        "The person has not agreed to a referral, so none can be made. "
        "They may decide later; help here does not depend on it."
    ),
    "handover.key-unknown": mark(
        "No signed directory here has a key of this service, so nothing was sealed. Reach the "
        "service by the contact of the plan, and ask your administration for its key."
    ),
    "handover.not-chosen": mark(
        "The person has not accepted this service, or has changed their mind. Nothing is handed "
        "over without their choice."
    ),
    "handover.not-found": mark(
        "There is no such hand-over that you can open, or its file was erased."
    ),
    "handover.state": mark("This hand-over cannot take that step any more."),
    "handover.receipt-code": mark(
        "This is not the code of this hand-over. Ask the service to read it out once more."
    ),
    "note.not-found": mark("There is no such note that you can carry."),
    "note.names-person": mark(
        "Words from the person's own details stand in this note. Take them out, or say that they "
        "are somebody else's. Nothing was sealed."
    ),
    "note.too-long": mark("The note is too long to be sealed. Please shorten it or write two."),
    "note.empty": mark("The note says nothing yet. Nothing was sealed."),
    "answer.refused": mark("This answer of a service does not fit. Nothing was changed."),
    "statistics.refused": mark(
        "These figures would tell about few people, alone or beside earlier ones. "
        "Nothing was released."
    ),
    "integrity.slots-full": mark(
        "No place for a sealed report is free in the bundles. Nothing was lost: save this one as a "
        "sealed file and hand it in yourself."
    ),
    "integrity.too-long": mark("The report is too long to be sealed. Please shorten the text."),
    "sealed.unopenable": mark("This was sealed to somebody else, or was changed."),
    "signature.refused": mark("The signature does not fit: this file was changed. It is refused."),
    "signature.unknown-signer": mark(
        "This file is signed with a key this Frontline does not trust. It is refused."
    ),
    "document.refused": mark("This is not a file Frontline can read. It is refused."),
    "document.version": mark("The installed version is as new or newer. Nothing was changed."),
    "document.floor-lowered": mark(
        "These rules would protect or find less than those in force ({part}). They are refused."
    ),
    "document.nothing-kept": mark("No other version of this is kept here."),
    "directory.incomplete": mark(
        "This directory lacks what every entry must have ({first}). It is refused."
    ),
    "signature.missing": mark("Nobody has signed this file. It is refused."),
    "update.refused": mark("This update is not from your hub, or is damaged. It is refused."),
    "update.older": mark("This post has a newer update already. Nothing was changed."),
    "bundle.refused": mark("The bundle was refused: it was changed or is not for this hub."),
    "receipt.refused": mark(
        "A receipt was refused: it is not from your hub, or the hub refused the bundle. "
        "The referrals stay here."
    ),
    "audit.broken": mark(
        "The record of what was done breaks at entry {sequence}. You can go on working. "
        "Your supervisor and the hub must know."
    ),
    "input.unusable": mark("This file cannot be used here."),
    "pack.source-refused": mark("Faults in the rules of this folder: {faults}. None were built."),
    "pack.condition": mark("A condition in these rules cannot be understood. They are refused."),
    "pack.clip-refused": mark(
        "The recording of this question is missing or was changed, so it is not played. Please "
        "read the question aloud."
    ),
    "pack.clips-stray": mark(
        "This file of spoken questions does not belong to the rules here, or was changed. It was "
        "not taken."
    ),
    "sound.no-loudspeaker": mark(
        "No loudspeaker or headphones found. Connect them and try again, or read the question "
        "aloud."
    ),
    "directory.source-refused": mark(
        "Faults in the spreadsheets of this directory: {faults}. Nothing was written."
    ),
    "start.no-display": mark("There is no screen here to open a window on."),
}
_UNKNOWN_ERROR = mark("Something unexpected happened ({code}). Nothing that was saved is lost.")


def error_text(language: Language, error: FrontlineError) -> str:
    """What happened, what is safe, what to do. The code alone goes to support."""
    text = _ERRORS.get(error.code)
    if text is None:
        return language.gettext(_UNKNOWN_ERROR).format(code=error.code)
    return language.gettext(text).format_map(_Facts(error.facts))


class _Facts(dict[str, str | int]):
    """A fact an error did not bring shows as a question mark, never as a crash."""

    def __missing__(self, _name: str) -> str:
        return "?"


def known_codes() -> frozenset[str]:
    """Every code that has words of its own."""
    return frozenset(_ERRORS)
