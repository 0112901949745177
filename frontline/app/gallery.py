"""frontline gallery: every page and every widget in every look, as pictures or in a window of a
test. Nothing on them is real."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from frontline.app.gallery_case_pages import CASE_PAGES
from frontline.app.gallery_channel_pages import CHANNEL_PAGES
from frontline.app.gallery_directory_pages import DIRECTORY_PAGES
from frontline.app.gallery_group_pages import GROUP_PAGES
from frontline.app.gallery_panel_pages import PANEL_PAGES
from frontline.app.gallery_person_pages import PERSON_PAGES
from frontline.app.gallery_post import SUPERVISOR, GalleryPost
from frontline.app.gallery_post_pages import POST_PAGES
from frontline.app.gallery_showing import AtOnce, Showing, nothing
from frontline.app.gallery_sound_pages import SOUND_PAGES
from frontline.app.gallery_supervisor_pages import SUPERVISOR_PAGES
from frontline.app.gallery_widgets import WIDGET_PAGES
from frontline.app.gallery_words import StandInLanguage
from frontline.services.installation import Installation
from frontline.services.outbox import Outbox
from frontline.services.referrals import Referrals
from frontline.ui.language import INTERFACE_LANGUAGES, Language
from frontline.ui.surroundings import Surroundings
from frontline.ui.tasks import TaskRunner
from frontline.ui.theme import Theme, ThemeName
from frontline.ui.viewmodels.sending import SendingViewModel
from frontline.ui.views.bar import Bar, BarActions
from frontline.ui.views.window import MainWindow

PAGES: dict[str, Callable[[Showing], QWidget]] = {
    **WIDGET_PAGES,
    **POST_PAGES,
    **CASE_PAGES,
    **CHANNEL_PAGES,
    **PERSON_PAGES,
    **GROUP_PAGES,
    **DIRECTORY_PAGES,
    **SOUND_PAGES,
    **SUPERVISOR_PAGES,
    **PANEL_PAGES,
}
# Not a language: every text is longer than in any, and marked.
STAND_IN = "stand-in"
LANGUAGES = (*INTERFACE_LANGUAGES, STAND_IN)
SCALES = (100, 150, 200)
SIZES = ((1024, 768), (1366, 768))
# The pages that come before sign-in, are for the person, have a frame or are below a panel.
_WITHOUT_BAR = (
    *("cover", "sign-in", "set-up", "restoring", "opening"),
    *("person's screen", "practice", "panel"),
)
_SETTLING_ROUNDS = 6


class Look(NamedTuple):
    """`language` is one of LANGUAGES, `scale` in per cent, `size` in pixels."""

    theme: ThemeName
    language: str
    scale: int
    size: tuple[int, int]

    def __str__(self) -> str:
        width, height = self.size
        return f"{self.theme.value}-{self.language}-{self.scale}-{width}x{height}"


def every_look() -> Iterator[Look]:
    """Pages are dressed anew only when theme or scale change, which takes a moment."""
    for theme, scale, language, size in itertools.product(ThemeName, SCALES, LANGUAGES, SIZES):
        yield Look(theme, language, scale, size)


def file_name(page: str) -> str:
    """Of the picture of a page of PAGES."""
    return page.replace(",", "").replace("'", "").replace(" ", "-") + ".png"


class Gallery:
    """Lives in `folder`, which must be new. One page at a time is in its window."""

    def __init__(self, installation: Installation, folder: Path) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        found = QApplication.instance()
        self._application = found if isinstance(found, QApplication) else _application()
        self._installation = installation
        self._post = GalleryPost(folder, installation)
        self._runner = TaskRunner(AtOnce())
        self._dressed: tuple[ThemeName, int] | None = None
        self.window = MainWindow()

    def close(self) -> None:
        self._runner.stop()
        self.window.close()
        self.window.deleteLater()
        self._settle()
        self._post.close()

    def show(self, name: str, look: Look) -> MainWindow:
        """The page `name` of PAGES, settled."""
        theme = self._dress(look)
        language = (
            StandInLanguage()
            if look.language == STAND_IN
            else Language(self._installation.locale, look.language)
        )
        around = Surroundings(theme, language, self._post.clock.now().tzinfo)
        showing = Showing(self._post, around, self._runner)
        page = PAGES[name](showing)
        bar = None if name.startswith(_WITHOUT_BAR) else self._bar(showing)
        self.window.resize(*look.size)
        self.window.show_page(page, bar)
        self.window.show()
        self._settle()
        return self.window

    def picture(self, name: str, look: Look, path: Path) -> None:
        """As `show`, into a PNG."""
        self.show(name, look).grab().save(str(path))

    def _dress(self, look: Look) -> Theme:
        theme = Theme(self._installation.resources, look.theme, look.scale)
        if self._dressed is None:
            theme.load_fonts()
            theme.load_person_fonts()
        if self._dressed != (look.theme, look.scale):
            self._dressed = (look.theme, look.scale)
            self.window.takeCentralWidget()
            theme.dress(self._application)
        return theme

    def _bar(self, showing: Showing) -> Bar:
        desk, runner = showing.desk(SUPERVISOR), showing.runner
        sending = SendingViewModel(Outbox(desk), Referrals(desk), runner, runner, desk.clock)
        bar = Bar(showing.around, BarActions(*[nothing] * len(BarActions.__slots__)))
        bar.show_place("Frontline")
        sending.state_changed.connect(bar.show_sending)
        sending.load()
        return bar

    def _settle(self) -> None:
        """Until the window has nothing left to do."""
        for _ in range(_SETTLING_ROUNDS):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _application() -> QApplication:
    return QApplication(["frontline", "-style", "fusion"])
