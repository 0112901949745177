"""Qt's own part of sound: loaded with the first clip and not before, and told where it cannot play.

A machine with a loudspeaker is asked through a service that is not there, so that these tests say
the same everywhere and nobody hears them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QIODevice, QObject, Signal
from PySide6.QtWidgets import QApplication

from frontline.app.late_audio import LateAudioPlayer
from frontline.app.sound import Sound
from frontline.errors_of_packs import NoLoudspeakerError
from frontline.ui.views.screening import ScreeningView
from tests.support.clips import HEADPHONES, FakePlayer, listening, sounds_of, tone, with_clips
from tests.support.gui import DEBT, IN_PRIVATE, Gui, screening_ways, settle
from tests.support.gui_words import texts_of
from tests.support.packs import core

SILENT = {"PULSE_SERVER": "unix:/nowhere", "PIPEWIRE_REMOTE": "/nowhere"}
# Everything that the signed-in program loads.
LOADED = """
import sys
import frontline.app.desktop, frontline.app.practising
from frontline.app.late_audio import LateAudioPlayer
from frontline.app.loading import load_the_rest
load_the_rest("en")
player = LateAudioPlayer()
player.stop()
print("PySide6.QtMultimedia" in sys.modules)
print(len(player.speakers()))
print("PySide6.QtMultimedia" in sys.modules)
"""


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SILENT.items():
        monkeypatch.setenv(name, value)


@pytest.mark.slow
def test_nothing_of_sound_is_loaded_before_it_is_wanted() -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOADED],
        env={**os.environ, **SILENT},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert told.stdout.split() == ["False", "0", "True"]
    # Neither Qt nor the sound service had anything to say.
    assert told.stderr == ""


@pytest.mark.usefixtures("qapp", "silent")
def test_a_machine_without_a_device_tells_and_does_not_wait() -> None:
    player, ended = LateAudioPlayer(), list[str]()
    before = time.monotonic()
    assert player.speakers() == ()
    with pytest.raises(NoLoudspeakerError):
        player.play(tone(), "", lambda: ended.append("ended"))
    player.stop()
    assert time.monotonic() - before < 5
    assert ended == []


@pytest.mark.usefixtures("silent")
def test_the_page_tells_it_in_words(gui: Gui, tmp_path: Path, qapp: QApplication) -> None:
    post = Gui(gui.around, pack=with_clips(core(), sounds_of("ar", DEBT), tmp_path))
    model = listening(LateAudioPlayer(), tmp_path, post.runner)
    around = post.around._replace(listening=model)
    table = post.screening(post.table(IN_PRIVATE, language="ar"), DEBT)
    view = ScreeningView(table, around, screening_ways(post))
    post.show(view)
    settle()
    assert any("No loudspeaker or headphones found." in text for text in texts_of(view))
    view._pane.listen()
    settle()
    assert any("No loudspeaker or headphones found." in text for text in texts_of(view))
    assert model.state.playing is None
    post.close()


@pytest.mark.usefixtures("qapp")
def test_a_system_without_the_library_of_sound_has_no_loudspeaker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "frontline.ui.audio", None)
    player = LateAudioPlayer()
    assert player.speakers() == ()
    with pytest.raises(NoLoudspeakerError):
        player.play(tone(), "", lambda: None)


def test_the_program_stops_it_when_it_closes(gui: Gui, tmp_path: Path) -> None:
    """Also what the practice plays: both are heard from one place."""
    sound = Sound(tmp_path, tmp_path, lambda: "")
    sound.stop()
    model = sound.heard(gui.around, gui.runner).listening
    assert model is not None
    assert sound.heard(gui.around, gui.runner).listening is model
    player = FakePlayer(HEADPHONES)
    model._player = player
    player.play(tone(), "", lambda: None)
    sound.stop()
    assert player.heard[-1] == "stopped"


class StandInSink(QObject):
    """Qt's sink as it is on a device. Its signal brings nothing: the state that the real one
    brings cannot be handed to Python, so whoever listens must not ask for it."""

    stateChanged = Signal()  # noqa: N815 -- Qt's name

    def __init__(self, *_given: object) -> None:
        super().__init__()
        self.given = b""
        self.resets = 0

    def start(self, samples: QIODevice) -> None:
        self.given = bytes(samples.readAll().data())

    def error(self) -> object:
        return import_module("PySide6.QtMultimedia").QtAudio.Error.NoError

    def state(self) -> object:
        return import_module("PySide6.QtMultimedia").QtAudio.State.IdleState

    def reset(self) -> None:
        self.resets += 1


@pytest.mark.usefixtures("qapp", "silent")
def test_when_the_device_has_played_all_it_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    player, ended, sinks = LateAudioPlayer(), list[str](), list[StandInSink]()
    player.speakers()
    audio = sys.modules["frontline.ui.audio"]

    def make(*given: object) -> StandInSink:
        sinks.append(StandInSink(*given))
        return sinks[-1]

    monkeypatch.setattr(audio, "QAudioSink", make)
    device = import_module("PySide6.QtMultimedia").QAudioDevice()
    monkeypatch.setattr(audio, "_devices", lambda: [device])
    player.play(tone(), "", lambda: ended.append("first"))
    assert sinks[0].given == tone()
    sinks[0].stateChanged.emit()
    sinks[0].stateChanged.emit()
    assert ended == ["first"]

    player.play(tone(), "", lambda: ended.append("second"))
    player.stop()
    assert sinks[1].resets == 1
    sinks[1].stateChanged.emit()
    assert ended == ["first"]
    settle()
