"""Backups of a real vault: what is made can be put back, and what is damaged is said to be."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from frontline.domain.cases import Case
from frontline.errors import (
    DiskFullError,
    StorageUnwritableError,
    VaultDamagedError,
    VaultExistsError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from frontline.errors_of_keeping import BackupDamagedError
from frontline.services.backup_store import Backup, RestoreKey
from frontline.storage.backup_files import MANIFEST, noted, read_backup, write_manifest
from frontline.storage.restoring import SqlVaultRestorer
from frontline.storage.vault import SqlVault
from tests.support.vault_disks import largest_file
from tests.support.vault_posts import CHANCE, OFFICER, SUPERVISOR, RealPost
from tests.support.vault_tampering import flip, seeded, seeds, with_the_key

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow

BY_PASSPHRASE = RestoreKey(OFFICER.name, OFFICER.passphrase)
PLAIN_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True)
class Kept:
    """A backup of a vault with one case of three answers."""

    post: RealPost
    path: Path
    case: Case

    def restored(self, folder: Path, key: RestoreKey = BY_PASSPHRASE) -> RealPost:
        SqlVaultRestorer(folder, self.post.clock, CHANCE).restore(self.path, key)
        return RealPost(folder, self.post.sheet, self.post.data_key, self.post.clock)

    def check(self) -> None:
        with closing(self.post.open()) as vault:
            backup = read_backup(self.path).backup
            vault.backups.check(self.path.parent, backup)


def work(vault: SqlVault, post: RealPost) -> Case:
    bench = post.bench(vault)
    case, screening = bench.added()
    bench.answer(screening, *(bench.an_event(screening, number) for number in (1, 2, 3)))
    return case


def backed_up(post: RealPost, root: Path) -> Kept:
    with closing(post.open()) as vault:
        case = work(vault, post)
        made = vault.backups.make(root, post.clock.now())
    return Kept(post, root / made.name, case)


@pytest.fixture
def kept(post: RealPost, tmp_path: Path) -> Kept:
    return backed_up(post, tmp_path / "stick")


def test_a_backup_holds_what_was_there_and_nothing_that_came_after(
    kept: Kept, tmp_path: Path
) -> None:
    with closing(kept.post.open()) as vault:
        later = work(vault, kept.post)

    with closing(kept.restored(tmp_path / "other").open()) as vault:
        assert len(vault.cases.answers(kept.case.id)) == 3
        assert vault.cases.answers(later.id) == ()
        vault.audit.verify()
        assert vault.check_pages() == ()


def test_it_is_encrypted_closed_to_others_and_says_how_much_it_holds(kept: Kept) -> None:
    backup = read_backup(kept.path).backup

    assert not (kept.path / "vault.db").read_bytes().startswith(PLAIN_MAGIC)
    assert kept.path.stat().st_mode & 0o77 == 0
    assert [path.stat().st_mode & 0o77 for path in kept.path.iterdir()] == [0] * 5
    assert backup.name == kept.path.name
    assert backup.entries == 6
    assert backup.size == sum(
        path.stat().st_size for path in kept.path.iterdir() if path.name != MANIFEST
    )


def test_with_the_passphrase_of_any_user_or_the_recovery_key_it_opens(
    kept: Kept, tmp_path: Path
) -> None:
    keys = {
        "officer": BY_PASSPHRASE,
        "supervisor": RestoreKey(SUPERVISOR.name, SUPERVISOR.passphrase),
        "sheet": RestoreKey(OFFICER.name, kept.post.sheet.key, is_recovery_key=True),
    }
    for name, key in keys.items():
        keeper = kept.restored(tmp_path / name, key).keeper()
        keeper.sign_in(OFFICER.name, OFFICER.passphrase)[0].close()


def test_without_them_nothing_is_put_anywhere(kept: Kept, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphraseError):
        kept.restored(tmp_path / "other", RestoreKey(OFFICER.name, SUPERVISOR.passphrase))
    with pytest.raises(WrongRecoveryKeyError):
        kept.restored(tmp_path / "other", RestoreKey(OFFICER.name, "A", is_recovery_key=True))

    assert not (tmp_path / "other").exists()


def test_a_vault_is_never_written_over(kept: Kept) -> None:
    before = {path.name: path.read_bytes() for path in kept.post.folder.iterdir()}

    with pytest.raises(VaultExistsError):
        kept.restored(kept.post.folder)

    assert {path.name: path.read_bytes() for path in kept.post.folder.iterdir()} == before


def test_a_damaged_vault_is_moved_aside_and_kept(kept: Kept) -> None:
    kept.post.places.database.write_bytes(b"nothing of a vault" * 400)
    with pytest.raises(VaultDamagedError):
        kept.post.open()

    restorer = SqlVaultRestorer(kept.post.folder, kept.post.clock, CHANCE)
    restorer.restore(kept.path, BY_PASSPHRASE, replacing_damage=True)

    vault, _session = kept.post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    with closing(vault):
        assert len(vault.cases.answers(kept.case.id)) == 3
    (aside,) = kept.post.folder.glob("aside-*")
    assert (aside / "vault.db").read_bytes().startswith(b"nothing of a vault")
    assert (aside / "vault.slots-a").exists()


def damage_byte(path: Path, seed: int) -> None:
    chance = seeded(seed)
    files = sorted(path.iterdir())
    file = chance.choice(files)
    flip(file, chance.randrange(file.stat().st_size), chance.randrange(8))


def cut(path: Path, seed: int) -> None:
    chance = seeded(seed)
    file = chance.choice(sorted(path.iterdir()))
    file.write_bytes(file.read_bytes()[: chance.randrange(file.stat().st_size)])


def lose(path: Path, seed: int) -> None:
    seeded(seed).choice(sorted(path.iterdir())).unlink()


@pytest.mark.slow
@pytest.mark.parametrize("harm", [damage_byte, cut, lose])
@pytest.mark.parametrize("seed", seeds(8, 600))
def test_any_damage_is_found_before_anything_is_written(
    kept: Kept, tmp_path: Path, harm: Callable[[Path, int], None], seed: int
) -> None:
    harm(kept.path, seed)

    with pytest.raises(BackupDamagedError):
        kept.check()
    with pytest.raises(BackupDamagedError):
        kept.restored(tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_a_damaged_mark_of_the_key_does_not_hide_behind_an_older_key(kept: Kept) -> None:
    manifest = kept.path / "manifest.json"
    text = manifest.read_text("utf-8")
    mark = read_backup(kept.path).body.key_mark
    manifest.write_text(text.replace(mark, mark[::-1]), "utf-8")

    with pytest.raises(BackupDamagedError):
        kept.check()


def rewritten(path: Path, data_key: bytes) -> None:
    """A manifest that fits the files as they are now, under the key given."""
    folder = read_backup(path)
    files = {name: noted(path / name) for name in folder.body.files}
    write_manifest(path, replace(folder.body, files=files), data_key)


def test_a_backup_put_together_without_the_key_is_found(kept: Kept, tmp_path: Path) -> None:
    (kept.path / "vault.head").write_bytes(bytes(1024))
    rewritten(kept.path, bytes(32))

    with pytest.raises(BackupDamagedError):
        kept.check()
    with pytest.raises(BackupDamagedError):
        kept.restored(tmp_path / "other")


def test_a_row_changed_by_somebody_with_the_key_is_found(kept: Kept, tmp_path: Path) -> None:
    copied = RealPost(kept.path, kept.post.sheet, kept.post.data_key)
    with with_the_key(copied) as connection:
        connection.execute("UPDATE sites SET label = 'elsewhere'")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    rewritten(kept.path, kept.post.data_key)

    with pytest.raises(BackupDamagedError):
        kept.check()
    with pytest.raises(BackupDamagedError):
        kept.restored(tmp_path / "other")
    assert not (tmp_path / "other" / "vault.db").exists()


def test_without_its_digests_a_flipped_bit_in_a_free_page_would_pass(
    kept: Kept, tmp_path: Path
) -> None:
    """Control: what the digests are for. The rest of the checks sees the head mark's spare bytes
    no more than anybody else does."""
    flip(kept.path / "vault.head", 900)
    with pytest.raises(BackupDamagedError):
        kept.check()
    rewritten(kept.path, kept.post.data_key)

    kept.check()


def test_half_a_backup_is_none_and_is_cleared_away(kept: Kept) -> None:
    left = kept.path.with_name("backup-20200101T000000Z-ABCD-EF01.new")
    shutil.copytree(kept.path, left)
    with closing(kept.post.open()) as vault:
        assert [each.name for each in vault.backups.listed(kept.path.parent)] == [kept.path.name]
        vault.backups.make(kept.path.parent, kept.post.clock.now() + timedelta(days=1))

    assert not left.exists()


def test_other_posts_backups_and_other_files_are_left_alone(
    kept: Kept, template: RealPost, tmp_path: Path
) -> None:
    (kept.path.parent / "notes.txt").write_text("mine", "utf-8")
    shutil.copytree(kept.path, kept.path.with_name("backup of a friend"))
    with closing(kept.post.open()) as vault:
        (found,) = vault.backups.listed(kept.path.parent)
        vault.backups.remove(kept.path.parent, Backup("notes.txt", found.made_at, 0, 0))
        vault.backups.remove(kept.path.parent, found)
        assert vault.backups.listed(kept.path.parent) == ()

    assert {path.name for path in kept.path.parent.iterdir()} == {"notes.txt", "backup of a friend"}


def test_a_disk_that_does_not_take_it_keeps_nothing_of_it(post: RealPost, tmp_path: Path) -> None:
    with (
        closing(post.open()) as vault,
        largest_file(60_000),
        pytest.raises((DiskFullError, StorageUnwritableError)),
    ):
        vault.backups.make(tmp_path / "stick", post.clock.now())

    assert list((tmp_path / "stick").iterdir()) == []
    post.open().close()


def test_a_restored_vault_knows_it_and_is_another_device(kept: Kept, tmp_path: Path) -> None:
    with closing(kept.post.open()) as vault:
        before = vault.outbox.device()

    with closing(kept.restored(tmp_path / "other").open()) as vault:
        after = vault.outbox.device()
        assert after.id != before.id
        assert after.key.public != before.key.public
        assert after.slots == before.slots
        assert vault.audit.head().count == 7
