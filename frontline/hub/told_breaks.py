"""What posts say about their own records of deeds: heads that must stay in them, and breaks."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, insert, select, update

from frontline.domain.clock import Clock
from frontline.hub.tables import audit_breaks, imports
from frontline.wire.bundle import Manifest
from frontline.wire.receipt import HeadNote


def known_heads(
    connection: Connection, device: str, sequence: int, manifest: Manifest | None
) -> tuple[HeadNote, ...]:
    """The newest head in any other bundle of the device, then the one in this bundle.

    The own one alone would prove nothing to a vault that was put back and has grown since: its
    newest bundle always fits it.
    """
    query = (
        select(imports.c.audit_count, imports.c.audit_head)
        .where(
            imports.c.device == device,
            imports.c.sequence != sequence,
            imports.c.audit_count.is_not(None),
        )
        .order_by(imports.c.audit_count.desc(), imports.c.sequence)
        .limit(1)
    )
    found = [HeadNote(count=row[0], digest=row[1]) for row in connection.execute(query)]
    if manifest is not None:
        found.append(HeadNote(count=manifest.audit_count, digest=manifest.audit_head))
    return tuple(dict.fromkeys(found))


def note_break(connection: Connection, manifest: Manifest, clock: Clock) -> None:
    """Store the break a bundle tells of, once however many bundles tell it, in any order."""
    told = manifest.audit_break
    if told is None:
        return
    is_it = _is(manifest.device, told.number, told.sequence, told.kind)
    known = connection.execute(select(audit_breaks.c.number).where(is_it)).one_or_none()
    if known is None:
        connection.execute(
            insert(audit_breaks).values(
                device=manifest.device,
                number=told.number,
                entry=told.sequence,
                kind=told.kind,
                acknowledged=told.acknowledged,
                told_at=int(clock.now().timestamp()),
            )
        )
    elif told.acknowledged:
        # Never taken back: an earlier bundle may come later.
        connection.execute(update(audit_breaks).where(is_it).values(acknowledged=True))


def break_counts(connection: Connection) -> dict[str, int]:
    """Of how many breaks posts told, and of how many of them no supervisor has taken note."""
    row = connection.execute(_counted(())).one()
    return {"audit_breaks": row.told, "audit_breaks_open": row.open or 0}


def breaks_by_device(connection: Connection) -> dict[str, tuple[int, int]]:
    """Breaks told of, and those of them nobody took note of, of each device that told of any."""
    rows = connection.execute(_counted((audit_breaks.c.device,)))
    return {row.device: (row.told, row.open) for row in rows}


def _counted(by: tuple[ColumnElement[Any], ...]) -> Any:
    still_open = func.sum(case((audit_breaks.c.acknowledged, 0), else_=1))
    return select(*by, func.count().label("told"), still_open.label("open")).group_by(*by)


def _is(device: str, number: int, entry: int, kind: str) -> ColumnElement[bool]:
    return and_(
        audit_breaks.c.device == device,
        audit_breaks.c.number == number,
        audit_breaks.c.entry == entry,
        audit_breaks.c.kind == kind,
    )
