"""Files, settings and keys by which a vault might work without encryption, or with hardly any."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from frontline.errors import (
    SlotDamagedError,
    VaultDamagedError,
    VaultNotEncryptedError,
)
from frontline.errors_of_keeping import BackupDamagedError
from frontline.services.backup_store import RestoreKey
from frontline.storage.engine import create_database
from frontline.storage.restoring import SqlVaultRestorer
from frontline.storage.slot_files import SlotFiles
from tests.support.vault_posts import CHANCE, OFFICER, RealPost, make_real_post

KEY = "0123456789abcdef" * 4
PLAIN_MAGIC = b"SQLite format 3\x00"


def has_plain_text(path: Path) -> bool:
    return path.exists() and path.read_bytes().startswith(PLAIN_MAGIC)


def weak_slots(post: RealPost) -> None:
    """Somebody with the data key writes a slot file whose derivation is below the floor."""
    files = SlotFiles(post.places)
    table = files.copies()[0].table
    slots = tuple(replace(slot, secret=replace(slot.secret, memory_kib=8)) for slot in table.slots)
    files.write(table.with_slots(slots), post.data_key)


def other_slots(post: RealPost, other: RealPost) -> None:
    """The slot file of another post in the place of this one's."""
    for own, foreign in zip(post.places.slot_copies, other.places.slot_copies, strict=True):
        own.write_bytes(foreign.read_bytes())


def test_a_slot_with_a_derivation_below_the_floor_is_refused(post: RealPost) -> None:
    weak_slots(post)

    with pytest.raises(SlotDamagedError):
        post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)


def test_the_slots_of_another_post_open_nothing_here(post: RealPost, tmp_path: Path) -> None:
    other_slots(post, make_real_post(tmp_path / "other"))

    with pytest.raises((VaultDamagedError, SlotDamagedError)):
        post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)


@pytest.mark.parametrize(
    "name",
    [
        "SQLITE_TMPDIR", "SQLITE_ENABLE_DEBUG", "SQLCIPHER_KEY", "FRONTLINE_DEBUG",
        "FRONTLINE_NO_ENCRYPTION", "PYTHONOPTIMIZE",
    ],
)  # fmt: skip
def test_no_setting_of_the_environment_switches_encryption_off(
    post: RealPost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")

    create_database(tmp_path / "new.db", KEY).dispose()
    post.open().close()

    assert not has_plain_text(tmp_path / "new.db")
    assert not has_plain_text(post.places.database)


def test_a_copy_is_as_encrypted_as_the_vault(post: RealPost, tmp_path: Path) -> None:
    with closing(post.open()) as vault, pytest.raises(VaultNotEncryptedError):
        vault._database.copy_to(tmp_path / "copy.db", "")
    assert not has_plain_text(tmp_path / "copy.db")


def test_a_new_key_that_is_none_leaves_the_database_under_the_old(post: RealPost) -> None:
    with closing(post.open()) as vault, pytest.raises(VaultNotEncryptedError):
        vault._database.rekey(post.places.database, post.data_key.hex(), "")

    post.open().close()
    assert not has_plain_text(post.places.database)


def test_a_plain_database_in_a_backup_is_never_put_back(post: RealPost, tmp_path: Path) -> None:
    with closing(post.open()) as vault:
        made = vault.backups.make(tmp_path, post.clock.now())
    (tmp_path / made.name / "vault.db").unlink()
    sqlite3.connect(tmp_path / made.name / "vault.db").execute("CREATE TABLE vault (canary)")

    with pytest.raises(BackupDamagedError):
        SqlVaultRestorer(tmp_path / "new", post.clock, CHANCE).restore(
            tmp_path / made.name, RestoreKey(OFFICER.name, OFFICER.passphrase)
        )
    assert not (tmp_path / "new").exists()
