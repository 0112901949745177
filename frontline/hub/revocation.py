"""Devices that are out of our hands: which, since when, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from frontline.hub.tables import revocations


class LossReason(StrEnum):
    """Why nothing is taken from a device any more."""

    LOST = "lost"
    STOLEN = "stolen"
    SEIZED = "seized"
    BROKEN = "broken"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Revocation:
    """`lost_on` is the day since which nobody vouches for the device."""

    device: str
    reason: LossReason
    lost_on: date


def is_revoked(connection: Connection, device: str) -> bool:
    query = select(revocations.c.device).where(revocations.c.device == device)
    return connection.scalar(query) is not None


def write_revocation(connection: Connection, revocation: Revocation, now: int) -> None:
    """Once for each device; another time corrects it, and the moment of the first stays."""
    values = {"reason": revocation.reason.value, "lost_on": revocation.lost_on.isoformat()}
    if is_revoked(connection, revocation.device):
        connection.execute(
            update(revocations).where(revocations.c.device == revocation.device).values(**values)
        )
    else:
        connection.execute(
            insert(revocations).values(device=revocation.device, revoked_at=now, **values)
        )
