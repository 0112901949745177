"""Passing on the notes for law enforcement, which nobody at the hub can open.

Each becomes a file for its focal point. Which post it came from is not told, nor when.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, select

from frontline.hub.database import reading
from frontline.hub.tables import sealed_notes
from frontline.wire.intel import read_sealed_note
from frontline.wire.stick import put_whole

# Of the mark of the keys it is sealed to: enough to tell focal points apart.
_MARK_DIGITS = 16


@dataclass(frozen=True, slots=True)
class NoteFile:
    name: str
    focal_point: str


def write_notes(engine: Engine, folder: Path) -> tuple[NoteFile, ...]:
    """Every note as an age file in `folder`; one that lies there already stays as it is.

    Raises FolderUnusableError.
    """
    query = select(sealed_notes).order_by(sealed_notes.c.focal_point, sealed_notes.c.item)
    written = []
    with reading(engine) as connection:
        for row in connection.execute(query):
            file = NoteFile(f"{row.focal_point[:_MARK_DIGITS]}-{row.item}.age", row.focal_point)
            put_whole(folder, file.name, read_sealed_note(row.content.encode()).content)
            written.append(file)
    return tuple(written)
