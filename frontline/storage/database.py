"""The open database: one connection, one short transaction at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from frontline.errors import DiskFullError, FrontlineError
from frontline.storage.engine import (
    READING,
    DriverError,
    change_key,
    copy_database,
    open_database,
    open_with_either,
)
from frontline.storage.failures import failure_of_driver

_ASKED_FOR = 3


class VaultDatabase:
    """Every error of the driver leaves here as one of ours; an error that is none is a bug.

    `make_room` is called when the disk is full, so that the next attempt finds some space.
    """

    def __init__(self, engine: Engine, make_room: Callable[[], None]) -> None:
        self._make_room = make_room
        self._often: tuple[str, ...] = ()
        self._attach(engine)

    def _attach(self, engine: Engine) -> None:
        self._engine = engine
        self._reading_engine = engine.execution_options(**{READING: True})
        self._is_closed = False
        self._held = engine.raw_connection()
        driver: Any = self._held.driver_connection
        self._driver = driver
        # For the few statements that run so often that SQLAlchemy's own work would be the larger.
        self.execute: Callable[..., Any] = driver.cursor().execute
        self._hold_ready()

    def keep_ready(self, statements: tuple[str, ...]) -> None:
        """Keep what runs at every answer prepared, also on the connection after a new key."""
        self._often = statements
        self._hold_ready()

    def _hold_ready(self) -> None:
        # The driver keeps a few statements, and for a new one lets go of that which was asked for
        # least, so those of the opening stay and what takes turns is prepared again at each use: a
        # sixth of a save (measured). What was asked for twice in a row stands before them for good.
        # That the statement then fails, for want of its values or of a transaction, is no matter.
        for statement in self._often:
            for _ in range(_ASKED_FOR):
                with suppress(DriverError):
                    self.execute(statement)

    def reading(self) -> AbstractContextManager[Connection]:
        return self._transaction(self._reading_engine)

    def writing(self) -> AbstractContextManager[Connection]:
        """All that is done with the connection is durable at the end, or none of it."""
        return self._transaction(self._engine)

    @contextmanager
    def door(self) -> Iterator[None]:
        """For work with `execute`; what was begun there and not ended is taken back."""
        try:
            yield
        except DriverError as error:
            raise self.taken_back(error) from error
        except BaseException as error:
            self.taken_back(error)
            raise

    def close(self) -> None:
        """Bring the write-ahead log into the main file, and let go of both. Harmless when
        repeated. Raises nothing: a log that could not be brought in is read at the next opening.
        """
        if self._is_closed:
            return
        self._is_closed = True
        try:
            self._last_checkpoint()
        finally:
            self._held.close()
            self._engine.dispose()
            self._driver.close()

    def copy_to(self, path: Path, key: str) -> None:
        """The whole database as it is now into a new file, under the same key.

        Raises VaultNotEncryptedError, DiskFullError, StorageUnwritableError.
        """
        with self.door():
            copy_database(self._driver, path, key)

    def rekey(self, path: Path, old: str, new: str) -> None:
        """Encrypt all of the database at `path` under `new`, and go on with what that key opens:
        only what was opened counts. After a failure it goes on as it was."""
        self.checkpoint()
        try:
            with self.door():
                change_key(self._driver, new)
        except BaseException:
            self.close()
            self._attach(open_with_either(path, old, new))
            raise
        # This brings the log, which holds every page anew, into the main file.
        self.close()
        self._attach(open_database(path, new))

    def damaged_pages(self) -> list[str]:
        """What the cipher says of each page that is not as it was written.

        The log is brought in before: the cipher takes pages that the log still covers for damaged
        ones (measured). All rows count, not the first.
        """
        self.checkpoint()
        with self.door():
            return [row[0] for row in self.execute("PRAGMA cipher_integrity_check").fetchall()]

    def checkpoint(self) -> None:
        with self.door():
            self._driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _last_checkpoint(self) -> None:
        # Where the disk is full, the first attempt makes the room for the second.
        for _ in range(2):
            with suppress(FrontlineError):
                self.checkpoint()
                return

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        try:
            with engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise self._ours(error.orig or error) from error
        except DriverError as error:
            raise self._ours(error) from error

    def taken_back(self, error: BaseException) -> BaseException:
        """End what was begun with `execute` as if it had not been, and give the error to raise."""
        if self._driver.in_transaction:
            with suppress(DriverError):
                self._driver.rollback()
        return self._ours(error)

    def _ours(self, error: BaseException) -> BaseException:
        failure = failure_of_driver(error)
        if isinstance(failure, DiskFullError):
            self._make_room()
        return failure or error
