"""The ports through which backups are made and put back. Implemented by `frontline.storage`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from frontline.domain.deeds import Deed


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup says of itself. `name` is its folder; `entries` are those of its chain."""

    name: str
    made_at: datetime
    entries: int
    size: int


class Duty(StrEnum):
    """What comes round again; the vault keeps when it was last done."""

    BACKUP_CHECK = "backup-check"
    RETENTION = "retention"


class BackupStore(Protocol):
    """All raise DiskFullError, StorageUnwritableError."""

    @property
    def home(self) -> Path:
        """Where backups on this machine lie."""
        ...

    def make(self, root: Path, at: datetime) -> Backup:
        """A new backup in a folder of its own below `root`, durable and checked.

        Raises BackupDamagedError where what was written cannot be read; nothing is left then.
        """
        ...

    def listed(self, root: Path) -> tuple[Backup, ...]:
        """This post's backups below `root`, the newest first; half-written ones are none."""
        ...

    def check(self, root: Path, backup: Backup) -> None:
        """Open it and go through the whole of it; of one under an earlier data key, compare
        every byte. Raises BackupDamagedError."""
        ...

    def remove(self, root: Path, backup: Backup) -> None:
        """Harmless when repeated."""
        ...


class DutyStore(Protocol):
    def done_at(self, duty: Duty) -> datetime | None: ...

    def note(self, duty: Duty, deed: Deed) -> None:
        """Done at the moment of `deed`."""
        ...


@dataclass(frozen=True, slots=True)
class RestoreKey:
    """What opens a backup: somebody's passphrase, or the recovery key with their name. `second`
    is the other holder's key where there are holders."""

    name: str
    secret: str = field(repr=False)
    is_recovery_key: bool = False
    second: str = field(default="", repr=False)


class VaultRestorer(Protocol):
    def look_at(self, backup: Path) -> Backup:
        """What a backup says of itself, before anything proves it. Raises BackupDamagedError."""
        ...

    def restore(self, backup: Path, key: RestoreKey, *, replacing_damage: bool = False) -> None:
        """Put a backup in the vault's place, checked before anything is written there.

        With `replacing_damage` the files that are there are moved aside, never deleted. Raises
        VaultExistsError without, BackupDamagedError, WrongPassphraseError, WrongRecoveryKeyError,
        UserNotFoundError, VaultInUseError, VaultVersionError, DiskFullError.
        """
        ...
