"""Passing on the sealed slots of bundles to the oversight body, which alone tells reports of
suspected complicity from dummies.

Each is kept once, however many bundles bring it, and from the first of them on: a post whose slots
are emptied later takes nothing back. Which post it came from is not kept, nor when.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from frontline.hub.database import reading
from frontline.hub.tables import sealed_slots
from frontline.wire.stick import put_whole

_AT_ONCE = 16


def keep_slots(connection: Connection, slots: Sequence[bytes]) -> None:
    """Those that are not kept yet."""
    named = {sha256(slot).hexdigest(): slot for slot in slots}
    query = select(sealed_slots.c.sha256).where(sealed_slots.c.sha256.in_(named))
    known = set(connection.scalars(query))
    rows = [{"sha256": name, "content": slot} for name, slot in named.items() if name not in known]
    if rows:
        connection.execute(sealed_slots.insert(), rows)


def write_slots(engine: Engine, folder: Path) -> tuple[str, ...]:
    """Every slot as an age file in `folder`, in the order of their digests; the files' names. One
    that lies there already stays as it is.

    Raises FolderUnusableError.
    """
    query = select(sealed_slots).order_by(sealed_slots.c.sha256)
    written = []
    with reading(engine) as connection:
        for row in connection.execute(query.execution_options(yield_per=_AT_ONCE)):
            name = f"{row.sha256}.age"
            put_whole(folder, name, row.content)
            written.append(name)
    return tuple(written)
