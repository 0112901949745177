"""Backups of the open vault: made, listed, gone through, taken away. Implements BackupStore."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from frontline.domain.audit import AuditHead
from frontline.errors import (
    AuditBrokenError,
    DiskFullError,
    SlotDamagedError,
    StorageUnwritableError,
    VaultDamagedError,
    VaultNotEncryptedError,
)
from frontline.errors_of_keeping import BackupDamagedError
from frontline.services.audit_log import AuditLog
from frontline.services.backup_store import Backup
from frontline.storage import tables
from frontline.storage.audit import AuditChain
from frontline.storage.backup_files import (
    FORMAT,
    UNFINISHED,
    BackupFolder,
    ManifestBody,
    backed_up,
    backups_below,
    finish,
    folder_name,
    is_backup_name,
    key_mark,
    noted,
    read_backup,
    take_away,
    write_manifest,
)
from frontline.storage.database import VaultDatabase
from frontline.storage.durable_files import write_whole
from frontline.storage.failures import file_failures
from frontline.storage.head_mark import HeadMark
from frontline.storage.places import FOLDER_MODE, VaultPlaces
from frontline.storage.recovery import post_mark
from frontline.storage.slot_files import SlotFiles

_SECOND = timedelta(seconds=1)


class OpenCopy(Protocol):
    """What is asked of a backup that was opened."""

    @property
    def audit(self) -> AuditLog: ...

    def schema_version(self) -> int: ...

    def check_pages(self) -> tuple[str, ...]: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Source:
    """Where an open vault lies, what it is under, and how a copy of it is opened."""

    places: VaultPlaces
    data_key: bytes = field(repr=False)
    open_copy: Callable[[VaultPlaces, bytes], OpenCopy] = field(repr=False)


class SqlBackupStore:
    def __init__(self, source: Source, database: VaultDatabase, chain: AuditChain) -> None:
        self._source = source
        self._database = database
        self._chain = chain

    @property
    def home(self) -> Path:
        return self._source.places.backups

    def make(self, root: Path, at: datetime) -> Backup:
        name = folder_name(at, self._post())
        with file_failures():
            root.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        self._clear_unfinished(root)
        while (root / name).exists():
            at += _SECOND
            name = folder_name(at, self._post())
        unfinished = root / (name + UNFINISHED)
        try:
            self._write(unfinished, at)
            finish(unfinished, root / name)
        except BaseException:
            with suppress(DiskFullError, StorageUnwritableError):
                take_away(root / name)
            raise
        return read_backup(root / name).backup

    def listed(self, root: Path) -> tuple[Backup, ...]:
        post = self._post()
        found = [each.backup for each in backups_below(root) if each.body.post == post]
        return tuple(sorted(found, key=lambda each: each.made_at, reverse=True))

    def check(self, root: Path, backup: Backup) -> None:
        folder = read_backup(root / backup.name)
        folder.check_files()
        if self._is_under_our_key(folder):
            folder.check_maker(self._source.data_key)
            self._go_through(folder, every_page=True)

    def remove(self, root: Path, backup: Backup) -> None:
        if is_backup_name(backup.name):
            take_away(root / backup.name)

    def use_key(self, data_key: bytes) -> None:
        """From now on: the database was encrypted anew. Earlier backups stay under the old one."""
        self._source = replace(self._source, data_key=data_key)

    def _is_under_our_key(self, folder: BackupFolder) -> bool:
        """Its manifest says so, or its slot file does: a damaged mark of the key would otherwise
        make it look like one that only its own passphrase could check."""
        try:
            SlotFiles(folder.places).copies()[0].check(self._source.data_key)
        except SlotDamagedError:
            return folder.is_under(self._source.data_key)
        return True

    def _post(self) -> str:
        return post_mark(SlotFiles(self._source.places).copies()[0].table.recovery_recipient)

    def _write(self, folder: Path, at: datetime) -> None:
        """All files of a backup, each gone through before the manifest vouches for it."""
        with file_failures():
            folder.mkdir(mode=FOLDER_MODE)
        places, data_key = VaultPlaces(folder), self._source.data_key
        head = self._chain.head
        self._database.copy_to(places.database, data_key.hex())
        HeadMark.create(places.head_mark)
        mark = HeadMark(places.head_mark)
        mark.write(head)
        mark.close()
        for own, copy in zip(self._source.places.slot_copies, places.slot_copies, strict=True):
            with file_failures():
                content = own.read_bytes()
            write_whole(copy, content)
        body = ManifestBody(
            format=FORMAT,
            post=self._post(),
            key_mark=key_mark(data_key),
            made_at=int(at.timestamp()),
            schema_version=tables.SCHEMA_VERSION,
            audit_count=head.count,
            audit_head=head.digest,
            files={path.name: noted(path) for path in backed_up(places)},
        )
        write_manifest(folder, body, data_key)
        written = read_backup(folder)
        # Reading every row proves nearly all pages; the rest waits for the weekly check, because
        # somebody who locks waits for this one.
        self._go_through(written, every_page=False)
        # Opened in between: nothing may have changed by that.
        written.check_files()

    def _go_through(self, folder: BackupFolder, *, every_page: bool) -> None:
        """Open a backup where it lies, and go through its slots, its chain and its pages.

        One of an older version is opened, and its pages are read if they are to be; its tables
        are not today's, so its chain is gone through when it is put back. Raises
        BackupDamagedError.
        """
        places, data_key = folder.places, self._source.data_key
        try:
            SlotFiles(places).copies()[0].check(data_key)
            with closing(self._source.open_copy(places, data_key)) as vault:
                if vault.schema_version() == tables.SCHEMA_VERSION:
                    expect_head(vault, folder.body)
                if every_page and vault.check_pages():
                    raise BackupDamagedError(reason="pages")
        except SlotDamagedError as error:
            raise BackupDamagedError(reason="slots") from error
        except AuditBrokenError as error:
            raise BackupDamagedError(reason="audit") from error
        except (VaultDamagedError, VaultNotEncryptedError) as error:
            raise BackupDamagedError(reason="database") from error

    def _clear_unfinished(self, root: Path) -> None:
        """What a backup that was cut off left behind."""
        for path in sorted(root.glob(f"backup-*{UNFINISHED}")):
            if is_backup_name(path.name.removesuffix(UNFINISHED)):
                take_away(path.with_name(path.name.removesuffix(UNFINISHED)))


def expect_head(vault: OpenCopy, body: ManifestBody) -> None:
    """Raises AuditBrokenError, and BackupDamagedError where the chain is another than noted."""
    if vault.audit.verify() != AuditHead(body.audit_head, body.audit_count):
        raise BackupDamagedError(reason="head")
