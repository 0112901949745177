"""Opens a vault's database with everything around it, and brings an older one up to date."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from frontline.errors import VaultVersionError
from frontline.services.stores import AuditHead
from frontline.storage import tables
from frontline.storage.audit import FIRST_PREVIOUS, AuditChain, entry_digest
from frontline.storage.audit_key import audit_key
from frontline.storage.backups import Source
from frontline.storage.content import RowMacs
from frontline.storage.database import VaultDatabase
from frontline.storage.durable_files import BINARY, sync_folder
from frontline.storage.engine import create_database, open_database
from frontline.storage.failures import file_failures
from frontline.storage.head_mark import HeadMark
from frontline.storage.places import FILE_MODE, VaultPlaces
from frontline.storage.reserve import Reserve
from frontline.storage.vault import SqlVault

_COUNT = "SELECT coalesce(max(sequence), 0) FROM audit"
_ENTRY = "SELECT entry FROM audit WHERE sequence = ?"
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
    head = _head(database, count)
    mark = HeadMark(places.head_mark)
    try:
        broken_at = _broken_at(database, count, mark.read())
    except BaseException:
        mark.close()
        raise
    chain = AuditChain(macs, head, mark, broken_at)
    return SqlVault(database, chain, Source(places, data_key, open_copy), on_close)


def _head(database: VaultDatabase, count: int) -> AuditHead:
    """The chain's head as it was at entry `count`."""
    with database.door():
        entry = database.execute(_ENTRY, (count,)).fetchone()
    return AuditHead(FIRST_PREVIOUS if entry is None else entry_digest(entry[0]), count)


def _broken_at(database: VaultDatabase, count: int, noted: AuditHead | None) -> int | None:
    """The entry where the chain is not the one that was noted; None where it is."""
    if noted is None or noted.count > count:
        return count + 1
    return None if _head(database, noted.count) == noted else max(noted.count, 1)


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
