"""The way to updates: what waits, what it changes, and versions that can be turned back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from frontline.app.files import FileDialogs
from frontline.app.stage import GoBack, Stage
from frontline.app.workplace import Workplace
from frontline.ui.viewmodels.updates import UpdatesViewModel
from frontline.ui.views.updates import UpdatesActions, UpdatesView


def show_updates(stage: Stage, workplace: Workplace, files: FileDialogs) -> None:
    model = UpdatesViewModel(
        workplace.updates,
        workplace.documents,
        workplace.vault_runner,
        workplace.take_up_documents,
    )

    def make(back: GoBack) -> QWidget:
        actions = UpdatesActions(lambda: model.open_files(files.documents()), back)
        return UpdatesView(model, stage.around, actions)

    stage.aside("updates", make)
    model.load()
