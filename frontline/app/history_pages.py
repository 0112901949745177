"""The page of the record of deeds, and the file it can be saved to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from frontline.app.files import FileDialogs
from frontline.app.stage import GoBack, Stage
from frontline.app.workplace import Workplace
from frontline.services.audit_log import HistoryFilter
from frontline.ui.viewmodels.history import HistoryViewModel
from frontline.ui.views.history import HistoryView


class HistoryPages:
    def __init__(self, stage: Stage, workplace: Workplace, files: FileDialogs) -> None:
        self._stage = stage
        self._workplace = workplace
        self._files = files

    def show(self) -> None:
        history = HistoryViewModel(self._workplace.desk, self._workplace.vault_runner)

        def make(back: GoBack) -> QWidget:
            return HistoryView(history, self._stage.around, lambda: self._export(history), back)

        self._stage.aside("history", make)
        history.show(HistoryFilter())

    def _export(self, history: HistoryViewModel) -> None:
        path = self._files.history_path()
        if path is not None:
            history.export(path)
