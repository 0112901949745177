"""Errors about what is owed to a person: a part of the tree in errors.py."""

from __future__ import annotations

from frontline.errors import RuleError


class RightsOpenError(RuleError):
    """A screening with signs of trafficking is not closed while a line of the rights checklist has
    no answer (S-030); `lines` names them."""

    code = "screening.rights-open"
