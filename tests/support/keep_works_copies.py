"""Work that makes whole vaults out of others: backups, restoring, bringing up to date."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from frontline.services.backup_store import RestoreKey
from frontline.storage import tables
from frontline.storage.durable_files import sync_file, sync_folder
from frontline.storage.failures import file_failures
from frontline.storage.places import VaultPlaces
from frontline.storage.restoring import SqlVaultRestorer
from tests.support.clock import SettableClock
from tests.support.keep_place import MOST, Place, Say, check_whole, count
from tests.support.vault_posts import CHANCE, SUPERVISOR


def back_up(place: Place, say: Say) -> None:
    with place.at() as vault:
        start = SettableClock().now()
        for number in range(1, MOST):
            vault.backups.make(place.stick, start + timedelta(minutes=number))
            say(number)


def backups_kept(place: Place) -> int:
    with place.at() as vault:
        check_whole(vault)
        found = vault.backups.listed(place.stick)
        for each in found[:3]:
            vault.backups.check(place.stick, each)
        return len(found)


def restore(place: Place, say: Say) -> None:
    with place.at() as vault:
        made = vault.backups.make(place.stick, SettableClock().now())
    for number in range(1, MOST):
        restored_at(place, number, place.stick / made.name)
        say(number)


def restored_at(place: Place, number: int, backup: Path) -> None:
    folder = place.folder.parent / f"restored-{number}"
    key = RestoreKey(SUPERVISOR.name, SUPERVISOR.passphrase)
    SqlVaultRestorer(folder, SettableClock(), CHANCE).restore(backup, key)


def restored_kept(place: Place) -> int:
    """One that was cut off can be done again, or is there as a whole."""
    backup = next(place.stick.glob("backup-*-????"), None)
    last = 0
    for number in range(1, MOST):
        folder = place.folder.parent / f"restored-{number}"
        if not folder.exists():
            return last
        if VaultPlaces(folder).has_vault():
            last = number
        elif backup is None:
            return last
        else:
            restored_at(place, number, backup)
        with Place(folder, place.data_key).signed_in() as vault:
            check_whole(vault)
    return last


def migrate(place: Place, say: Say) -> None:
    for number in range(1, MOST):
        folder = place.folder.parent / f"old-{number}"
        copying = folder.with_suffix(".copying")
        # No work of the program's, so whatever the disk says to it is none of its faults.
        with file_failures():
            shutil.copytree(place.folder, copying)
            for path in copying.iterdir():
                sync_file(path)
            sync_folder(copying)
            copying.rename(folder)
            sync_folder(folder.parent)
        with place.at(folder):
            pass
        say(number)


def migrated_kept(place: Place) -> int:
    last = 0
    for number in range(1, MOST):
        folder = place.folder.parent / f"old-{number}"
        if not folder.exists():
            return last
        last = number
        with place.at(folder) as vault:
            check_whole(vault)
            assert vault.schema_version() == tables.SCHEMA_VERSION
            assert count(vault, "SELECT count(*) FROM answers") == 15
        assert not VaultPlaces(folder).database_copy.exists()
    return last
