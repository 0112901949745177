"""The way to the sealed report: from any page and back to it, leaving nothing behind."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from frontline.app.files import FileDialogs
from frontline.app.stage import GoBack, Stage
from frontline.app.workplace import Workplace
from frontline.services.integrity import Integrity
from frontline.ui.viewmodels.integrity import IntegrityViewModel
from frontline.ui.views.integrity import IntegrityActions, IntegrityView


def show_report_page(stage: Stage, workplace: Workplace, files: FileDialogs) -> None:
    integrity = Integrity(workplace.desk, workplace.documents.trusted_keys)
    model = IntegrityViewModel(integrity, workplace.vault_runner)

    def make(back: GoBack) -> QWidget:
        actions = IntegrityActions(save=files.save_sealed, back=back)
        return IntegrityView(model, stage.around, actions)

    stage.aside("report", make)
    model.load()
