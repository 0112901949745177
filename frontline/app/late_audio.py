"""Sound that costs nothing until it is wanted: Qt's own part is loaded with the first clip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from frontline.errors_of_packs import NoLoudspeakerError

if TYPE_CHECKING:
    from frontline.services.audio import AudioPlayer, Speaker


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
