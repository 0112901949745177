"""Opens the encrypted database, and proves that it is encrypted before it is used.

The driver fails open: without a key it writes plain text, a key two digits short becomes a
passphrase, an attached file may be plain (measured). So this is the only module
that imports it, and nothing it hands out has not passed every check below.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from frontline.errors import VaultDamagedError, VaultNotEncryptedError
from frontline.storage.failures import failure_of_copy, failure_of_driver, file_failures
from frontline.storage.places import FILE_MODE

DRIVER: ModuleType = sqlcipher3.dbapi2
DriverError: type[Exception] = sqlcipher3.dbapi2.Error
CANARY = "frontline vault canary"
# An execution option of a connection that only reads, so that reading works on a read-only disk.
READING = "vault_reading"
# Each prepared statement that is kept takes from the pool of small memory of the connection. Once
# that is used up, every value bound is locked into memory and released again by calls of the
# system, which costs a save up to forty of them instead of four (measured).
KEPT_STATEMENTS = 6

_KEY = re.compile(r"[0-9a-f]{64}")
_PLAIN_MAGIC = b"SQLite format 3\x00"

# Statement, the pragma to read back, and what it must say. EXCLUSIVE: one process owns a vault,
# and without shared memory there is no index file beside it.
_SETTINGS = (
    ("cipher_memory_security = ON", "cipher_memory_security", "1"),
    ("locking_mode = EXCLUSIVE", "locking_mode", "exclusive"),
    ("journal_mode = WAL", "journal_mode", "wal"),
    ("synchronous = FULL", "synchronous", "2"),
    ("foreign_keys = ON", "foreign_keys", "1"),
    ("temp_store = MEMORY", "temp_store", "2"),
    # In kilobytes. Pages lie there decrypted, in locked memory: no more of them than are of use.
    ("cache_size = -2000", "cache_size", "-2000"),
    ("secure_delete = ON", "secure_delete", "1"),
    ("trusted_schema = OFF", "trusted_schema", "0"),
)
# What may be said after opening; settings may still be read. Everything else is refused, so no
# later code can change the key, the journal or the encryption.
_ALLOWED_PRAGMAS = frozenset(
    {
        "wal_checkpoint", "cipher_integrity_check", "quick_check", "integrity_check",
        "foreign_key_check", "table_info", "table_xinfo", "table_list", "index_list",
        "index_info", "index_xinfo", "foreign_key_list", "page_count", "freelist_count",
    }
)  # fmt: skip
_READABLE_PRAGMAS = frozenset(
    {name for _set, name, _value in _SETTINGS}
    # The full-text index asks for `data_version` whenever it is used.
    | {"cipher_version", "cipher_status", "read_uncommitted", "database_list", "user_version"}
    | {"data_version"}
)
_DENIED_FUNCTIONS = frozenset({"sqlcipher_export", "load_extension"})


def create_database(path: Path, key: str, driver: ModuleType = DRIVER) -> Engine:
    """A new, empty, encrypted database at `path`, where no file may be yet.

    Raises VaultNotEncryptedError, DiskFullError, StorageUnwritableError.
    """
    with file_failures():
        # The driver would make it readable for everybody, and would take what is there already.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
    return _engine(path, key, driver)


def open_database(path: Path, key: str, driver: ModuleType = DRIVER) -> Engine:
    """The database at `path` under the 64 hex digits of `key`; never creates one.

    Raises VaultNotEncryptedError, VaultDamagedError, StorageUnwritableError.
    """
    _check_file(path)
    engine = _engine(path, key, driver)
    try:
        _check_canary(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def copy_database(source: Any, path: Path, key: str) -> None:
    """Copy what the open connection `source` reads into a new encrypted file at `path`, under the
    same key. The file is whole when this returns, and durable once it is synced.

    Raises VaultNotEncryptedError, DiskFullError, StorageUnwritableError.
    """
    with file_failures():
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
    if _KEY.fullmatch(key) is None:
        raise VaultNotEncryptedError(reason="key-form")
    target = DRIVER.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)
    try:
        _unlock(target, key)
        # A copy that is cut off is thrown away, so it needs no journal.
        target.execute("PRAGMA journal_mode = OFF").fetchall()
        source.backup(target)
    except DriverError as error:
        raise failure_of_copy(error) from error
    finally:
        target.close()
    with file_failures(), path.open("rb") as file:
        if file.read(len(_PLAIN_MAGIC)) == _PLAIN_MAGIC:
            raise VaultNotEncryptedError(reason="plain-file")


def open_with_either(path: Path, one: str, other: str, driver: ModuleType = DRIVER) -> Engine:
    """As open_database, where a change of the key may have been cut off."""
    try:
        return open_database(path, one, driver)
    except VaultDamagedError:
        return open_database(path, other, driver)


def change_key(connection: Any, key: str) -> None:
    """Encrypt every page anew under the 64 hex digits of `key`, in one transaction.

    Whatever happens, the database opens afterwards under the old key or under the new one. The
    connection is not to be used again: the text of the statement holds the key. Raises
    VaultNotEncryptedError.
    """
    if _KEY.fullmatch(key) is None:
        raise VaultNotEncryptedError(reason="key-form")
    connection.set_authorizer(None)
    try:
        row = connection.execute(f"PRAGMA rekey = \"x'{key}'\"").fetchone()
    finally:
        connection.set_authorizer(_authorize)
    if row is None or row[0] != "ok":
        raise VaultNotEncryptedError(reason="rekey")


def _check_file(path: Path) -> None:
    if not path.exists():
        raise VaultDamagedError(reason="missing")
    with file_failures(), path.open("rb") as file:
        start = file.read(len(_PLAIN_MAGIC))
    if start == _PLAIN_MAGIC:
        raise VaultNotEncryptedError(reason="plain-file")
    if len(start) < len(_PLAIN_MAGIC):
        # An empty file would open as an empty database and look like a vault that lost all.
        raise VaultDamagedError(reason="empty")


def _engine(path: Path, key: str, driver: ModuleType) -> Engine:
    if _KEY.fullmatch(key) is None:
        raise VaultNotEncryptedError(reason="key-form")
    connection = _connect(path, key, driver)
    # One connection for good: the key is not kept, so there could be no second one.
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connection,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # The driver's own transaction handling is off: it would begin late, and not for reads.
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _connect(path: Path, key: str, driver: ModuleType) -> Any:
    location = f"{path.resolve().as_uri()}?mode=rw"
    try:
        # For the thread that opens it: the driver refuses every other, or two of them would meet in
        # one transaction.
        connection = driver.connect(
            location, uri=True, isolation_level=None, cached_statements=KEPT_STATEMENTS
        )
    except driver.Error as error:
        raise failure_of_driver(error) or error from error
    try:
        _unlock(connection, key)
        _settle(connection)
        connection.set_authorizer(_authorize)
    except driver.Error as error:
        connection.close()
        raise failure_of_driver(error) or error from error
    except BaseException:
        connection.close()
        raise
    return connection


def _unlock(connection: Any, key: str) -> None:
    set_key = getattr(connection, "set_key", None)
    if set_key is None:
        raise VaultNotEncryptedError(reason="driver")
    # Not as a PRAGMA: its text would stay in the statement cache, key and all.
    set_key(f"x'{key}'")
    if not _pragma(connection, "cipher_version"):
        raise VaultNotEncryptedError(reason="cipher-version")
    if _pragma(connection, "cipher_status") != "1":
        raise VaultNotEncryptedError(reason="cipher-status")
    # Before the first page is read: the cipher writes its log to stderr.
    connection.execute("PRAGMA cipher_log_level = NONE")


def _settle(connection: Any) -> None:
    for statement, name, expected in _SETTINGS:
        connection.execute(f"PRAGMA {statement}").fetchall()
        if _pragma(connection, name) != expected:
            raise VaultNotEncryptedError(reason=name)


def _pragma(connection: Any, name: str) -> str:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return "" if row is None else str(row[0]).lower()


def _authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _source: str | None
) -> int:
    match action:
        case DRIVER.SQLITE_ATTACH | DRIVER.SQLITE_DETACH:
            return int(DRIVER.SQLITE_DENY)
        case DRIVER.SQLITE_PRAGMA if not _is_allowed(first or "", second):
            return int(DRIVER.SQLITE_DENY)
        case DRIVER.SQLITE_FUNCTION if (second or "").lower() in _DENIED_FUNCTIONS:
            return int(DRIVER.SQLITE_DENY)
        case _:
            return int(DRIVER.SQLITE_OK)


def _is_allowed(pragma: str, value: str | None) -> bool:
    name = pragma.lower()
    return name in _ALLOWED_PRAGMAS or (value is None and name in _READABLE_PRAGMAS)


def _check_canary(engine: Engine) -> None:
    """Raises VaultDamagedError unless the row that every vault has can be read."""
    held = engine.raw_connection()
    connection: Any = held.driver_connection
    try:
        row = connection.execute("SELECT canary FROM vault").fetchone()
    except DriverError as error:
        failure = failure_of_driver(error)
        raise failure or VaultDamagedError(reason="canary") from error
    finally:
        held.close()
    if row is None or row[0] != CANARY:
        raise VaultDamagedError(reason="canary")
