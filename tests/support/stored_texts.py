"""What somebody finds in the rows of a database who opens it with its key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from frontline.app.canaries import forms_of, readings
from tests.support.vault_posts import RealPost
from tests.support.vault_tampering import with_the_key


def values(post: RealPost) -> Iterator[bytes]:
    """Every value of every row of every table, as bytes."""
    with with_the_key(post) as connection:
        names = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for name in names:
            for row in connection.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 -- their names
                yield from (_bytes(value) for value in row)


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def stored_texts(post: RealPost, texts: Iterable[str]) -> set[str]:
    """Those of `texts` that stand in some row, in any form."""
    wanted = {text: forms_of(text) for text in texts}
    return {
        text
        for value in values(post)
        for reading in readings(value)
        for text, forms in wanted.items()
        if any(form in reading for form in forms)
    }
