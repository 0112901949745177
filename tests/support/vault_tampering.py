"""What somebody with the files, or even with the key, may do to a vault behind its back."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, cast

from sqlcipher3 import dbapi2 as sqlcipher

from frontline.storage.tables import TRIGGERS
from tests.support.vault_posts import RealPost

PAGE = 4096
# Of SQLite's write-ahead log (its file format, section 4.1).
LOG_HEADER = 32
FRAME = 24 + PAGE


@contextmanager
def with_the_key(post: RealPost) -> Iterator[Any]:
    """A connection that has the key and none of our checks: no authorizer, no triggers."""
    connection = sqlcipher.connect(str(post.places.database), isolation_level=None)
    try:
        connection.set_key(f"x'{post.data_key.hex()}'")
        for trigger in TRIGGERS:
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger.split()[2]}")
        yield connection
    finally:
        connection.close()


def flip(path: Path, place: int, bit: int = 0) -> None:
    """Turn one bit of a file round."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << bit
    path.write_bytes(bytes(content))


def pages(path: Path) -> list[bytes]:
    content = path.read_bytes()
    return [content[start : start + PAGE] for start in range(0, len(content), PAGE)]


def put_page(path: Path, number: int, page: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(number * PAGE)
        file.write(page)


def pulled_plug(post: RealPost, folder: Path) -> RealPost:
    """The folder as it is at this moment, with the vault open: what a power cut would leave."""
    shutil.copytree(post.folder, folder, ignore=shutil.ignore_patterns("*.reserve"))
    copy = RealPost(folder, post.sheet, post.data_key, post.clock)
    keep_what_is_used(copy.places.log)
    return copy


def keep_what_is_used(log: Path) -> None:
    """Without the zeros that it was lengthened by: whatever is done to those does no harm."""
    content = log.read_bytes()
    frames = -(-len(content.rstrip(b"\0")[LOG_HEADER:]) // FRAME)
    log.write_bytes(content[: LOG_HEADER + frames * FRAME])


def driver(connect: Any) -> ModuleType:
    """A module like the driver, that connects with `connect`."""
    names = {name: getattr(sqlcipher, name) for name in dir(sqlcipher)}
    return cast("ModuleType", SimpleNamespace(**(names | {"connect": connect})))


def standard_driver() -> ModuleType:
    """The driver of the standard library, which knows no encryption and says so nowhere."""
    return sqlite3


class _Pretending(sqlite3.Connection):
    """Takes a key and forgets it."""

    def set_key(self, _key: str) -> None:
        return None


def pretending_driver() -> ModuleType:
    names = {name: getattr(sqlite3, name) for name in dir(sqlite3)}

    def connect(*args: Any, **options: Any) -> sqlite3.Connection:
        return sqlite3.connect(*args, factory=_Pretending, **options)

    return cast("ModuleType", SimpleNamespace(**(names | {"connect": connect})))


class Disobedient(sqlcipher.Connection):  # type: ignore[misc]
    """Does something else than it is told: `instead` says what, by statement."""

    instead: dict[str, str]

    def execute(self, statement: str, *args: Any) -> Any:
        return super().execute(self.instead.get(statement, statement), *args)


def disobedient_driver(told: str, done: str) -> ModuleType:
    def connect(*args: Any, **options: Any) -> Any:
        connection = sqlcipher.connect(*args, factory=Disobedient, **options)
        connection.instead = {told: done}
        return connection

    return driver(connect)


class _Deaf(sqlcipher.Connection):  # type: ignore[misc]
    def set_key(self, _key: str) -> None:
        return None


def deaf_driver() -> ModuleType:
    """The real driver, but the key does not reach it: it would write plain text."""

    def connect(*args: Any, **options: Any) -> Any:
        return sqlcipher.connect(*args, factory=_Deaf, **options)

    return driver(connect)


def seeds(few: int, many: int) -> range:
    """Seeds of a counted test, the same in every run; FRONTLINE_FAULTS=many asks for the long
    run."""
    return range(many if os.environ.get("FRONTLINE_FAULTS") == "many" else few)


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 -- picks places to damage
