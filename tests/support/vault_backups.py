"""Backups and recurring duties in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from frontline.domain.deeds import Deed
from frontline.errors_of_keeping import BackupDamagedError
from frontline.services.backup_store import Backup, Duty
from tests.support.vault_audit import MemoryAudit


@dataclass
class MemoryBackupStore:
    """`damaged` names those that cannot be read."""

    audit: MemoryAudit
    home: Path = Path("home")
    by_root: dict[Path, dict[str, Backup]] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)
    checked: list[str] = field(default_factory=list)

    def make(self, root: Path, at: datetime) -> Backup:
        found = self.by_root.setdefault(root, {})
        made = Backup(f"backup-{at:%Y%m%dT%H%M%SZ}-{len(found)}", at, self.audit.head().count, 1)
        found[made.name] = made
        return made

    def listed(self, root: Path) -> tuple[Backup, ...]:
        found = self.by_root.get(root, {}).values()
        return tuple(sorted(found, key=lambda each: each.made_at, reverse=True))

    def check(self, root: Path, backup: Backup) -> None:
        self.checked.append(backup.name)
        if backup.name in self.damaged or backup.name not in self.by_root.get(root, {}):
            raise BackupDamagedError(reason="digest")

    def remove(self, root: Path, backup: Backup) -> None:
        self.by_root.get(root, {}).pop(backup.name, None)


@dataclass
class MemoryDutyStore:
    audit: MemoryAudit
    moments: dict[Duty, datetime] = field(default_factory=dict)

    def done_at(self, duty: Duty) -> datetime | None:
        return self.moments.get(duty)

    def note(self, duty: Duty, deed: Deed) -> None:
        self.moments[duty] = deed.at
        self.audit.record(deed)
