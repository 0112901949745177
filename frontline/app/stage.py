"""The window's one page, how it is shown, and how it is built anew when look or language change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.sending import SendingState, SendingViewModel
from frontline.ui.views.outbox import connection_text, counts_text
from frontline.ui.views.window import Bar, BarActions, MainWindow

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
        self._bar: Bar | None = None
        sending.state_changed.connect(self._show_sending)

    def set_actions(self, actions: BarActions) -> None:
        self._actions = actions

    def show(self, make: MakePage, *, has_bar: bool = True) -> None:
        """Show the page that `make` builds. The person's own screen has no bar."""
        self._make = make
        self._has_bar = has_bar
        self.rebuild()

    def rebuild(self) -> None:
        self._bar = None
        if self._has_bar and self._actions is not None:
            self._bar = Bar(self.around, self._actions)
            self._bar.show_place(self.place or "Frontline")
        self.window.show_page(self._make(), self._bar)
        self._show_sending(self._sending.state)

    def aside(self, make: Callable[[GoBack], QWidget], *, has_bar: bool = True) -> None:
        """Show a page that goes back to exactly where it was opened from."""
        before, had_bar = self._make, self._has_bar

        def back() -> None:
            self.show(before, has_bar=had_bar)

        self.show(lambda: make(back), has_bar=has_bar)

    def _show_sending(self, state: SendingState) -> None:
        if self._bar is not None:
            language = self.around.language
            connection = connection_text(language, state.is_online)
            self._bar.show_connection(connection, counts_text(language, state.counts))
