"""Opens a vault's database with everything around it, and brings an older one up to date."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from frontline.crypto.signing import SEED_BYTES, SigningKey
from frontline.domain.audit import AuditBreak, AuditHead, BreakKind
from frontline.domain.identifiers import DeviceId
from frontline.errors import VaultVersionError
from frontline.services.stores import Device
from frontline.storage import tables
from frontline.storage.audit import Anchors, AuditChain
from frontline.storage.audit_key import audit_key
from frontline.storage.backups import Source
from frontline.storage.content import RowMacs
from frontline.storage.database import VaultDatabase
from frontline.storage.durable_files import BINARY, sync_folder
from frontline.storage.engine import create_database, open_database
from frontline.storage.failures import file_failures
from frontline.storage.head_mark import HeadMark
from frontline.storage.log_room import lengthen
from frontline.storage.places import FILE_MODE, VaultPlaces
from frontline.storage.reserve import Reserve
from frontline.storage.signatures import contradicting, user_keys
from frontline.storage.vault import SqlVault
from frontline.storage.witness import Witness
from frontline.wire.audit_file import FIRST_PREVIOUS, break_at, entry_digest

_COUNT = "SELECT coalesce(max(sequence), 0) FROM audit"
_ENTRY = "SELECT entry FROM audit WHERE sequence = ?"
_DEVICE = "SELECT device_id, seed FROM device"
_VERSION = "SELECT schema_version FROM vault"


def create_vault(places: VaultPlaces, data_key: bytes, reserve: Reserve) -> SqlVault:
    """A new vault without users. Raises DiskFullError, StorageUnwritableError."""
    database = VaultDatabase(create_database(places.database, data_key.hex()), reserve.release)
    try:
        _upgrade(database, 0)
        HeadMark.create(places.head_mark)
        return _vault(places, database, data_key, lambda: None)
    except BaseException:
        database.close()
        raise


def open_vault(
    places: VaultPlaces, data_key: bytes, reserve: Reserve, on_close: Callable[[], None]
) -> SqlVault:
    """Raises VaultNotEncryptedError, VaultDamagedError, VaultVersionError, DiskFullError,
    StorageUnwritableError."""
    database = _opened(places, data_key, reserve)
    try:
        version = _schema_version(database)
        if version < tables.SCHEMA_VERSION:
            database.close()
            _copy(places.database, places.database_copy)
            database = _opened(places, data_key, reserve)
            _upgrade(database, version)
        with file_failures():
            # Also one left behind by a migration that ended before it could tidy up.
            places.database_copy.unlink(missing_ok=True)
        lengthen(places.log)
        return _vault(places, database, data_key, on_close)
    except BaseException:
        database.close()
        raise


def open_copy(places: VaultPlaces, data_key: bytes) -> SqlVault:
    """A backup to be looked at where it lies: neither migrated nor given a reserve.

    Raises as open_vault does.
    """
    database = VaultDatabase(open_database(places.database, data_key.hex()), lambda: None)
    try:
        _schema_version(database)
        return _vault(places, database, data_key, lambda: None)
    except BaseException:
        database.close()
        raise


def _opened(places: VaultPlaces, data_key: bytes, reserve: Reserve) -> VaultDatabase:
    return VaultDatabase(open_database(places.database, data_key.hex()), reserve.release)


def _vault(
    places: VaultPlaces, database: VaultDatabase, data_key: bytes, on_close: Callable[[], None]
) -> SqlVault:
    macs = RowMacs(audit_key(database, data_key))
    with database.door():
        (count,) = database.execute(_COUNT).fetchone()
    head, device = _head(database, count), _device(database)
    witness = Witness(places.witnesses)
    mark = HeadMark(places.head_mark)
    try:
        breaks = (
            *_unlike_noted(database, count, mark.read()),
            *_unlike_witnessed(database, head, witness),
        )
    except BaseException:
        mark.close()
        raise
    chain = AuditChain(macs, head, Anchors(device, mark, witness), breaks)
    return SqlVault(database, chain, Source(places, data_key, open_copy), on_close)


def _head(database: VaultDatabase, count: int) -> AuditHead:
    """The chain's head as it was at entry `count`."""
    with database.door():
        entry = database.execute(_ENTRY, (count,)).fetchone()
    return AuditHead(FIRST_PREVIOUS if entry is None else entry_digest(entry[0]), count)


def _device(database: VaultDatabase) -> Device | None:
    """None in a vault that is being made, and in one that lost it: the check tells of that."""
    with database.door():
        row = database.execute(_DEVICE).fetchone()
    if row is None or len(row[1]) != SEED_BYTES:
        return None
    return Device(DeviceId(row[0]), SigningKey.from_seed(row[1]), ())


def _unlike_noted(
    database: VaultDatabase, count: int, noted: AuditHead | None
) -> tuple[AuditBreak, ...]:
    """The entry where the chain is not the one that was noted; none where it is."""
    if noted is None:
        return (break_at(count + 1, BreakKind.NOTED, "nothing"),)
    if noted.count > count:
        return (break_at(count + 1, BreakKind.NOTED, noted.count, noted.digest),)
    if _head(database, noted.count) == noted:
        return ()
    return (break_at(max(noted.count, 1), BreakKind.NOTED, noted.count, noted.digest),)


def _unlike_witnessed(
    database: VaultDatabase, head: AuditHead, witness: Witness
) -> list[AuditBreak]:
    """Where the chain is not the one that users signed before."""
    with database.door():
        keys = user_keys(database)
    heads = dict.fromkeys(witness.heads())
    return contradicting(heads, keys, head, lambda count: _head(database, count).digest)


def _schema_version(database: VaultDatabase) -> int:
    """Raises VaultVersionError for a vault of a newer program."""
    with database.door():
        (version,) = database.execute(_VERSION).fetchone()
    if version > tables.SCHEMA_VERSION:
        raise VaultVersionError(found=version, known=tables.SCHEMA_VERSION)
    return int(version)


def _upgrade(database: VaultDatabase, version: int) -> None:
    # Alembic takes longer to import than a vault to open, and is hardly ever needed.
    from frontline.storage.migrations.upgrade import upgrade  # noqa: PLC0415

    with database.writing() as connection:
        upgrade(connection, version)


def _copy(source: Path, target: Path) -> None:
    """Whole and on disk when it returns. Raises DiskFullError, StorageUnwritableError."""
    with file_failures():
        try:
            _write_copy(source, target)
        except OSError:
            target.unlink(missing_ok=True)
            raise


def _write_copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, FILE_MODE)
    with source.open("rb") as old, os.fdopen(handle, "wb") as new:
        shutil.copyfileobj(old, new)
        new.flush()
        os.fsync(new.fileno())
    sync_folder(target.parent)
