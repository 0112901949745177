"""A backup on disk: one folder, with the vault's files as they were and a manifest.

    backup-20261122T083000Z-ABCD-1234/
        vault.db  vault.slots-a  vault.slots-b  vault.head      as in the vault's own folder
        manifest.json                                           {"body": {...}, "mac": hex}

The digests tell damage before anybody types a passphrase; the MAC, under a key that only an
unlocked vault has, tells a forgery after it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as model

from frontline.crypto.canonical import canonical_json, parse_canonical_json
from frontline.crypto.mac import derived_key, is_same, mac
from frontline.errors_of_keeping import BackupDamagedError
from frontline.services.backup_store import Backup
from frontline.storage.durable_files import sync_file, sync_folder, write_whole
from frontline.storage.failures import file_failures
from frontline.storage.places import VaultPlaces

FORMAT = "frontline-backup/1"
MANIFEST = "manifest.json"
UNFINISHED = ".new"
_PURPOSE = "vault/backup"
_KEY_MARK = "vault/backup-key"
_DEPTH = 5
_MOST_BYTES = 64 * 1024
_NAME = re.compile(r"backup-\d{8}T\d{6}Z-[0-9A-F]{4}-[0-9A-F]{4}")
_STAMP = "%Y%m%dT%H%M%SZ"


@model(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class FileNote:
    size: int
    sha256: str


@model(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class ManifestBody:
    """`made_at` in seconds since 1970; `files` by name; `post` is the mark of the recovery key,
    and `key_mark` tells backups under one data key from those under another."""

    format: str
    post: str
    key_mark: str
    made_at: int
    schema_version: int
    audit_count: int
    audit_head: str
    files: dict[str, FileNote]

    def canonical(self) -> bytes:
        return canonical_json(asdict(self))


_BODY = TypeAdapter(ManifestBody)


@dataclass(frozen=True, slots=True)
class BackupFolder:
    """A backup whose manifest could be read. What it says is believed only after `check_files`,
    and that it is this vault's only after `check_maker`."""

    path: Path
    body: ManifestBody
    code: str = field(repr=False)

    @property
    def places(self) -> VaultPlaces:
        return VaultPlaces(self.path)

    @property
    def backup(self) -> Backup:
        return Backup(
            name=self.path.name,
            made_at=datetime.fromtimestamp(self.body.made_at, UTC),
            entries=self.body.audit_count,
            size=sum(note.size for note in self.body.files.values()),
        )

    def check_files(self) -> None:
        """Raises BackupDamagedError unless every file is there, byte for byte."""
        if set(self.body.files) != {path.name for path in backed_up(self.places)}:
            raise BackupDamagedError(reason="files")
        for path in backed_up(self.places):
            if not path.is_file() or noted(path) != self.body.files[path.name]:
                raise BackupDamagedError(reason="digest")

    def is_under(self, data_key: bytes) -> bool:
        """It was made while the vault had this data key, as far as it says itself."""
        return self.body.key_mark == key_mark(data_key)

    def check_maker(self, data_key: bytes) -> None:
        """Raises BackupDamagedError unless somebody who held the data key wrote it."""
        if not is_same(_code(self.body, data_key).encode(), self.code.encode()):
            raise BackupDamagedError(reason="mac")


def folder_name(at: datetime, post: str) -> str:
    return f"backup-{at.astimezone(UTC):{_STAMP}}-{post}"


def is_backup_name(name: str) -> bool:
    return _NAME.fullmatch(name) is not None


def backed_up(places: VaultPlaces) -> tuple[Path, ...]:
    """The files that make a backup; the slot file last, in the order it is put back."""
    return (places.database, places.head_mark, *places.slot_copies)


def write_manifest(folder: Path, body: ManifestBody, data_key: bytes) -> None:
    content = canonical_json({"body": asdict(body), "mac": _code(body, data_key)})
    write_whole(folder / MANIFEST, content)


def read_backup(path: Path) -> BackupFolder:
    """Raises BackupDamagedError for what is no backup, or one without a whole manifest."""
    try:
        with (path / MANIFEST).open("rb") as file:
            raw = parse_canonical_json(file.read(_MOST_BYTES + 1), _DEPTH)
    except (OSError, ValueError) as error:
        raise BackupDamagedError(reason="manifest") from error
    match raw:
        case {"body": dict(fields), "mac": str(code), **rest} if not rest:
            try:
                body = _BODY.validate_python(fields)
            except ValidationError as error:
                raise BackupDamagedError(reason="manifest") from error
            if body.format == FORMAT and body.canonical() == canonical_json(fields):
                return BackupFolder(path, body, code)
    raise BackupDamagedError(reason="manifest")


def backups_below(root: Path) -> Iterator[BackupFolder]:
    """Every finished backup with a readable manifest."""
    with file_failures():
        found = sorted(root.iterdir()) if root.is_dir() else []
    for path in found:
        if is_backup_name(path.name):
            try:
                yield read_backup(path)
            except BackupDamagedError:
                continue


def noted(path: Path) -> FileNote:
    """Size and digest of a file. Raises StorageUnwritableError."""
    with file_failures(), path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return FileNote(file.tell(), sha256)


def finish(unfinished: Path, path: Path) -> None:
    """Everything on disk, and only then under the name that says so."""
    with file_failures():
        for file in sorted(unfinished.iterdir()):
            sync_file(file)
        sync_folder(unfinished)
        unfinished.rename(path)
        sync_folder(path.parent)


def take_away(path: Path) -> None:
    """The name first, so that what is left half removed is no backup."""
    unfinished = path.with_name(path.name + UNFINISHED)
    with file_failures():
        if path.exists():
            path.rename(unfinished)
        if unfinished.exists():
            shutil.rmtree(unfinished)


def key_mark(data_key: bytes) -> str:
    """16 hex digits, from which the key cannot be told."""
    return mac(derived_key(data_key, _KEY_MARK), b"").hex()[:16]


def _code(body: ManifestBody, data_key: bytes) -> str:
    return mac(derived_key(data_key, _PURPOSE), body.canonical()).hex()
