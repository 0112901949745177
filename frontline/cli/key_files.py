"""Files with an age identity: the secret half of a key, as `age-keygen` writes it."""

from __future__ import annotations

from pathlib import Path

from frontline.errors import BadInputError
from frontline.wire.stick import read_at_most

_MOST = 4096


def identity_in(path: Path) -> str:
    """The identity, without the comments around it. Raises BadInputError."""
    try:
        text = read_at_most(path, _MOST).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInputError(reason="identity") from error
    lines = [line.strip() for line in text.splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    if len(found) != 1:
        raise BadInputError(reason="identity")
    return found[0]
