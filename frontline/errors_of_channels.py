"""Errors about hand-overs to services and notes for law enforcement: a part of the tree in
errors.py."""

from __future__ import annotations

from frontline.errors import RuleError, UserError


class ServiceKeyUnknownError(RuleError):
    """No signed directory of this post names a key of the service: nothing can be sealed to it."""

    code = "handover.key-unknown"


class HandoverNotChosenError(RuleError):
    """The person has not accepted this service, and no duty of child protection stands in for
    that."""

    code = "handover.not-chosen"


class HandoverNotFoundError(RuleError):
    """No such hand-over, or none of a case that this user may work on, or its file was erased."""

    code = "handover.not-found"


class HandoverStateError(RuleError):
    """A hand-over cannot take this step."""

    code = "handover.state"


class ReceiptCodeError(UserError):
    """The code that was typed is not the one that the service found in the sealed file."""

    code = "handover.receipt-code"


class NoteNotFoundError(RuleError):
    """No such note, or none of a case that this user may work on."""

    code = "note.not-found"


class NoteNamesPersonError(RuleError):
    """Words of the presumed victim's own details stand in a note on others; `words` says how
    many."""

    code = "note.names-person"


class NoteTooLongError(UserError):
    """The note does not fit the one length that all notes have."""

    code = "note.too-long"


class NoteEmptyError(UserError):
    """A note that says nothing of anybody or anything."""

    code = "note.empty"
