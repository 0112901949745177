"""Spoken questions for tests: tones, recordings of them, and a player that only notes."""

from __future__ import annotations

import math
import struct
import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from frontline.domain.identifiers import QuestionId
from frontline.errors_of_packs import NoLoudspeakerError
from frontline.rules.clips import BYTES_A_SAMPLE, RATE, Sounds, clips_file, index_of
from frontline.screening.compiled import CompiledPack
from frontline.services.audio import AudioPlayer, Speaker
from frontline.services.clips import ClipShelf, clips_name
from frontline.ui.tasks import TaskRunner
from frontline.ui.viewmodels.listening import ListeningViewModel

DESK_SPEAKER, HEADPHONES = Speaker("desk", "Desk loudspeaker"), Speaker("head", "Headphones")


def tone(seconds: float = 0.1, hertz: int = 440) -> bytes:
    """Samples as clips have them."""
    step = 2 * math.pi * hertz / RATE
    heights = [int(12_000 * math.sin(step * at)) for at in range(int(seconds * RATE))]
    return struct.pack(f"<{len(heights)}h", *heights)


def record(
    folder: Path,
    name: str,
    sound: bytes | None = None,
    form: tuple[int, int, int] = (1, BYTES_A_SAMPLE, RATE),
) -> Path:
    """Write audio/`name` into a pack's folder: channels, bytes a sample, samples a second."""
    path = folder / "audio" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(form[0])
        file.setsampwidth(form[1])
        file.setframerate(form[2])
        file.writeframes(tone() if sound is None else sound)
    return path


def with_clips(compiled: CompiledPack, sounds: Sounds, folder: Path) -> CompiledPack:
    """The pack as if it had been built with these sounds; their file is put into `folder`."""
    pack = replace(compiled.pack, clips=index_of(sounds))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / clips_name(pack.id, pack.version)).write_bytes(clips_file(sounds))
    return replace(compiled, pack=pack)


class FakePlayer:
    """Implements AudioPlayer. `heard` tells what was played and stopped, in order."""

    def __init__(self, *speakers: Speaker) -> None:
        self.there = speakers
        self.asked = 0
        self.heard: list[tuple[bytes, str] | str] = []
        self._ended: Callable[[], None] | None = None

    @property
    def is_playing(self) -> bool:
        return self._ended is not None

    def speakers(self) -> tuple[Speaker, ...]:
        self.asked += 1
        return self.there

    def play(self, sound: bytes, speaker: str, ended: Callable[[], None]) -> None:
        if not self.there:
            raise NoLoudspeakerError
        self.heard.append((sound, speaker))
        self._ended = ended

    def stop(self) -> None:
        if self.is_playing:
            self.heard.append("stopped")
        self._ended = None

    def end(self) -> None:
        """The sound is over."""
        ended, self._ended = self._ended, None
        assert ended is not None
        ended()


def listening(
    player: AudioPlayer, folder: Path, runner: TaskRunner, chosen: str = ""
) -> ListeningViewModel:
    return ListeningViewModel(player, ClipShelf(folder, folder / "own"), runner, lambda: chosen)


def sounds_of(language: str, *questions: str) -> dict[str, dict[QuestionId, bytes]]:
    """A tone of another height for each question."""
    found = {QuestionId(name): tone(hertz=300 + 40 * at) for at, name in enumerate(questions)}
    return {language: found}
