"""The way to how cases were dealt with, for oversight."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from frontline.app.files import FileDialogs
from frontline.app.stage import GoBack, Stage
from frontline.app.workplace import Workplace
from frontline.ui.viewmodels.oversight import OversightViewModel
from frontline.ui.views.oversight import OversightView


def show_oversight(stage: Stage, workplace: Workplace, files: FileDialogs) -> None:
    model = OversightViewModel(workplace.desk, workplace.vault_runner)

    def make(back: GoBack) -> QWidget:
        return OversightView(model, stage.around, workplace.pack, files.save_oversight_report, back)

    stage.aside("oversight", make)
    model.load()
