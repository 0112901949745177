"""The directory as a page, over the shipped directories."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from frontline.ui.viewmodels.directory import DirectoryViewModel
from frontline.ui.views.directory import DirectoryPage
from tests.support.gui import Gui, settle


def directory(gui: Gui, country: str = "XT") -> DirectoryPage:
    today = gui.clock.now().date()
    model = DirectoryViewModel(gui.documents.directories(), today, country)
    page = DirectoryPage(model, gui.around, gui.tell("back"))
    settle()
    return page


def focal_points(gui: Gui) -> QWidget:
    page = directory(gui)
    page._viewmodel.show_points(True)
    settle()
    return page


DIRECTORY_PAGES = {"directory": directory, "directory, focal points": focal_points}
