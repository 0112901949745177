"""What leaves the machine: this device's identity, the hub's card, and sealed bundles."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from frontline.crypto.signing import SigningKey
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import DeviceId, ReferralId
from frontline.domain.referrals import ReferralState
from frontline.errors import StorageUnwritableError, VaultDamagedError
from frontline.services.stores import Device, SealedBundle
from frontline.storage import tables
from frontline.storage.bundle_items import listed, notes_in, referrals_in
from frontline.storage.ledger import Change, Ledger
from frontline.storage.referrals import move, move_all
from frontline.storage.sealed_slots import TAKE_SOME_AT_FIRST

_bundles = tables.bundles
_epochs = tables.hub_epochs
_referrals = tables.referrals
_UNDER_WAY = {ReferralState.QUEUED, ReferralState.SENT}


class SqlOutboxStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def device(self) -> Device:
        """Raises VaultDamagedError where the device has lost its identity."""
        slots = select(tables.sealed_slots.c.content).order_by(tables.sealed_slots.c.number)
        with self._ledger.database.reading() as connection:
            row = connection.execute(select(tables.device)).one_or_none()
            if row is None:
                raise VaultDamagedError(reason="device")
            sealed = tuple(connection.scalars(slots))
        return Device(DeviceId(row.device_id), SigningKey.from_seed(row.seed), sealed)

    def add_device(self, device: Device, deed: Deed) -> None:
        """Beyond the port: used when a post is set up."""
        with self._ledger.change(deed) as change:
            change.add(tables.device, {"id": 1, "device_id": device.id, "seed": device.key.seed})
            change.connection.execute(
                insert(tables.sealed_slots),
                [{"number": number, "content": slot} for number, slot in enumerate(device.slots)],
            )
            change.connection.exec_driver_sql(TAKE_SOME_AT_FIRST)

    def hub_card(self) -> bytes | None:
        with self._ledger.database.reading() as connection:
            return connection.scalar(select(tables.hub_card.c.card))

    def set_hub_card(self, card: bytes, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            change.connection.execute(
                insert_or_update(tables.hub_card)
                .values(id=1, card=card)
                .on_conflict_do_update(index_elements=["id"], set_={"card": card})
            )
            change.vouch(tables.hub_card, 1)

    def hub_epoch(self, hub: str) -> int:
        with self._ledger.database.reading() as connection:
            return _epoch(connection, hub)

    def add_bundle(self, bundle: SealedBundle, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            taken = select(_bundles.c.sequence).where(_bundles.c.sequence == bundle.sequence)
            if change.connection.execute(taken).one_or_none() is not None:
                raise StorageUnwritableError(reason="taken", sequence=bundle.sequence)
            change.connection.execute(
                insert(_bundles).values(
                    sequence=bundle.sequence,
                    bundle_id=bundle.bundle_id,
                    content=bundle.content,
                    items=listed(bundle.items, bundle.notes),
                    receipt=bundle.receipt,
                )
            )
            change.vouch(_bundles, bundle.sequence)

    def bundles(self, *, only_unacknowledged: bool) -> tuple[SealedBundle, ...]:
        wanted = select(_bundles).order_by(_bundles.c.sequence)
        if only_unacknowledged:
            wanted = wanted.where(_bundles.c.receipt.is_(None))
        with self._ledger.database.reading() as connection:
            return tuple(_bundle(row) for row in connection.execute(wanted))

    def mark_sent(self, sequence: int, deed: Deed) -> None:
        """Raises StorageUnwritableError for a sequence that does not exist."""
        with self._ledger.change(deed) as change:
            items = _items(_stored(change, sequence))
            move_all(change, items, ReferralState.SENT, {ReferralState.QUEUED})

    def accept_receipt(
        self, sequence: int, receipt: bytes, quarantined: Sequence[ReferralId], deed: Deed
    ) -> None:
        """Harmless when repeated: the first receipt stands. Raises StorageUnwritableError for a
        sequence that does not exist."""
        with self._ledger.change(deed) as change:
            bundle = _stored(change, sequence)
            if bundle.receipt is not None:
                return
            change.connection.execute(
                update(_bundles).where(_bundles.c.sequence == sequence).values(receipt=receipt)
            )
            change.vouch(_bundles, sequence)
            for item in _items(bundle):
                aside = item in quarantined
                to = ReferralState.DRAFT if aside else ReferralState.ACKNOWLEDGED
                move(change, item, to, _UNDER_WAY)

    def void_receipts(self, hub: str, epoch: int, sequences: Sequence[int], deed: Deed) -> None:
        """Raises StorageUnwritableError for a sequence that does not exist."""
        with self._ledger.change(deed) as change:
            if epoch > _epoch(change.connection, hub):
                _note_epoch(change, hub, epoch)
                _queue_given_up(change)
            for sequence in sequences:
                _void_receipt(change, sequence)


def _epoch(connection: Connection, hub: str) -> int:
    noted = select(_epochs.c.epoch).where(_epochs.c.hub == hub)
    return connection.scalar(noted) or 0


def _note_epoch(change: Change, hub: str, epoch: int) -> None:
    change.connection.execute(
        insert_or_update(_epochs)
        .values(hub=hub, epoch=epoch)
        .on_conflict_do_update(index_elements=["hub"], set_={"epoch": epoch})
    )
    change.vouch(_epochs, hub)


def _queue_given_up(change: Change) -> None:
    """What arrived in a bundle that was given up since (renewal.py) can only be sent anew."""
    bundled = {
        item
        for (items,) in change.connection.execute(select(_bundles.c["items"]))
        for item in referrals_in(items)
    }
    arrived = select(_referrals.c.id).where(_referrals.c.state == ReferralState.ACKNOWLEDGED.value)
    for item in change.connection.scalars(arrived).all():
        if item not in bundled:
            move(change, ReferralId(item), ReferralState.QUEUED, {ReferralState.ACKNOWLEDGED})


def _void_receipt(change: Change, sequence: int) -> None:
    bundle = _stored(change, sequence)
    if bundle.receipt is None:
        return
    change.connection.execute(
        update(_bundles).where(_bundles.c.sequence == sequence).values(receipt=None)
    )
    change.vouch(_bundles, sequence)
    for item in _items(bundle):
        move(change, item, ReferralState.SENT, {ReferralState.ACKNOWLEDGED})


def _stored(change: Change, sequence: int) -> tables.AnyRow:
    row = change.connection.execute(
        select(_bundles.c["items"], _bundles.c.receipt).where(_bundles.c.sequence == sequence)
    ).one_or_none()
    if row is None:
        raise StorageUnwritableError(reason="unknown-bundle", sequence=sequence)
    return row


def _listed(row: tables.AnyRow) -> str:
    return str(row._mapping["items"])  # noqa: SLF001 -- public in SQLAlchemy


def _items(row: tables.AnyRow) -> tuple[ReferralId, ...]:
    return referrals_in(_listed(row))


def _bundle(row: tables.AnyRow) -> SealedBundle:
    return SealedBundle(
        sequence=row.sequence,
        bundle_id=row.bundle_id,
        content=row.content,
        items=_items(row),
        receipt=row.receipt,
        notes=notes_in(_listed(row)),
    )
