"""Transactions are real: begun at once, ended by one commit, taken back whole."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from frontline.errors import StorageUnwritableError, VaultDamagedError
from frontline.storage import database as database_module
from frontline.storage.database import VaultDatabase
from frontline.storage.engine import KEPT_STATEMENTS
from frontline.storage.failures import failure_of_driver, failure_of_system
from tests.support.vault_posts import Bench

NEW_KEY = "5e" * 32


@contextmanager
def statements(database: VaultDatabase) -> Iterator[list[str]]:
    """What reaches the driver meanwhile."""
    said: list[str] = []
    driver: Any = database._driver
    driver.set_trace_callback(said.append)
    try:
        yield said
    finally:
        driver.set_trace_callback(None)


@pytest.fixture
def database(real: Bench) -> VaultDatabase:
    found: VaultDatabase = real.vault._database  # type: ignore[attr-defined]
    return found


def test_writing_takes_the_lock_before_anything_else(database: VaultDatabase) -> None:
    with statements(database) as said, database.writing() as connection:
        connection.execute(text("UPDATE vault SET slots_generation = 5"))

    assert said[0] == "BEGIN IMMEDIATE"
    assert said[-1].startswith("COMMIT")
    assert len(said) == 3


def test_reading_takes_no_lock_that_a_read_only_disk_would_refuse(database: VaultDatabase) -> None:
    with statements(database) as said, database.reading() as connection:
        connection.execute(text("SELECT canary FROM vault"))

    assert said[0] == "BEGIN"


def test_one_answer_is_two_rows_in_one_transaction(real: Bench, database: VaultDatabase) -> None:
    _case, screening = real.added()
    real.answer(screening, real.an_event(screening, 1))

    with statements(database) as said:
        real.answer(screening, real.an_event(screening, 2))

    assert [each.split()[0] for each in said] == ["BEGIN", "INSERT", "INSERT", "COMMIT"]


def prepared_for_an_answer(real: Bench, database: VaultDatabase) -> list[str]:
    """What the driver prepares for one answer, after other statements wanted its few places."""
    prepared: list[str] = []

    def note(_action: int, first: str | None, *_rest: str | None) -> int:
        prepared.append(first or "")
        return 0

    # With a new authorizer the driver prepares everything once more.
    database._driver.set_authorizer(note)
    _case, screening = real.added()
    for sequence in range(1, 5):
        for number in range(2 * KEPT_STATEMENTS):
            database.execute(f"SELECT {sequence}, {number}").fetchall()
        prepared.clear()
        real.answer(screening, real.an_event(screening, sequence))
    return prepared


def test_nothing_is_prepared_anew_for_an_answer(real: Bench, database: VaultDatabase) -> None:
    assert prepared_for_an_answer(real, database) == []


def test_what_is_not_held_ready_is_prepared_at_every_answer(
    real: Bench, database: VaultDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The control: the same on a connection on which nothing was asked for twice in a row.
    monkeypatch.setattr(database_module, "_ASKED_FOR", 0)
    path = database._driver.execute("PRAGMA database_list").fetchone()[2]
    database.rekey(Path(path), "0" * 64, NEW_KEY)

    prepared = prepared_for_an_answer(real, database)

    assert {"BEGIN", "answers", "audit", "COMMIT"} <= set(prepared)


def test_what_fails_half_way_is_taken_back(database: VaultDatabase) -> None:
    def fail() -> None:
        with database.writing() as connection:
            connection.execute(text("UPDATE vault SET slots_generation = 7"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    with database.reading() as connection:
        assert connection.scalar(text("SELECT slots_generation FROM vault")) != 7


def test_what_fails_on_the_short_way_is_taken_back_too(database: VaultDatabase) -> None:
    def fail() -> None:
        with database.door():
            database.execute("BEGIN IMMEDIATE")
            database.execute("UPDATE vault SET slots_generation = 7")
            database.execute("INSERT INTO vault SELECT * FROM vault")

    with pytest.raises(StorageUnwritableError):
        fail()

    with database.reading() as connection:
        assert connection.scalar(text("SELECT slots_generation FROM vault")) != 7


def test_both_ways_of_speaking_to_the_driver_refuse_alike(database: VaultDatabase) -> None:
    def fail() -> None:
        with database.writing():
            database.execute("INSERT INTO vault SELECT * FROM vault")

    with pytest.raises(StorageUnwritableError):
        fail()


def test_a_mistake_in_a_statement_is_a_bug_and_no_failure_of_the_disk(
    database: VaultDatabase,
) -> None:
    with pytest.raises(Exception, match="no such table") as caught, database.door():
        database.execute("SELECT * FROM nowhere")

    assert failure_of_driver(caught.value) is None
    assert failure_of_driver(ValueError()) is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (13, "storage.disk-full"),
        (10, "storage.unwritable"),
        (778, "storage.unwritable"),
        (8, "storage.unwritable"),
        (14, "storage.unwritable"),
        (5, "storage.unwritable"),
        (11, "vault.damaged"),
        (267, "vault.damaged"),
        (26, "vault.damaged"),
        (787, "storage.unwritable"),
    ],
)
def test_every_refusal_of_the_driver_has_its_code(code: int, expected: str) -> None:
    class RefusedError(Exception):
        sqlite_errorcode = code

    failure = failure_of_driver(RefusedError())

    assert failure is not None
    assert failure.code == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(28, "storage.disk-full"), (122, "storage.disk-full"), (13, "storage.unwritable")],
)
def test_every_refusal_of_the_file_system_has_its_code(number: int, expected: str) -> None:
    assert failure_of_system(OSError(number, "refused")).code == expected


def test_a_second_thread_gets_nothing_of_what_the_first_is_in_the_midst_of(
    database: VaultDatabase,
) -> None:
    def read() -> None:
        with database.reading() as connection:
            connection.scalar(text("SELECT slots_generation FROM vault"))

    def run() -> None:
        with database.door():
            database.execute("ROLLBACK")

    with ThreadPoolExecutor() as other, database.writing() as connection:
        connection.execute(text("UPDATE vault SET slots_generation = 7"))
        for work in (read, run):
            with pytest.raises(Exception, match="thread"):
                other.submit(work).result()

    with database.reading() as connection:
        assert connection.scalar(text("SELECT slots_generation FROM vault")) == 7


def test_closing_again_is_harmless_and_using_a_closed_vault_is_a_bug(real: Bench) -> None:
    real.vault.close()
    real.vault.close()

    with pytest.raises(Exception, match="closed"):
        real.vault.sites.sites()


def test_a_device_without_its_identity_is_damage(real: Bench, database: VaultDatabase) -> None:
    with database.writing() as connection:
        connection.execute(text("DELETE FROM device"))

    with pytest.raises(VaultDamagedError):
        real.vault.outbox.device()
