"""The ways in which the database would work without encryption: each is refused, and nothing is
written in clear. Beside each defence, the attack with the defence switched off."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from frontline.errors import (
    FrontlineError,
    StorageUnwritableError,
    VaultDamagedError,
    VaultNotEncryptedError,
)
from frontline.storage.engine import create_database, open_database
from tests.support.fault_report import report
from tests.support.vault_posts import RealPost
from tests.support.vault_tampering import (
    deaf_driver,
    disobedient_driver,
    driver,
    pretending_driver,
    standard_driver,
    with_the_key,
)

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow

KEY = "0123456789abcdef" * 4
PLAIN_MAGIC = b"SQLite format 3\x00"
ROOT = Path(__file__).parents[3]
READ_SETTINGS = """
import json, sys
from pathlib import Path
from tests.support.vault_posts import make_real_post
names = ("journal_mode", "synchronous", "foreign_keys", "cipher_memory_security")
connection = make_real_post(Path(sys.argv[1])).open()._database._driver
found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}
print(json.dumps({name: str(value) for name, value in found.items()}))
"""
BAD_KEYS = ["", "ab", KEY[:-2], KEY + "00", KEY.upper(), KEY[:-1] + "g", KEY + "\n", " " + KEY]
BAD_DRIVERS: dict[str, Callable[[], ModuleType]] = {
    "standard library": standard_driver,
    "takes a key, encrypts nothing": pretending_driver,
    "key does not arrive": deaf_driver,
    "weak synchronous": lambda: disobedient_driver(
        "PRAGMA synchronous = FULL", "PRAGMA synchronous = NORMAL"
    ),
    "another journal": lambda: disobedient_driver(
        "PRAGMA journal_mode = WAL", "PRAGMA journal_mode = DELETE"
    ),
    "no foreign keys": lambda: disobedient_driver("PRAGMA foreign_keys = ON", "SELECT 1"),
    "temporary files": lambda: disobedient_driver("PRAGMA temp_store = MEMORY", "SELECT 1"),
    "keeps what was deleted": lambda: disobedient_driver(
        "PRAGMA secure_delete = ON", "PRAGMA secure_delete = OFF"
    ),
    "trusts its schema": lambda: disobedient_driver(
        "PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema = ON"
    ),
    "shares its file": lambda: disobedient_driver("PRAGMA locking_mode = EXCLUSIVE", "SELECT 1"),
}


def has_plain_text(path: Path) -> bool:
    return path.exists() and path.read_bytes().startswith(PLAIN_MAGIC)


@pytest.mark.parametrize("key", BAD_KEYS)
def test_a_key_that_is_not_one_is_refused(post: RealPost, tmp_path: Path, key: str) -> None:
    with pytest.raises(VaultNotEncryptedError):
        create_database(tmp_path / "new.db", key)
    with pytest.raises(VaultNotEncryptedError):
        open_database(post.places.database, key)
    assert not has_plain_text(tmp_path / "new.db")


def test_without_the_check_a_short_key_passes_for_a_passphrase(tmp_path: Path) -> None:
    connection = sqlcipher.connect(tmp_path / "new.db")
    connection.set_key(f"x'{KEY[:-2]}'")
    connection.execute("CREATE TABLE accepted (anything)")
    connection.close()

    assert (tmp_path / "new.db").stat().st_size > 0


def test_without_a_key_the_driver_writes_plain_text(tmp_path: Path) -> None:
    connection = sqlcipher.connect(tmp_path / "new.db")
    connection.execute("CREATE TABLE open_to_all (anything)")
    connection.close()

    assert has_plain_text(tmp_path / "new.db")


@pytest.mark.parametrize("name", BAD_DRIVERS)
def test_a_driver_that_does_not_do_as_it_should_is_refused(
    post: RealPost, tmp_path: Path, name: str
) -> None:
    bad = BAD_DRIVERS[name]()

    with pytest.raises((VaultNotEncryptedError, VaultDamagedError)):
        create_database(tmp_path / "new.db", KEY, bad)
    with pytest.raises((VaultNotEncryptedError, VaultDamagedError)):
        open_database(post.places.database, post.data_key.hex(), bad)
    assert not has_plain_text(tmp_path / "new.db")
    post.open().close()


def test_a_plain_database_in_the_vaults_place_is_refused_and_left_alone(post: RealPost) -> None:
    post.places.database.unlink()
    plain = sqlite3.connect(post.places.database)
    plain.execute("CREATE TABLE vault (canary)")
    plain.commit()
    plain.close()
    before = post.places.database.read_bytes()

    with pytest.raises(VaultNotEncryptedError):
        post.open()
    assert post.places.database.read_bytes() == before


@pytest.mark.parametrize("content", [None, b"", b"short"])
def test_a_vault_without_its_database_is_damaged_and_never_made_anew(
    post: RealPost, content: bytes | None
) -> None:
    post.places.database.unlink()
    if content is not None:
        post.places.database.write_bytes(content)

    with pytest.raises(VaultDamagedError):
        post.open()
    if content is None:
        assert not post.places.database.exists()
    else:
        assert post.places.database.read_bytes() == content


def test_what_is_no_file_cannot_be_opened(post: RealPost) -> None:
    post.places.database.unlink()
    post.places.database.mkdir()

    with pytest.raises(StorageUnwritableError):
        post.open()


def test_a_driver_that_cannot_open_the_file_says_why(post: RealPost) -> None:
    def connect(*_args: Any, **_options: Any) -> Any:
        return sqlcipher.connect(post.folder / "nowhere" / "vault.db").execute("SELECT 1")

    with pytest.raises(StorageUnwritableError):
        open_database(post.places.database, post.data_key.hex(), driver(connect))


def test_another_key_does_not_open_the_database(post: RealPost) -> None:
    with pytest.raises(VaultDamagedError):
        open_database(post.places.database, KEY)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vault SET canary = 'another bird'",
        "DELETE FROM vault",
        "ALTER TABLE vault RENAME TO fault",
    ],
)
def test_a_database_without_the_canary_is_no_vault(post: RealPost, statement: str) -> None:
    with with_the_key(post) as connection:
        connection.execute(statement)

    with pytest.raises(VaultDamagedError):
        post.open()


def test_a_database_is_never_made_over_a_file(post: RealPost) -> None:
    before = post.places.database.read_bytes()

    with pytest.raises(StorageUnwritableError):
        create_database(post.places.database, KEY)
    assert post.places.database.read_bytes() == before


REFUSED = "not authorized|authorization denied|prohibited"
FORBIDDEN = [
    "ATTACH DATABASE '{out}' AS other KEY ''",
    "VACUUM INTO '{out}'",
    "PRAGMA rekey = 'passphrase'",
    "PRAGMA key = 'passphrase'",
    "PRAGMA hexrekey = '00'",
    "PRAGMA cipher_default_kdf_iter = 1",
    "PRAGMA cipher_export = 1",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = OFF",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA secure_delete = OFF",
    "PRAGMA temp_store = FILE",
    "PRAGMA writable_schema = ON",
    "PRAGMA temp_store_directory = '/tmp'",
    "PRAGMA mmap_size = 1000000",
    "SELECT sqlcipher_export('main')",
    "SELECT load_extension('anything')",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_no_statement_reaches_the_key_the_journal_or_another_file(
    post: RealPost, tmp_path: Path, statement: str
) -> None:
    vault, out = post.open(), tmp_path / "out.db"

    with closing(vault), pytest.raises(sqlcipher.DatabaseError, match=REFUSED):
        driver_of(vault).execute(statement.format(out=out))

    assert not out.exists()
    post.open().close()


def test_with_the_authorizer_off_all_goes_out_in_plain_text(post: RealPost, tmp_path: Path) -> None:
    vault, out = post.open(), tmp_path / "out.db"
    connection = driver_of(vault)
    connection.set_authorizer(None)

    connection.execute(f"ATTACH DATABASE '{out}' AS other KEY ''")
    connection.execute("SELECT sqlcipher_export('other')")
    vault.close()

    assert has_plain_text(out)


def test_the_settings_can_be_read_after_opening(tmp_path: Path) -> None:
    """In a program of its own, as this one holds its memory loosely: see tests/conftest.py."""
    told = subprocess.run(
        [sys.executable, "-c", READ_SETTINGS, str(tmp_path / "vault")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert json.loads(told.stdout) == {
        "journal_mode": "wal",
        "synchronous": "2",
        "foreign_keys": "1",
        "cipher_memory_security": "1",
    }


def test_errors_tell_no_content(real: Any) -> None:
    _case, screening = real.added()
    event = real.an_event(screening, 1, "a telling answer")
    real.answer(screening, event)

    with pytest.raises(FrontlineError) as caught:
        real.answer(screening, real.an_event(screening, 1, "another telling answer"))

    assert "telling" not in "".join(str(each) for each in chain_of(caught.value))


def test_errors_of_a_longer_statement_tell_no_content_either(real: Any) -> None:
    with pytest.raises(FrontlineError) as caught:
        real.vault.identities.save_envelope(real.a_case().id, b"a telling envelope", real.deed())

    assert "telling" not in "".join(map(str, chain_of(caught.value)))


def chain_of(error: BaseException | None) -> list[BaseException]:
    return [] if error is None else [error, *chain_of(error.__cause__ or error.__context__)]


def driver_of(vault: Any) -> Any:
    return vault._database._driver


PROBES = (
    2 * len(BAD_KEYS) + 2 * len(BAD_DRIVERS) + len(FORBIDDEN)
    # plain file, three of no file, no file at all, unopenable, other key, three without canary,
    # made over, weak slots, other slots, six settings, copy, new key, plain backup
    + 1 + 3 + 1 + 1 + 1 + 3 + 1 + 1 + 1 + 6 + 1 + 1 + 1
)  # fmt: skip


def test_there_are_as_many_probes_as_the_plan_asks_for() -> None:
    assert PROBES >= 40
    report(16, "fail-open probes", PROBES, 0, 0)
