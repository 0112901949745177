"""Errors of the driver and of the file system, turned into ours at the door."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from frontline.errors import (
    DiskFullError,
    FrontlineError,
    StorageUnwritableError,
    VaultDamagedError,
)

# Primary result codes of SQLite: https://www.sqlite.org/rescode.html
_FULL = 13
_DAMAGED = {11: "corrupt", 26: "not-a-database"}
_UNWRITABLE = {3: "denied", 5: "busy", 6: "locked", 8: "read-only", 10: "input-output", 14: "open"}
_CONSTRAINT = 19
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def failure_of_driver(error: BaseException) -> FrontlineError | None:
    """Our error for one of the driver, or None where the driver's error is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    primary = code & 0xFF
    if primary == _FULL:
        return DiskFullError()
    if primary in _DAMAGED:
        return VaultDamagedError(reason=_DAMAGED[primary])
    if primary in _UNWRITABLE:
        return StorageUnwritableError(reason=_UNWRITABLE[primary], code=code)
    if primary == _CONSTRAINT:
        return StorageUnwritableError(reason="constraint", code=code)
    return None


def failure_of_copy(error: BaseException) -> FrontlineError:
    """As failure_of_driver, for the copying of a database, whose errors bear a text alone."""
    if "full" in str(error):
        return DiskFullError()
    return failure_of_driver(error) or StorageUnwritableError(reason="copy")


def failure_of_system(error: OSError) -> FrontlineError:
    if error.errno in _NO_SPACE:
        return DiskFullError()
    return StorageUnwritableError(errno=error.errno or 0)


@contextmanager
def file_failures() -> Iterator[None]:
    """Raises DiskFullError or StorageUnwritableError for what the file system refuses."""
    try:
        yield
    except OSError as error:
        raise failure_of_system(error) from error
