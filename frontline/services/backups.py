"""Copies of the vault: made, kept in rotation, checked now and then, and put back.

A backup is as encrypted as the vault and opens with the passphrases of its day. It is worth
something only if it can be read, so each is opened and gone through when it is made, and one of
those at hand again each week.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from frontline.domain.deeds import DeedKind
from frontline.errors_of_keeping import BackupDamagedError
from frontline.services.backup_store import Backup, Duty
from frontline.services.desk import Desk
from frontline.services.permissions import Action

KEPT_DAYS = 7
KEPT_WEEKS = 4
# Policy: how old the newest backup on this machine may get, and how long none is gone through.
BACKUP_EVERY = timedelta(days=1)
CHECK_EVERY = timedelta(days=7)


def kept(made: Sequence[datetime]) -> frozenset[datetime]:
    """Those that rotation keeps: the last of each of the 7 newest days that have one, and of each
    of the 4 newest weeks. By their own dates, so that a clock set wrong throws nothing away."""
    days = _last_of_each([(moment.date(), moment) for moment in made])
    weeks = _last_of_each([(moment.isocalendar()[:2], moment) for moment in made])
    return frozenset(days[:KEPT_DAYS] + weeks[:KEPT_WEEKS])


def _last_of_each(made: Sequence[tuple[Hashable, datetime]]) -> list[datetime]:
    last: dict[Hashable, datetime] = {}
    for group, moment in made:
        last[group] = max(moment, last.get(group, moment))
    return sorted(last.values(), reverse=True)


class Backups:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def listed(self) -> tuple[Backup, ...]:
        """Those on this machine."""
        store = self._desk.vault.backups
        return store.listed(store.home)

    def make(self, root: Path | None = None) -> Backup:
        """Now, to `root` or on this machine. Raises BackupDamagedError."""
        self._desk.session.require(Action.BACKUP)
        return self._make(root)

    def check(self, backup: Backup) -> None:
        """Go through one of this machine. Raises BackupDamagedError."""
        self._desk.session.require(Action.BACKUP)
        self._check(backup)

    def is_due(self) -> bool:
        newest = max((each.made_at for each in self.listed()), default=None)
        return newest is None or self._desk.clock.now() - newest >= BACKUP_EVERY

    def make_if_due(self) -> Backup | None:
        """As the policy of every post has it, whoever is signed in."""
        return self._make(None) if self.is_due() else None

    def check_if_due(self) -> None:
        """Once a week, go through one backup of this machine drawn by lot.

        Raises BackupDamagedError; the check counts as done then, so that it is told once.
        """
        desk = self._desk
        last = desk.vault.duties.done_at(Duty.BACKUP_CHECK)
        if last is not None and desk.clock.now() - last < CHECK_EVERY:
            return
        found = self.listed()
        if found:
            drawn = int.from_bytes(desk.chance.token(4), "big") % len(found)
            self._check(found[drawn])

    def _make(self, root: Path | None) -> Backup:
        desk, store = self._desk, self._desk.vault.backups
        place = store.home if root is None else root
        made = store.make(place, desk.clock.now())
        desk.vault.audit.record(desk.deed(DeedKind.BACKUP_MADE, made.name))
        self._rotate(place)
        return made

    def _rotate(self, root: Path) -> None:
        store = self._desk.vault.backups
        found = store.listed(root)
        staying = kept([each.made_at for each in found])
        for each in found:
            if each.made_at not in staying:
                store.remove(root, each)

    def _check(self, backup: Backup) -> None:
        desk = self._desk
        deed = desk.deed(DeedKind.BACKUP_CHECKED, backup.name)
        try:
            desk.vault.backups.check(desk.vault.backups.home, backup)
        except BackupDamagedError:
            failed = desk.deed(DeedKind.BACKUP_DAMAGED, backup.name)
            desk.vault.duties.note(Duty.BACKUP_CHECK, failed)
            raise
        desk.vault.duties.note(Duty.BACKUP_CHECK, deed)
