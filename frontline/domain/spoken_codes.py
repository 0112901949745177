"""Codes that survive being read aloud or copied by hand."""

from __future__ import annotations

# Without 0/O, 1/I/L and U.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUP = 4


def spoken_code(drawn: bytes) -> str:
    """One letter for each random byte, in groups of four: "ABCD-2345"."""
    letters = [LETTERS[byte % len(LETTERS)] for byte in drawn]
    return "-".join("".join(letters[at : at + _GROUP]) for at in range(0, len(letters), _GROUP))


def code_pattern(groups: int) -> str:
    """What such a code looks like, as a regular expression."""
    return f"^([{LETTERS}]{{{_GROUP}}}-){{{groups - 1}}}[{LETTERS}]{{{_GROUP}}}$"


def as_typed(text: str) -> str:
    """A code as somebody typed it, in the form in which it was written."""
    plain = "".join(letter for letter in text.upper() if letter in LETTERS)
    return "-".join(plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP))
