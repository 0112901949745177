"""The way to the directory, from wherever one is and back."""

from __future__ import annotations

from frontline.app.stage import Stage
from frontline.app.workplace import Workplace
from frontline.ui.viewmodels.directory import DirectoryViewModel
from frontline.ui.views.directory import DirectoryPage


def show_directory(stage: Stage, workplace: Workplace) -> None:
    country = workplace.pack.country
    model = DirectoryViewModel(
        workplace.directories,
        workplace.desk.clock.now().date(),
        country.code if country is not None else "",
    )
    stage.aside("directory", lambda back: DirectoryPage(model, stage.around, back))
