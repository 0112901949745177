"""The window's one page, how it is shown, and how it is built anew when look or language change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.sending import SendingViewModel
from frontline.ui.views.bar import Bar, BarActions
from frontline.ui.views.window import MainWindow
from frontline.ui.widgets.overlay import Overlay

MakePage = Callable[[], QWidget]
GoBack = Callable[[], None]
Keys = dict[str, Callable[[], None]]
# The panel, and the part of it that gets the focus.
MakePanel = Callable[[], tuple[Overlay, QWidget]]


class Stage:
    """`place` is what the bar says: where one is, never who is meant.

    `sending` None: nothing is ever sent from here. `dress` puts something around each page.
    """

    def __init__(
        self,
        window: MainWindow,
        around: Surroundings,
        sending: SendingViewModel | None,
        dress: Callable[[QWidget], QWidget] | None = None,
    ) -> None:
        self.window = window
        self.around = around
        self.place = ""
        self._sending = sending
        self._dress = dress
        self._actions: BarActions | None = None
        # Back to the group whose member's case is open.
        self._to_group: GoBack | None = None
        self._make: MakePage = QWidget
        self._has_bar = True
        # The page that was opened aside, so that asking for it twice does not stack it.
        self._aside = ""
        # While the person holds the machine, nothing else is shown and few keys work.
        self._is_held = False
        self._keys: tuple[Keys, Keys] = ({}, {})
        # What stands above the page, if anything does, and under which name.
        self._panel: tuple[str, Overlay] | None = None

    def set_actions(self, actions: BarActions) -> None:
        self._actions = actions

    def set_keys(self, keys: Keys, safe: Keys) -> None:
        """`safe` are those that work while the person holds the machine: they end the session."""
        self._keys = (keys, safe)
        self.window.set_keys(safe if self._is_held else keys)

    def hand_over(self, make: MakePage) -> None:
        """Show this page alone, whatever asks for another, until `take_back`."""
        self.show(make, has_bar=False)
        self._is_held = True
        self.window.set_keys(self._keys[1])

    def take_back(self) -> None:
        self._is_held = False
        self.window.set_keys(self._keys[0])

    def enter_group(self, back: GoBack) -> None:
        """From the next page on each has a way back to the group, until it is left."""
        self._to_group = back

    def leave_group(self) -> None:
        self._to_group = None

    def show(self, make: MakePage, *, has_bar: bool = True) -> None:
        """Show the page that `make` builds. The person's own screen has no bar."""
        if self._is_held:
            return
        self._make = make
        self._has_bar = has_bar
        self._aside = ""
        self.rebuild()

    def rebuild(self) -> None:
        bar = None
        if self._has_bar and self._actions is not None:
            bar = Bar(self.around, replace(self._actions, group=self._to_group))
            bar.show_place(self.place or "Frontline")
            if self._sending is not None:
                bar.show_sending(self._sending.state)
                # The connection ends with the bar: news that comes while a lock takes it away is
                # lost.
                self._sending.state_changed.connect(bar.show_sending)
        # What stood above the page is gone with it.
        self._panel = None
        page = self._make()
        self.window.show_page(page if self._dress is None else self._dress(page), bar)
        self.window.fill_screen(is_wanted=not self._has_bar)

    def panel(self, name: str, make: MakePanel) -> None:
        """Open a panel above the page; asked for again, it closes. Never above the person's own
        screen, which they are looking at."""
        page = self.window.page
        if page is None or not self._has_bar:
            return
        before, self._panel = self._panel, None
        if before is not None and before[1].is_open:
            before[1].close_panel()
            if before[0] == name:
                return
        panel, focus = make()
        panel.open_over(page, focus)
        self._panel = (name, panel)

    def aside(self, name: str, make: Callable[[GoBack], QWidget], *, has_bar: bool = True) -> None:
        """Show a page that goes back to exactly where it was opened from."""
        if name == self._aside or self._is_held:
            return
        before, had_bar, was_aside = self._make, self._has_bar, self._aside

        def back() -> None:
            self.show(before, has_bar=had_bar)
            self._aside = was_aside

        self.show(lambda: make(back), has_bar=has_bar)
        self._aside = name
