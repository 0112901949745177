"""Codes of a case as words of an index: what is searched for is the code, in any language."""

from __future__ import annotations

from frontline.domain.identifiers import UserId

URGENT = "urgent"


def mark(kind: str, code: str) -> str:
    """One word for one code, such as `bandpresumed`: letters and digits only, or an index would
    take it for several."""
    return kind + "".join(letter for letter in code.lower() if letter.isalnum())


def user_mark(user: UserId) -> str:
    """Of whom a case is, and of each colleague it is shared with."""
    return f"user{user.hex}"
