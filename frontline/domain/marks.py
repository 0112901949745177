"""Codes of a case as words of an index: what is searched for is the code, in any language."""

from __future__ import annotations

from frontline.domain.identifiers import UserId

# What nobody types, so that no word that is typed is the start of a mark.
PREFIX = "xqz"
# As JSON says it, of which the index makes words (storage/search_index.py).
URGENT = f"{PREFIX}true"


def mark(code: str, kind: str = "") -> str:
    """One word for one code, such as `xqzsiteairport`: letters and digits only, or an index would
    take it for several. Sites and instruments have their `kind` before them, findings have none."""
    return PREFIX + kind + "".join(letter for letter in code.lower() if letter.isalnum())


def user_mark(user: UserId) -> str:
    """Of whom a case is, and of each colleague it is shared with."""
    return f"{PREFIX}user{user.hex}"
