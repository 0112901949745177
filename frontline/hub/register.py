"""The register: what was inside the bundles. Only the processor's side of a hub opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, or_, select
from sqlalchemy.exc import IntegrityError

from frontline.domain.clock import Clock
from frontline.hub.database import lock_device, reading, sequences_by_device, writing
from frontline.hub.items import JudgedItem
from frontline.hub.sealed_slots import keep_slots
from frontline.hub.tables import imports, quarantine, referrals, sealed_notes
from frontline.hub.told_breaks import known_heads, note_break
from frontline.wire.bundle import Manifest
from frontline.wire.intel import INTEL_KIND, read_sealed_note
from frontline.wire.receipt import HeadNote
from frontline.wire.refusals import ItemRefusal, Refusal

# Far below the number of values any database takes in one statement.
_AT_ONCE = 500
_RACES = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """A bundle the processor has looked into.

    `refused` is None for a sound one; only then is there a manifest, and are there items.
    """

    device: str
    sequence: int
    payload_sha256: str
    refused: Refusal | None = None
    manifest: Manifest | None = None
    items: tuple[JudgedItem, ...] = field(default=(), repr=False)
    slots: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class SignedReceipt:
    """A receipt's file, and the epoch of the hub that it bears."""

    epoch: int
    content: bytes = field(repr=False)


# Writes and signs the receipt for items whose fate is settled, with what is known of the device's
# record of deeds.
Sign = Callable[[Sequence[JudgedItem], tuple[HeadNote, ...]], SignedReceipt]


class Register:
    """Raises DiskFullError or StorageUnwritableError, and has written nothing then."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def receipt(self, device: str, sequence: int) -> bytes | None:
        """The receipt of a bundle that was imported, or refused, before."""
        with reading(self._engine) as connection:
            return _receipt(connection, device, sequence)

    def record(self, judged: Judged, sign: Sign) -> bytes:
        """Write the bundle's rows and its receipt in one transaction, and give the receipt.

        A bundle that was recorded before is left as it is: its first receipt comes back.
        """
        for _ in range(_RACES):
            try:
                return self._record(judged, sign)
            except IntegrityError:
                # A second processor wrote the same bundle or item first; now we can see it.
                continue
        return self._record(judged, sign)

    def recorded_by_device(self) -> dict[str, tuple[int, int]]:
        """How many bundles of a device were imported or refused, and the sum of their sequences."""
        with reading(self._engine) as connection:
            return sequences_by_device(connection, imports)

    def recorded(self, device: str) -> frozenset[int]:
        """Sequence of every bundle of the device that was imported or refused."""
        query = select(imports.c.sequence).where(imports.c.device == device)
        with reading(self._engine) as connection:
            return frozenset(connection.scalars(query))

    def refused(self, reason: Refusal) -> tuple[tuple[str, int], ...]:
        """Device and sequence of every bundle refused for `reason`."""
        query = select(imports.c.device, imports.c.sequence).where(imports.c.refused == reason)
        with reading(self._engine) as connection:
            return tuple((row.device, row.sequence) for row in connection.execute(query))

    def forget_refusal(self, device: str, sequence: int) -> None:
        """Let a refused bundle be looked at again. One that was taken in is never forgotten."""
        with writing(self._engine) as connection:
            connection.execute(
                delete(imports).where(_at(device, sequence), imports.c.refused.is_not(None))
            )

    def of_other_epochs(self, epoch: int) -> tuple[tuple[str, int], ...]:
        """Device and sequence of every bundle whose receipt bears another epoch."""
        # Not "!=", which no index answers.
        other = or_(imports.c.epoch < epoch, imports.c.epoch > epoch)
        query = select(imports.c.device, imports.c.sequence).where(other)
        with reading(self._engine) as connection:
            return tuple((row.device, row.sequence) for row in connection.execute(query))

    def other_heads(self, device: str, sequence: int) -> tuple[HeadNote, ...]:
        """The newest head of the device's record of deeds in any bundle but this one."""
        with reading(self._engine) as connection:
            return known_heads(connection, device, sequence, None)

    def replace_receipt(self, device: str, sequence: int, receipt: SignedReceipt) -> None:
        """The same word under a new epoch."""
        with writing(self._engine) as connection:
            connection.execute(
                imports.update()
                .where(_at(device, sequence))
                .values(epoch=receipt.epoch, receipt=receipt.content)
            )

    def _record(self, judged: Judged, sign: Sign) -> bytes:
        with writing(self._engine) as connection:
            lock_device(connection, judged.device)
            earlier = _receipt(connection, judged.device, judged.sequence)
            if earlier is not None:
                return earlier
            stored = _stored(connection, [item.item for item in judged.items])
            settled = [_against(item, stored) for item in judged.items]
            heads = known_heads(connection, judged.device, judged.sequence, judged.manifest)
            receipt = sign(settled, heads)
            connection.execute(imports.insert().values(**self._import_row(judged, receipt)))
            if judged.manifest is not None:
                note_break(connection, judged.manifest, self._clock)
            _insert_items(connection, judged, settled, stored)
            keep_slots(connection, judged.slots)
            return receipt.content

    def _import_row(self, judged: Judged, receipt: SignedReceipt) -> dict[str, object]:
        row: dict[str, object] = {
            "device": judged.device,
            "sequence": judged.sequence,
            "payload_sha256": judged.payload_sha256,
            "imported_at": int(self._clock.now().timestamp()),
            "epoch": receipt.epoch,
            "receipt": receipt.content,
            "refused": judged.refused.value if judged.refused is not None else None,
        }
        manifest = judged.manifest
        if manifest is not None:
            row |= {
                "bundle": manifest.bundle_id,
                "previous": manifest.previous,
                "month": manifest.month,
                "hub_epoch": manifest.hub_epoch,
                "audit_head": manifest.audit_head,
                "audit_count": manifest.audit_count,
            }
        return row


def _at(device: str, sequence: int) -> ColumnElement[bool]:
    return and_(imports.c.device == device, imports.c.sequence == sequence)


def _receipt(connection: Connection, device: str, sequence: int) -> bytes | None:
    return connection.scalar(select(imports.c.receipt).where(_at(device, sequence)))


def _stored(connection: Connection, items: Sequence[str]) -> dict[str, str]:
    """The digest of each of `items` that is in the register, whatever its kind."""
    found: dict[str, str] = {}
    for part in _parts(items):
        for table in (referrals, sealed_notes):
            query = select(table.c.item, table.c.sha256).where(table.c.item.in_(part))
            found.update((row.item, row.sha256) for row in connection.execute(query))
    return found


def _insert_items(
    connection: Connection, judged: Judged, settled: Sequence[JudgedItem], stored: dict[str, str]
) -> None:
    key = {"device": judged.device, "sequence": judged.sequence}
    fresh = [item for item in settled if item.refused is None and item.item not in stored]
    notes = [_row(item) | key | {"focal_point": _to(item)} for item in fresh if _is_note(item)]
    coded = [_row(item) | key | {"token": item.token} for item in fresh if not _is_note(item)]
    aside = [
        {
            "item": item.item,
            "kind": item.kind,
            "sha256": item.sha256,
            "reason": item.refused.value,
            **key,
        }
        for item in settled
        if item.refused is not None
    ]
    for table, rows in ((referrals, coded), (sealed_notes, notes), (quarantine, aside)):
        if rows:
            connection.execute(table.insert(), rows)


def _row(item: JudgedItem) -> dict[str, object]:
    return {"item": item.item, "sha256": item.sha256, "content": item.content}


def _is_note(item: JudgedItem) -> bool:
    return item.kind == INTEL_KIND


def _to(item: JudgedItem) -> str:
    return read_sealed_note(item.content.encode()).to


def _parts(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]


def _against(item: JudgedItem, stored: dict[str, str]) -> JudgedItem:
    """The same item twice is one; another content under its id is put aside."""
    if item.refused is None and stored.get(item.item, item.sha256) != item.sha256:
        return replace(item, refused=ItemRefusal.SECOND_VERSION)
    return item
