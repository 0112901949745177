"""Pages of the gallery: panels above a page, and what stands before any page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontline.app.gallery_showing import Showing, nothing
from frontline.ui.lexicon import Lexicon
from frontline.ui.viewmodels.palette import Command, CommandKind, PaletteViewModel
from frontline.ui.views.key_sheet import key_sheet
from frontline.ui.views.opening import OpeningPage
from frontline.ui.views.palette import palette_panel
from frontline.ui.views.practice import waiting_page
from frontline.ui.views.term import term_panel
from frontline.ui.widgets.overlay import Overlay

MakePage = Callable[[Showing], QWidget]
_MOST_TERMS = 3


class _Covered(QWidget):
    """A page without anything to press, and a panel above it from when both are shown."""

    def __init__(self, page: QWidget, panel: Overlay, focus: QWidget) -> None:
        super().__init__()
        self._page, self._panel, self._focus = page, panel, focus
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._panel.is_open:
            self._panel.open_over(self._page, self._focus)


def _covered(make: Callable[[Showing], tuple[Overlay, QWidget]]) -> MakePage:
    return lambda showing: _Covered(waiting_page(showing.around), *make(showing))


def _terms(showing: Showing) -> tuple[Overlay, QWidget]:
    terms = Lexicon(showing.documents().glossaries()).sorted_for(showing.around.language.code)
    return term_panel(showing.around, terms[:_MOST_TERMS], "es", nothing)


def _palette(typed: str) -> MakePage:
    def make(showing: Showing) -> tuple[Overlay, QWidget]:
        gettext = showing.around.language.gettext
        commands = (
            Command(CommandKind.PAGE, gettext("Outbox"), nothing),
            Command(CommandKind.PAGE, gettext("Settings"), nothing),
            Command(CommandKind.ACTION, gettext("Start screening"), nothing),
            Command(CommandKind.CASE, "XZDN-BCM8", nothing),
        )
        panel, field = palette_panel(PaletteViewModel(commands, None), showing.around)
        panel.field.setText(typed)
        return panel, field

    return _covered(make)


PANEL_PAGES: dict[str, MakePage] = {
    "opening": lambda showing: OpeningPage(showing.around),
    "panel, keys": _covered(lambda showing: key_sheet(showing.around)),
    "panel, words": _covered(_terms),
    "panel, palette": _palette(""),
    "panel, palette without a match": _palette("qqq"),
}
