"""Pages of the gallery: the directory."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontline.app.gallery_showing import Showing, nothing
from frontline.ui.viewmodels.directory import DirectoryViewModel
from frontline.ui.views.directory import DirectoryPage


def _directory(*, shows_points: bool) -> Callable[[Showing], QWidget]:
    def make(showing: Showing) -> QWidget:
        today = showing.desk().clock.now().date()
        model = DirectoryViewModel(showing.documents().directories(), today, "")
        model.show_points(shows_points)
        return DirectoryPage(model, showing.around, nothing)

    return make


DIRECTORY_PAGES = {
    "directory": _directory(shows_points=False),
    "directory, focal points": _directory(shows_points=True),
}
