"""What can be wrong with the name and passphrase of somebody who is to have an account."""

from __future__ import annotations

from frontline.errors import FrontlineError
from frontline.services.vaults import check_passphrase

# What can be wrong with a field; the view has the words.
MISSING, DIFFERENT, WEAK, TAKEN = "missing", "different", "weak", "taken"


def user_problems(name: str, passphrase: str, again: str) -> dict[str, str]:
    """By the name of the field."""
    problems: dict[str, str] = {}
    if not name.strip():
        problems["name"] = MISSING
    try:
        check_passphrase(passphrase)
    except FrontlineError:
        problems["passphrase"] = WEAK
    if passphrase != again:
        problems["again"] = DIFFERENT
    return problems
