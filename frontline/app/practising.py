"""Starting a practice and ending it, whoever is signed in or nobody yet."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from frontline.app.files import FileDialogs
from frontline.app.memory import give_memory_back
from frontline.app.practice import Practice, PracticeExits
from frontline.app.practice_post import PracticePost, open_practice
from frontline.domain.clock import Clock
from frontline.errors import FrontlineError
from frontline.services.installation import Installation
from frontline.ui.surroundings import Surroundings
from frontline.ui.tasks import TaskRunner
from frontline.ui.views.practice import waiting_page
from frontline.ui.views.window import MainWindow
from frontline.ui.widgets import keys


@dataclass(frozen=True, slots=True)
class PracticePlace:
    """Where the practice's own vault is put, and with what it is opened."""

    folder: Path
    installation: Installation
    clock: Clock
    files: FileDialogs


class Practising:
    """`exits`: what to do when the practice has ended, to hide, and to lock."""

    def __init__(
        self,
        window: MainWindow,
        around: Surroundings,
        place: PracticePlace,
        vault: tuple[TaskRunner, Executor],
        exits: tuple[Callable[[], None], Callable[[], None], Callable[[], None]],
    ) -> None:
        self._window = window
        self._around = around
        self._place = place
        self._runner, self._executor = vault
        self._exits = PracticeExits(place.files, *exits)
        # Set and taken away on the vault's thread.
        self._post: PracticePost | None = None
        # Holds what the pages call.
        self._practice: Practice | None = None
        self._close_before = window.on_close

    def start(self, failed: Callable[[FrontlineError], None]) -> None:
        exits = self._exits
        self._window.on_close = self._close_all
        self._window.set_keys({keys.HIDE.first: exits.hide, keys.LOCK.first: exits.lock})
        self._window.show_page(waiting_page(self._around), None)

        def refused(error: FrontlineError) -> None:
            failed(error)
            self._leave()

        self._runner.submit(self._open, done=self._show, failed=refused)

    def close(self) -> None:
        """Waits until nothing of it is left, and no longer stands in the way of closing."""
        self._window.on_close = self._close_before
        self._executor.submit(self._close).result()

    def _open(self) -> PracticePost:
        place = self._place
        self._post = open_practice(place.folder, place.installation, place.clock)
        return self._post

    def _close(self) -> None:
        if self._post is not None:
            self._post.close()
            self._post = None

    def _show(self, post: PracticePost) -> None:
        post.connect(self._runner)
        exits = replace(self._exits, leave=self._leave)
        self._practice = Practice(self._window, self._around, post, exits)
        self._practice.show_intro()

    def _leave(self) -> None:
        # The pages go first: none of them may ask a vault that is closed.
        self._exits.leave()
        self.close()
        # Its rules and its vault are as large as the post's own.
        self._practice = None
        give_memory_back()

    def _close_all(self) -> None:
        """The window goes in the midst of it."""
        self.close()
        self._close_before()
