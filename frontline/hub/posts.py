"""One line for each post: what came of it, what is missing, and whether it is still ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Connection, Integer, and_, cast, func, select

from frontline.hub.revocation import LossReason
from frontline.hub.tables import alarms, bundles, devices, revocations


@dataclass(frozen=True, slots=True)
class PostRow:
    """What the mailroom knows of a device. Moments are seconds since 1970, UTC.

    `head` and `highest`: every bundle up to `head` is held, and the newest that is held is
    `highest`; where they differ, `missing` bundles between them never came, and the first one
    after the gap came at `gap_since`. `since_loss`: bundles that came on or after the day the
    device was lost, to be looked at by a person.
    """

    device: str
    enrolled_at: int
    head: int
    highest: int
    missing: int
    gap_since: int | None
    waiting: int
    forks: int
    last_received_at: int | None
    revoked: LossReason | None
    lost_on: date | None
    since_loss: int


@dataclass(frozen=True, slots=True)
class PostView:
    """Also what the post told of breaks in its record of deeds; 0 where that cannot be read."""

    post: PostRow
    audit_breaks: int = 0
    audit_breaks_open: int = 0


def read_posts(connection: Connection) -> tuple[PostRow, ...]:
    held = (
        select(
            bundles.c.device,
            func.count().label("bundles"),
            func.max(bundles.c.sequence).label("highest"),
            func.max(bundles.c.received_at).label("last_received_at"),
            func.sum(cast(bundles.c.is_waiting, Integer)).label("waiting"),
        )
        .group_by(bundles.c.device)
        .subquery()
    )
    forked = (
        select(alarms.c.device, func.count().label("forks")).group_by(alarms.c.device).subquery()
    )
    query = (
        select(
            devices.c.device,
            devices.c.enrolled_at,
            devices.c.head,
            held.c.bundles,
            held.c.highest,
            held.c.last_received_at,
            held.c.waiting,
            forked.c.forks,
            revocations.c.reason,
            revocations.c.lost_on,
        )
        .select_from(devices)
        .outerjoin(held, held.c.device == devices.c.device)
        .outerjoin(forked, forked.c.device == devices.c.device)
        .outerjoin(revocations, revocations.c.device == devices.c.device)
        .order_by(devices.c.device)
    )
    return tuple(_post(connection, row) for row in connection.execute(query))


def _post(connection: Connection, row: Any) -> PostRow:
    highest = row.highest or 0
    lost_on = None if row.lost_on is None else date.fromisoformat(row.lost_on)
    return PostRow(
        device=row.device,
        enrolled_at=row.enrolled_at,
        head=row.head,
        highest=highest,
        missing=highest - (row.bundles or 0),
        gap_since=None if highest == row.head else _gap_since(connection, row.device, row.head),
        waiting=row.waiting or 0,
        forks=row.forks or 0,
        last_received_at=row.last_received_at,
        revoked=None if row.reason is None else LossReason(row.reason),
        lost_on=lost_on,
        since_loss=0 if lost_on is None else _since(connection, row.device, lost_on),
    )


def _gap_since(connection: Connection, device: str, head: int) -> int | None:
    after = and_(bundles.c.device == device, bundles.c.sequence > head)
    found: int | None = connection.scalar(select(func.min(bundles.c.received_at)).where(after))
    return found


def _since(connection: Connection, device: str, day: date) -> int:
    moment = int(datetime.combine(day, time(), UTC).timestamp())
    came = and_(bundles.c.device == device, bundles.c.received_at >= moment)
    return connection.scalar(select(func.count()).select_from(bundles).where(came)) or 0
