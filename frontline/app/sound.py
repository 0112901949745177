"""Sound that costs nothing until it is wanted: Qt's own part is loaded with the first clip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from frontline.errors_of_packs import NoLoudspeakerError
from frontline.services.audio import Speaker

if TYPE_CHECKING:
    from pathlib import Path

    from frontline.services.audio import AudioPlayer
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


class LateAudioPlayer:
    """Implements services.audio.AudioPlayer. A machine that lacks the system's library of sound
    is one without a loudspeaker."""

    def __init__(self) -> None:
        self._player: AudioPlayer | None = None

    def speakers(self) -> tuple[Speaker, ...]:
        with _quiet():
            player = self._loaded()
            return () if player is None else player.speakers()

    def play(self, sound: bytes, speaker: str, ended: Callable[[], None]) -> None:
        with _quiet():
            player = self._loaded()
            if player is None:
                raise NoLoudspeakerError
            player.play(sound, speaker, ended)

    def stop(self) -> None:
        if self._player is not None:
            self._player.stop()

    def _loaded(self) -> AudioPlayer | None:
        if self._player is None:
            try:
                from frontline.ui.audio import QtAudioPlayer
            except ImportError:
                return None
            self._player = QtAudioPlayer()
        return self._player


@contextmanager
def _quiet() -> Iterator[None]:
    """Without Qt's remarks on what sound services and plug-ins a machine lacks: whether there is a
    loudspeaker is told on the page, and nobody is at a console to read the rest."""
    before = qInstallMessageHandler(_say_nothing)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _say_nothing(_kind: QtMsgType, _context: QMessageLogContext, _text: str) -> None:
    """What Qt says of sound services."""
