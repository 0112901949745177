"""Start-up. The sign-in page is painted with Qt alone; everything heavy loads behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QWidget

from frontline.app.application import application, theme_named
from frontline.app.locking import COVERED, LOCKED, Replace
from frontline.app.sound import Sound
from frontline.app.threads import Threads
from frontline.errors import FrontlineError
from frontline.services.installation import Installation
from frontline.storage.places import VaultPlaces
from frontline.ui.language import Language
from frontline.ui.messages import error_text
from frontline.ui.preferences import Preferences, load_preferences, save_preferences
from frontline.ui.surroundings import Surroundings
from frontline.ui.theme import Theme
from frontline.ui.views.window import FRAME, WANTED, MainWindow

if TYPE_CHECKING:
    from frontline.app.files import FileDialogs
    from frontline.app.leaving import Guards
    from frontline.app.navigator import Navigator
    from frontline.app.practising import Practising
    from frontline.app.workplace import Workplace
    from frontline.domain.clock import Clock
    from frontline.ui.views.sign_in import SignInView

# Loading takes the interpreter away from painting, so it waits until the page stands.
AFTER_FIRST_PAINT_MS = 100
DAMAGED = ("vault.damaged", "vault.slot-damaged")


class Desktop:
    """One window from start to lock. `replace_process` is handed in, so that tests can watch."""

    def __init__(
        self,
        folder: Path,
        installation: Installation,
        replace_process: Replace,
        clock: Clock | None = None,
    ) -> None:
        self.folder = folder
        self._installation = installation
        self._replace_process = replace_process
        self._clock_given = clock
        self.preferences = load_preferences(folder)
        self.around = Surroundings(
            Theme(
                installation.resources, theme_named(self.preferences.theme), self.preferences.scale
            ),
            Language(installation.locale, self.preferences.language),
        )
        self._sound = Sound(installation.documents, folder, lambda: self.preferences.speaker)
        self.window = MainWindow()
        self.navigator: Navigator | None = None
        self.workplace: Workplace | None = None
        self.files: FileDialogs | None = None
        self._behind = QTimer(singleShot=True)
        self._behind.timeout.connect(self._load_behind)
        self._guards: Guards | None = None
        self._practising: Practising | None = None
        self._sign_in: SignInView | None = None
        self._make: Callable[[], QWidget] | None = None
        self.threads = Threads()

    @cached_property
    def _clock(self) -> Clock:
        from frontline.domain.clock import SystemClock

        return self._clock_given or SystemClock()

    def start(self, *, covered: bool = False, room: QSize = WANTED + FRAME) -> None:
        """Paint, then load the rest while the officer types. `room` is what the screen has."""
        self.around.theme.load_fonts()
        has_vault = VaultPlaces(self.folder).has_vault()
        if covered:
            self._show_cover()
        elif has_vault:
            self._show_sign_in()
        else:
            self._show_opening()
        # A page is dressed once, when it is whole; each part of it would be dressed anew.
        self.around.theme.dress_pages(application())
        self.window.show_within(room)
        self._behind.start(AFTER_FIRST_PAINT_MS)
        if not covered and not has_vault:
            QTimer.singleShot(AFTER_FIRST_PAINT_MS, self._show_setup)

    def _load_behind(self) -> None:
        """While the officer types: imports, and the handler for what nobody foresaw."""
        from frontline.app.crash import install_crash_handler
        from frontline.app.loading import load_behind

        install_crash_handler(self.folder, self._clock, self.on_crash)
        self.around.theme.dress_beyond_pages(application())
        self.threads.begin()
        load_behind(self.threads.vault, self.around.language.code)

    # Before sign-in

    def _show(self, make: Callable[[], QWidget]) -> None:
        self._make = make
        self.window.show_page(make(), None)

    def _show_cover(self) -> None:
        from frontline.ui.views.cover import CoverView

        self._show(lambda: CoverView(self.around, self._show_sign_in))
        if self.window.page is not None:
            self.window.page.setFocus()

    def _show_opening(self) -> None:
        from frontline.ui.views.opening import OpeningPage

        self._show(lambda: OpeningPage(self.around))

    def _show_sign_in(self) -> None:
        from frontline.ui.views.sign_in import SignInView

        def make() -> QWidget:
            self._sign_in = SignInView(
                self.around,
                on_sign_in=self._on_sign_in,
                on_language=lambda code: self.prefer(self.preferences._replace(language=code)),
                on_restore=partial(self._show_restore, replacing_damage=True),
            )
            return self._sign_in

        self._show(make)

    def _show_setup(self) -> None:
        from frontline.app.files import save_sheet
        from frontline.services.chance import SystemChance
        from frontline.storage.keeper import SqlVaultKeeper
        from frontline.ui.viewmodels.setup import SetupViewModel
        from frontline.ui.views.setup import SetupView

        chance = SystemChance()
        keeper = SqlVaultKeeper(self.folder, self._clock, chance)
        setup = SetupViewModel(keeper, self.threads.vault_runner, chance)
        setup.finished.connect(self._show_sign_in)
        save = partial(save_sheet, self.around.language, self._dialogs())
        ways = (save, self._show_restore, partial(self._practise, self._show_sign_in))
        self._show(lambda: SetupView(setup, self.around, *ways))

    def _show_restore(self, *, replacing_damage: bool = False) -> None:
        from frontline.app.keeping_pages import restoring_page

        back = self._show_sign_in if replacing_damage else self._show_setup
        place, ways = (self.folder, self._clock), (back, self._show_sign_in)
        around, runner, files = self.around, self.threads.vault_runner, self._dialogs()
        self._show(restoring_page(place, around, runner, files, ways, replacing_damage))

    def _dialogs(self) -> FileDialogs:
        if self.files is None:
            from frontline.app.files import QtFileDialogs

            self.files = QtFileDialogs(self.window, self.around.language)
        return self.files

    def _tell(self, error: FrontlineError) -> None:
        self._dialogs().tell(error_text(self.around.language, error))

    def _on_sign_in(self, name: str, passphrase: str) -> None:
        if self._sign_in is not None:
            self._sign_in.show_busy(self.around.language.gettext("Opening …"))
        folder, clock, installation = self.folder, self._clock, self._installation
        executors = (self.threads.vault, self.threads.network)

        def work() -> Workplace:
            from frontline.app.workplace import open_workplace

            return open_workplace(folder, installation, clock, executors, (name, passphrase))

        self.threads.vault_runner.submit(work, done=self._on_opened, failed=self._on_refused)

    def _on_refused(self, error: FrontlineError) -> None:
        if self._sign_in is not None:
            self._sign_in.show_error(error_text(self.around.language, error))
            if error.code in DAMAGED:
                self._sign_in.offer_restore()

    # After sign-in

    def _on_opened(self, workplace: Workplace) -> None:
        from frontline.app.leaving import Guards
        from frontline.app.memory import keep_what_is_left
        from frontline.app.navigator import Navigator, Ways
        from frontline.ui.tasks import TaskRunner

        keep_what_is_left()
        self._sign_in = None
        self.around.theme.load_person_fonts()
        workplace.connect(self.threads.vault_runner, TaskRunner(self.threads.network))
        self.workplace = workplace
        ways = Ways(
            hide=lambda: self.lock(covered=True),
            lock=self.lock,
            prefer=self.prefer,
            preferences=lambda: self.preferences,
            practise=self._practise,
        )
        heard = self._sound.heard(self.around, self.threads.vault_runner)
        self.navigator = Navigator(self.window, heard, workplace, self._dialogs(), ways)
        self.navigator.welcome()
        minutes = self.preferences.idle_minutes
        self._guards = Guards(application(), minutes, self._clock, hide=ways.hide, lock=self.lock)
        self.window.on_close = lambda: self.close(back_up=True)
        workplace.watch.look()
        workplace.record.start()
        workplace.do_chores(failed=self._tell)
        workplace.check_backups(failed=self._tell)

    def _practise(self, on_leave: Callable[[], None]) -> None:
        from frontline.app.practising import PracticePlace, Practising

        exits = (on_leave, partial(self.lock, covered=True), self.lock)
        place = PracticePlace(self.folder, self._installation, self._clock, self._dialogs())
        vault = (self.threads.vault_runner, self.threads.vault)
        heard = self._sound.heard(self.around, self.threads.vault_runner)
        self._practising = Practising(self.window, heard, place, vault, exits)
        self._practising.start(self._tell)

    def lock(self, *, covered: bool = False) -> None:
        """Neutral first, then everything that held a key or a text is replaced."""
        from frontline.app.leaving import cover_everything

        cover_everything(self.window, self.around)
        self.close(back_up=not covered)
        self._replace_process(COVERED if covered else LOCKED)

    def close(self, *, back_up: bool = False) -> None:
        """Let go of the vault. Harmless when repeated."""
        self._behind.stop()
        self._sound.stop()
        if self._guards is not None:
            self._guards.stop()
            self._guards = None
        if self._practising is not None:
            self._practising.close()
            self._practising = None
        if self.workplace is not None:
            self.workplace.close(back_up=back_up)
            self.workplace = None
        self.threads.end()

    def on_crash(self, code: str) -> None:
        """An error nobody foresaw: say its code, let go of the vault, and offer a fresh start."""
        text = self.around.language.gettext(
            "Something unexpected happened ({code}). Nothing that was saved is lost. "
            "Frontline locks itself now; sign in again to go on."
        )
        self._dialogs().tell(text.format(code=code))
        self.lock()

    # Look and language

    def prefer(self, preferences: Preferences) -> None:
        """Applied at once and kept; the page is built anew, its state is not touched."""
        self.preferences = preferences
        self.around.language.choose(preferences.language)
        self.around.theme.name = theme_named(preferences.theme)
        self.around.theme.scale = preferences.scale
        self.around.theme.dress(application())
        if self._guards is not None:
            self._guards.set_minutes(preferences.idle_minutes)
        if self.navigator is not None:
            self.navigator.rebuild()
        elif self._make is not None:
            self._show(self._make)
        try:
            save_preferences(self.folder, preferences)
        except FrontlineError as error:
            self._tell(error)
