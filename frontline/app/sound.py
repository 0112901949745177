"""What questions are heard from, for as long as the program runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from frontline.ui.surroundings import Surroundings
    from frontline.ui.tasks import TaskRunner
    from frontline.ui.viewmodels.listening import ListeningViewModel


class Sound:
    """What questions are heard from, once somebody is signed in or practises.

    `shipped` holds clips that came with the program, the post's folder `own` those that came later;
    `chosen` gives the id of a loudspeaker.
    """

    def __init__(self, shipped: Path, own: Path, chosen: Callable[[], str]) -> None:
        self._folders = (shipped, own)
        self._chosen = chosen
        self._listening: ListeningViewModel | None = None

    def heard(self, around: Surroundings, runner: TaskRunner) -> Surroundings:
        """Surroundings in which questions can be heard. No part of Qt's sound is loaded by it."""
        from frontline.app.late_audio import LateAudioPlayer
        from frontline.services.clips import CLIPS_FOLDER, ClipShelf
        from frontline.ui.viewmodels.listening import ListeningViewModel

        if self._listening is None:
            shipped, own = self._folders
            shelf = ClipShelf(shipped, own / CLIPS_FOLDER)
            self._listening = ListeningViewModel(LateAudioPlayer(), shelf, runner, self._chosen)
        return around._replace(listening=self._listening)

    def stop(self) -> None:
        if self._listening is not None:
            self._listening.stop()
