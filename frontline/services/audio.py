"""Playing sound: the port, implemented by `frontline.ui.audio` and lazily by `frontline.app`."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol


class Speaker(NamedTuple):
    """A loudspeaker or headphones. `id` is the system's own and stays the same from day to day."""

    id: str
    name: str


class AudioPlayer(Protocol):
    """Plays one sound at a time, and none by itself. All of it on the window's thread."""

    def speakers(self) -> tuple[Speaker, ...]:
        """What there is to play on, the system's own choice first. None is no error."""
        ...

    def play(self, sound: bytes, speaker: str, ended: Callable[[], None]) -> None:
        """Play samples as rules/clips.py has them, in place of what was played.

        `speaker` is an id; where it is not there, the system's own choice plays. `ended` is called
        once the sound is over or broke off, and not after `stop`. Raises NoLoudspeakerError.
        """
        ...

    def stop(self) -> None:
        """Silence when this returns."""
        ...
