"""Backups, keeping and restoring: their pages, wired to the post."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from frontline.services.chance import SystemChance
from frontline.services.permissions import Action
from frontline.services.retention import Retention
from frontline.ui.viewmodels.keeping import KeepingViewModel
from frontline.ui.viewmodels.restoring import RestoringViewModel
from frontline.ui.views.keeping import KeepingActions, KeepingView
from frontline.ui.views.restoring import RestoringActions, RestoringView

if TYPE_CHECKING:
    from pathlib import Path

    from frontline.app.files import FileDialogs
    from frontline.app.stage import GoBack, Stage
    from frontline.app.workplace import Workplace
    from frontline.domain.clock import Clock
    from frontline.ui.surroundings import Surroundings
    from frontline.ui.tasks import TaskRunner


def may_keep(workplace: Workplace) -> bool:
    """Whether there is anything on the page of backups and keeping that they may do."""
    session = workplace.desk.session
    return session.may(Action.BACKUP) and session.may(Action.CONFIRM_REMOVAL)


def show_keeping(stage: Stage, workplace: Workplace, files: FileDialogs) -> None:
    keeping = KeepingViewModel(
        workplace.desk.session,
        workplace.backups,
        Retention(workplace.desk, workplace.keeper),
        workplace.vault_runner,
    )

    def elsewhere() -> None:
        folder = files.folder()
        if folder is not None:
            keeping.back_up(folder)

    def make(back: GoBack) -> QWidget:
        return KeepingView(keeping, stage.around, KeepingActions(elsewhere, back))

    stage.aside("keeping", make)
    keeping.load()


def restoring_page(
    place: tuple[Path, Clock],
    around: Surroundings,
    runner: TaskRunner,
    files: FileDialogs,
    ways: tuple[Callable[[], None], Callable[[], None]],
    replacing_damage: bool,
) -> Callable[[], QWidget]:
    """What builds the page. `ways`: back, and on to the sign-in once it is done."""
    from frontline.storage.restoring import SqlVaultRestorer

    restorer = SqlVaultRestorer(*place, SystemChance())
    restoring = RestoringViewModel(restorer, runner, replacing_damage=replacing_damage)
    back, done = ways
    restoring.finished.connect(done)

    def pick() -> None:
        folder = files.folder()
        if folder is not None:
            restoring.choose(folder)

    return lambda: RestoringView(restoring, around, RestoringActions(pick, back))
