"""Puts a backup in a vault's place. Implements VaultRestorer.

A copy is made beside the place, opened, brought up to date and gone through. Only then are its
files moved into place, the slot file last: until it is there the place holds no vault, by the same
mark that a set-up leaves, and all can be done again.
"""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from pathlib import Path

from frontline.domain.audit import AuditHead
from frontline.domain.chance import Chance
from frontline.domain.clock import Clock
from frontline.domain.deeds import Deed, DeedKind
from frontline.errors import (
    AuditBrokenError,
    SlotDamagedError,
    VaultDamagedError,
    VaultExistsError,
    VaultNotEncryptedError,
)
from frontline.errors_of_keeping import BackupDamagedError
from frontline.services.backup_store import Backup, RestoreKey
from frontline.storage.backup_files import BackupFolder, backed_up, read_backup
from frontline.storage.durable_files import sync_file, sync_folder, write_whole
from frontline.storage.failures import file_failures
from frontline.storage.lock import VaultLock
from frontline.storage.opening import open_copy, open_vault
from frontline.storage.places import FILE_MODE, FOLDER_MODE, VaultPlaces
from frontline.storage.reserve import Reserve
from frontline.storage.slot_files import SlotFiles
from frontline.storage.throttle import Throttle
from frontline.storage.unlocking import Unlocked, unlock, unlock_by_recovery
from frontline.storage.vault import SqlVault

_ASIDE = "aside-%Y%m%dT%H%M%SZ"


class SqlVaultRestorer:
    def __init__(self, folder: Path, clock: Clock, chance: Chance) -> None:
        self._places = VaultPlaces(folder)
        self._clock = clock
        self._chance = chance

    def look_at(self, backup: Path) -> Backup:
        return read_backup(backup).backup

    def restore(self, backup: Path, key: RestoreKey, *, replacing_damage: bool = False) -> None:
        if self._places.has_vault() and not replacing_damage:
            raise VaultExistsError
        source = read_backup(backup)
        source.check_files()
        unlocked = _unlocked(source, key)
        source.check_maker(unlocked.data_key)
        with file_failures():
            self._places.make_folder()
        lock = VaultLock(self._places.lock)
        try:
            # Once more, now that nobody else can be making one.
            if self._places.has_vault() and not replacing_damage:
                raise VaultExistsError
            self._put_back(source, unlocked, key)
        finally:
            with suppress(OSError):
                shutil.rmtree(self._places.restoring)
            lock.release()

    def _put_back(self, source: BackupFolder, unlocked: Unlocked, key: RestoreKey) -> None:
        staged = self._staged(source)
        Reserve(staged.reserve, self._chance).set_aside()
        self._prove(source, staged, unlocked, key)
        if self._places.has_vault():
            self._move_aside()
        self._move_in(staged)

    def _staged(self, source: BackupFolder) -> VaultPlaces:
        """The backup's files in a folder beside the vault's, as they were read and checked."""
        staged = VaultPlaces(self._places.restoring)
        with file_failures():
            shutil.rmtree(staged.folder, ignore_errors=True)
            staged.folder.mkdir(mode=FOLDER_MODE)
            for path in backed_up(source.places):
                target = staged.folder / path.name
                shutil.copyfile(path, target)
                target.chmod(FILE_MODE)
        # What was read a second time is what was checked, or the stick is failing.
        BackupFolder(staged.folder, source.body, source.code).check_files()
        return staged

    def _prove(
        self, source: BackupFolder, staged: VaultPlaces, unlocked: Unlocked, key: RestoreKey
    ) -> None:
        """Open the copy, go through all of it, and let it know what it is."""
        noted = AuditHead(source.body.audit_head, source.body.audit_count)
        reserve = Reserve(staged.reserve, self._chance)
        try:
            with closing(open_copy(staged, unlocked.data_key)) as as_it_was:
                if as_it_was.audit.head() != noted or as_it_was.check_pages():
                    raise BackupDamagedError(reason="head")
            with closing(open_vault(staged, unlocked.data_key, reserve, lambda: None)) as vault:
                vault.audit.verify()
                self._note(vault, source, unlocked, key)
        except AuditBrokenError as error:
            raise BackupDamagedError(reason="audit") from error
        except (VaultDamagedError, VaultNotEncryptedError) as error:
            raise BackupDamagedError(reason="database") from error

    def _note(
        self, vault: SqlVault, source: BackupFolder, unlocked: Unlocked, key: RestoreKey
    ) -> None:
        user, now = unlocked.secret.user, self._clock.now()
        if key.is_recovery_key:
            vault.audit.record(Deed(DeedKind.RECOVERY_USED, user, str(user), now))
        deed = Deed(DeedKind.VAULT_RESTORED, user, source.path.name, now)
        vault.renew_device(self._chance, deed)

    def _move_aside(self) -> None:
        """Everything of the vault that was here, into a folder of its own; nothing is deleted."""
        places = self._places
        aside = places.folder / f"{self._clock.now():{_ASIDE}}"
        with file_failures():
            aside.mkdir(mode=FOLDER_MODE)
            for path in (
                # The slots last: while they are here, so is a vault.
                places.log,
                places.database,
                places.database_copy,
                places.head_mark,
                *places.slot_copies,
            ):
                if path.exists():
                    path.rename(aside / path.name)
            sync_folder(aside)
            sync_folder(places.folder)

    def _move_in(self, staged: VaultPlaces) -> None:
        places = self._places
        write_whole(places.founding, b"")
        Throttle(places.tries, self._clock).succeed()
        with file_failures():
            places.log.unlink(missing_ok=True)
            for path in (staged.reserve, *backed_up(staged)):
                sync_file(path)
                path.replace(places.folder / path.name)
                # One after the other: the slots may not be there before the rest is.
                sync_folder(places.folder)
        with suppress(OSError):
            # From here on the slots speak; a mark left behind goes at the first sign-in.
            places.founding.unlink()


def _unlocked(source: BackupFolder, key: RestoreKey) -> Unlocked:
    """Raises WrongPassphraseError, WrongRecoveryKeyError, UserNotFoundError, BackupDamagedError.

    Not throttled: who has the backup in hand can guess at it without this program.
    """
    try:
        copies = SlotFiles(source.places).copies()
        if key.is_recovery_key:
            keys = (key.secret, key.second) if key.second else (key.secret,)
            return unlock_by_recovery(copies, keys, key.name)
        return unlock(copies, key.name, key.secret)
    except SlotDamagedError as error:
        raise BackupDamagedError(reason="slots") from error
