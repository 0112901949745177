"""The window's one page, how it is shown, and how it is built anew when look or language change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.sending import SendingViewModel
from frontline.ui.views.bar import Bar, BarActions
from frontline.ui.views.window import MainWindow

MakePage = Callable[[], QWidget]
GoBack = Callable[[], None]


class Stage:
    """`place` is what the bar says: where one is, never who is meant."""

    def __init__(self, window: MainWindow, around: Surroundings, sending: SendingViewModel) -> None:
        self.window = window
        self.around = around
        self.place = ""
        self._sending = sending
        self._actions: BarActions | None = None
        self._make: MakePage = QWidget
        self._has_bar = True
        # The page that was opened aside, so that asking for it twice does not stack it.
        self._aside = ""

    def set_actions(self, actions: BarActions) -> None:
        self._actions = actions

    def show(self, make: MakePage, *, has_bar: bool = True) -> None:
        """Show the page that `make` builds. The person's own screen has no bar."""
        self._make = make
        self._has_bar = has_bar
        self._aside = ""
        self.rebuild()

    def rebuild(self) -> None:
        bar = None
        if self._has_bar and self._actions is not None:
            bar = Bar(self.around, self._actions)
            bar.show_place(self.place or "Frontline")
            bar.show_sending(self._sending.state)
            # The connection ends with the bar: news that comes while a lock takes it away is lost.
            self._sending.state_changed.connect(bar.show_sending)
        self.window.show_page(self._make(), bar)

    def aside(self, name: str, make: Callable[[GoBack], QWidget], *, has_bar: bool = True) -> None:
        """Show a page that goes back to exactly where it was opened from."""
        if name == self._aside:
            return
        before, had_bar, was_aside = self._make, self._has_bar, self._aside

        def back() -> None:
            self.show(before, has_bar=had_bar)
            self._aside = was_aside

        self.show(lambda: make(back), has_bar=has_bar)
        self._aside = name
