"""The pages of backups, keeping and restoring, over a vault in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from frontline.domain.findings import Band, Finding
from frontline.domain.officials import AccessRole
from frontline.domain.retention import HoldReason, Removal
from frontline.errors_of_keeping import BackupDamagedError
from frontline.rules.country import RetentionPeriods, Stated
from frontline.services.backup_store import Backup, RestoreKey
from frontline.services.backups import Backups
from frontline.services.desk import Desk
from frontline.services.retention import Retention
from frontline.ui.viewmodels.keeping import KeepingViewModel
from frontline.ui.viewmodels.restoring import RestoringViewModel
from frontline.ui.views.keeping import KeepingActions, KeepingView
from frontline.ui.views.restoring import RestoringActions, RestoringView
from tests.support.desks import a_session
from tests.support.gui import Gui, settle
from tests.support.vault_keeper import MemoryKeeper
from tests.support.vault_posts import SITE, Bench

BACKUP = Path("stick") / "backup-20261122T093015Z-ABCD-1234"
MADE_AT = datetime(2026, 11, 22, 9, 30, 15, tzinfo=UTC)
PERIODS = RetentionPeriods(
    identity=dict.fromkeys(Band, 30),
    case=dict.fromkeys(Band, 100),
    stated=Stated("Invented", date(2026, 1, 1)),
)


class KnownRetention(Retention):
    """At a post whose country states its periods."""

    def periods(self) -> RetentionPeriods | None:
        return PERIODS


class PaperRestorer:
    """Notes what was asked, and refuses what it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[Path, RestoreKey, bool]] = []
        self.refusal: Exception | None = None
        self.no_backups = False

    def look_at(self, backup: Path) -> Backup:
        if self.no_backups:
            raise BackupDamagedError(reason="manifest")
        return Backup(backup.name, MADE_AT, entries=12, size=4096)

    def restore(self, backup: Path, key: RestoreKey, *, replacing_damage: bool = False) -> None:
        self.asked.append((backup, key, replacing_damage))
        if self.refusal is not None:
            raise self.refusal


def retention_of(gui: Gui, access: AccessRole = AccessRole.SUPERVISOR) -> KnownRetention:
    """Somebody's of that role at the post."""
    desk: Desk = replace(gui.desk, session=a_session(access))
    keeper = MemoryKeeper(gui.clock)
    keeper.vault = gui.vault
    return KnownRetention(desk, keeper)


def closed_cases(gui: Gui, count: int, days: int = 200) -> None:
    """Long enough ago that all of each is due, or `days` ago."""
    bench = Bench(gui.vault, gui.session.user.id, SITE, gui.clock)
    for _ in range(count):
        case, screening = bench.added()
        gui.vault.identities.save_envelope(case.id, b"sealed", bench.deed())
        finding = Finding(Band.POSSIBLE, urgent=False)
        gui.vault.cases.close_screening(screening.id, gui.clock.now(), finding, bench.deed())
    gui.clock.advance(timedelta(days=days))


def keeping(gui: Gui, retention: KnownRetention | None = None) -> KeepingView:
    mine = retention_of(gui) if retention is None else retention
    desk = mine._desk
    model = KeepingViewModel(desk.session, Backups(desk), mine, gui.runner)
    actions = KeepingActions(gui.tell("elsewhere"), gui.tell("back"))
    view = KeepingView(model, gui.around, actions)
    model.load()
    settle()
    return view


def busy_keeping(gui: Gui) -> KeepingView:
    """With a backup, removals that are due, proposed by both, and a case under a hold."""
    closed_cases(gui, 3)
    mine, other = retention_of(gui), retention_of(gui)
    first, second, third = (case.id for case in gui.vault.retention.kept())
    other.propose(first, Removal.CASE)
    mine.propose(second, Removal.IDENTITY)
    mine.hold(third, HoldReason.COMPENSATION)
    Backups(mine._desk).make()
    return keeping(gui, mine)


def restoring(gui: Gui) -> RestoringView:
    model = RestoringViewModel(PaperRestorer(), gui.runner, replacing_damage=True)
    view = RestoringView(model, gui.around, RestoringActions(gui.tell("pick"), gui.tell("back")))
    model.choose(BACKUP)
    return view
