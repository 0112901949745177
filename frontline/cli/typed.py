"""What is typed unseen: never an argument, which every program on the machine can see."""

from __future__ import annotations

import sys
from getpass import getpass

from frontline.errors import BadInputError


def typed_secret(label: str) -> str:
    """At a prompt without echo, or a line of standard input where that is no terminal.

    Raises BadInputError where nothing was given.
    """
    given = getpass(f"{label}: ") if sys.stdin.isatty() else sys.stdin.readline()
    secret = given.rstrip("\r\n")
    if not secret:
        raise BadInputError(reason="nothing-given")
    return secret
