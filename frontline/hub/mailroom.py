"""The mailroom: who is enrolled, which sealed bundles came, which receipts wait to be fetched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Engine, and_, distinct, func, select
from sqlalchemy.exc import IntegrityError

from frontline.domain.clock import Clock
from frontline.errors import BadInputError
from frontline.hub.database import (
    count_rows,
    lock_device,
    reading,
    sequences_by_device,
    writing,
)
from frontline.hub.letters import LetterBox
from frontline.hub.posts import PostRow, read_posts
from frontline.hub.revocation import Revocation, is_revoked, write_revocation
from frontline.hub.tables import alarms, bundle_files, bundles, devices, revocations, supervisors
from frontline.hub.updates import HubUpdates
from frontline.wire.frame import Header
from frontline.wire.refusals import Refusal


@dataclass(frozen=True, slots=True)
class EnrolledDevice:
    """`head`: the highest sequence that is held with none missing before it. `is_revoked`: what it
    sent before is held on, and nothing new is taken."""

    device: str
    verify_key: str
    supervisor_keys: frozenset[str]
    head: int
    is_revoked: bool


class Kept(StrEnum):
    """What became of a bundle that was handed in."""

    NEW = "new"
    KNOWN = "known"
    # Other bytes are held for this sequence; they stay, and the alarm is stored.
    FORK = "fork"
    # The device was revoked while the bundle was on its way in.
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class HeldBundle:
    """`receipt` is None until the processor has looked inside."""

    sequence: int
    payload_sha256: str
    receipt: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class BundleFile:
    payload_sha256: str
    content: bytes = field(repr=False)


class Mailroom:
    """One short transaction for each call. Raises DiskFullError or StorageUnwritableError."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self.updates = HubUpdates(engine, clock)

    def enrol(self, device: str, verify_key: str, supervisor_keys: Iterable[str]) -> None:
        """Add a device, or supervisors to one that is there. Nobody is taken away."""
        with writing(self._engine) as connection:
            lock_device(connection, device)
            known = _supervisors(connection, device)
            if connection.scalar(select(devices.c.device).where(_is(device))) is None:
                connection.execute(
                    devices.insert().values(
                        device=device, verify_key=verify_key, enrolled_at=self._now(), head=0
                    )
                )
            for key in sorted(set(supervisor_keys) - known):
                connection.execute(supervisors.insert().values(device=device, verify_key=key))

    def revoke(self, revocation: Revocation) -> None:
        """Take nothing from the device from now on. Again corrects reason and day.

        Raises BadInputError where no such device is enrolled.
        """
        with writing(self._engine) as connection:
            lock_device(connection, revocation.device)
            if connection.scalar(select(devices.c.head).where(_is(revocation.device))) is None:
                raise BadInputError(reason="device-unknown")
            write_revocation(connection, revocation, self._now())

    def posts(self) -> tuple[PostRow, ...]:
        """Every device that was ever enrolled, by name."""
        with reading(self._engine) as connection:
            return read_posts(connection)

    def device(self, device: str) -> EnrolledDevice | None:
        with reading(self._engine) as connection:
            row = connection.execute(select(devices).where(_is(device))).one_or_none()
            if row is None:
                return None
            return EnrolledDevice(
                row.device,
                row.verify_key,
                _supervisors(connection, device),
                row.head,
                is_revoked(connection, device),
            )

    def keep(self, header: Header, content: bytes) -> Kept:
        """Store a bundle's file under its device and sequence, durably, or know it again."""
        try:
            return self._keep(header, content)
        except IntegrityError:
            # Another worker stored this sequence between our look and our write.
            return self._keep(header, content)

    def waiting(self) -> tuple[tuple[str, int], ...]:
        """Device and sequence of every bundle without a receipt, each device's in order."""
        query = (
            select(bundles.c.device, bundles.c.sequence)
            .where(bundles.c.is_waiting)
            .order_by(bundles.c.device, bundles.c.sequence)
        )
        with reading(self._engine) as connection:
            return tuple((row.device, row.sequence) for row in connection.execute(query))

    def answered_by_device(self) -> dict[str, tuple[int, int]]:
        """How many bundles of a device have a receipt, and the sum of their sequences."""
        with reading(self._engine) as connection:
            return sequences_by_device(connection, bundles, bundles.c.is_waiting.is_(False))

    def answered(self, device: str) -> frozenset[int]:
        """Sequence of every bundle of the device with a receipt."""
        query = select(bundles.c.sequence).where(
            bundles.c.device == device, bundles.c.is_waiting.is_(False)
        )
        with reading(self._engine) as connection:
            return frozenset(connection.scalars(query))

    def file(self, device: str, sequence: int) -> BundleFile:
        """A bundle of waiting() as it came."""
        query = (
            select(bundles.c.payload_sha256, bundle_files.c.content)
            .join(bundle_files)
            .where(_at(device, sequence))
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).one()
            return BundleFile(row.payload_sha256, row.content)

    def publish(self, device: str, sequence: int, receipt: bytes) -> None:
        """Put the receipt out for the post to fetch. Harmless when repeated."""
        self._set_receipt(device, sequence, receipt)

    def reopen(self, device: str, sequence: int) -> None:
        """Take the receipt back, so that the processor looks at the bundle again."""
        self._set_receipt(device, sequence, None)

    def held(self, device: str, after: int, limit: int) -> tuple[HeldBundle, ...]:
        """The first `limit` bundles of the device above sequence `after`, in order."""
        query = (
            select(bundles.c.sequence, bundles.c.payload_sha256, bundles.c.receipt)
            .where(bundles.c.device == device, bundles.c.sequence > after)
            .order_by(bundles.c.sequence)
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return tuple(
                HeldBundle(row.sequence, row.payload_sha256, row.receipt)
                for row in connection.execute(query)
            )

    @property
    def letters(self) -> LetterBox:
        """What the hub has to say to posts beside receipts."""
        return LetterBox(self._engine)

    def answers(self) -> None:
        """Returns where the database does."""
        with reading(self._engine) as connection:
            connection.scalar(select(devices.c.device).limit(1))

    def counts(self) -> dict[str, int]:
        """Devices in all and revoked, bundles in all and waiting, fork alarms, devices of which a
        bundle is missing before one that came."""
        with reading(self._engine) as connection:
            return {
                "devices": count_rows(connection, devices),
                "revoked": count_rows(connection, revocations),
                "bundles": count_rows(connection, bundles),
                "waiting": count_rows(connection, bundles, bundles.c.is_waiting),
                "forks": count_rows(connection, alarms),
                "gaps": connection.scalar(_WITH_GAPS) or 0,
            }

    def _keep(self, header: Header, content: bytes) -> Kept:
        with writing(self._engine) as connection:
            # Keeps `head` right where writers are not alone.
            lock_device(connection, header.device)
            if is_revoked(connection, header.device):
                return Kept.REVOKED
            head = connection.scalar(select(devices.c.head).where(_is(header.device)))
            held = connection.execute(
                select(bundles.c.payload_sha256).where(_at(header.device, header.sequence))
            ).one_or_none()
            if held is None:
                self._insert(connection, header, content)
                _move_head(connection, header, head or 0)
                return Kept.NEW
            if held.payload_sha256 == header.payload_sha256:
                return Kept.KNOWN
            self._raise_alarm(connection, header)
            return Kept.FORK

    def _insert(self, connection: Connection, header: Header, content: bytes) -> None:
        key = {"device": header.device, "sequence": header.sequence}
        connection.execute(
            bundles.insert().values(
                **key,
                payload_sha256=header.payload_sha256,
                size=len(content),
                received_at=self._now(),
                is_waiting=True,
            )
        )
        connection.execute(bundle_files.insert().values(**key, content=content))

    def _raise_alarm(self, connection: Connection, header: Header) -> None:
        found = connection.execute(
            select(alarms.c.device).where(
                alarms.c.device == header.device,
                alarms.c.sequence == header.sequence,
                alarms.c.payload_sha256 == header.payload_sha256,
            )
        ).one_or_none()
        if found is None:
            connection.execute(
                alarms.insert().values(
                    device=header.device,
                    sequence=header.sequence,
                    payload_sha256=header.payload_sha256,
                    reason=Refusal.FORK.value,
                    noticed_at=self._now(),
                )
            )

    def _set_receipt(self, device: str, sequence: int, receipt: bytes | None) -> None:
        with writing(self._engine) as connection:
            connection.execute(
                bundles.update()
                .where(_at(device, sequence))
                .values(receipt=receipt, is_waiting=receipt is None)
            )

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


_WITH_GAPS = (
    select(func.count(distinct(bundles.c.device)))
    .join(devices, devices.c.device == bundles.c.device)
    .where(bundles.c.sequence > devices.c.head)
)


def _is(device: str) -> ColumnElement[bool]:
    return devices.c.device == device


def _at(device: str, sequence: int) -> ColumnElement[bool]:
    return and_(bundles.c.device == device, bundles.c.sequence == sequence)


def _supervisors(connection: Connection, device: str) -> frozenset[str]:
    query = select(supervisors.c.verify_key).where(supervisors.c.device == device)
    return frozenset(connection.scalars(query))


def _move_head(connection: Connection, header: Header, head: int) -> None:
    """Past every sequence that follows `head` without a gap, now that one more is held."""
    if header.sequence != head + 1:
        return
    above = select(bundles.c.sequence).where(
        bundles.c.device == header.device, bundles.c.sequence > head
    )
    for sequence in connection.scalars(above.order_by(bundles.c.sequence)):
        if sequence != head + 1:
            break
        head = sequence
    connection.execute(devices.update().where(_is(header.device)).values(head=head))
