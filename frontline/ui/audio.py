"""Sound through Qt. Importing this loads QtMultimedia: only app/late_audio.py does, when it must.

Clips are plain samples: QAudioSink plays them without any of Qt's media plug-ins, which the
packaged program does not have (docs/decisions/007-spoken-questions.md).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtMultimedia import (
    QAudioDevice,
    QAudioFormat,
    QAudioSink,
    QMediaDevices,
    QtAudio,
)

from frontline.errors_of_packs import NoLoudspeakerError
from frontline.rules.clips import RATE
from frontline.services.audio import Speaker


class QtAudioPlayer:
    """Implements services.audio.AudioPlayer."""

    def __init__(self) -> None:
        self._sink: QAudioSink | None = None
        self._samples: QBuffer | None = None

    def speakers(self) -> tuple[Speaker, ...]:
        return tuple(Speaker(_id_of(each), each.description()) for each in _devices())

    def play(self, sound: bytes, speaker: str, ended: Callable[[], None]) -> None:
        self.stop()
        devices = _devices()
        if not devices:
            raise NoLoudspeakerError
        device = next((each for each in devices if _id_of(each) == speaker), devices[0])
        sink, samples = QAudioSink(device, _format()), QBuffer()
        samples.setData(sound)
        samples.open(QIODevice.OpenModeFlag.ReadOnly)
        sink.start(samples)
        if sink.error() is not QtAudio.Error.NoError:
            raise NoLoudspeakerError
        self._sink, self._samples = sink, samples

        # The state that the signal brings cannot be handed to Python in this version of Qt's own
        # binding, so it is asked for.
        def changed() -> None:
            is_over = sink.state() in (QtAudio.State.IdleState, QtAudio.State.StoppedState)
            if is_over and self._sink is sink:
                self.stop()
                ended()

        sink.stateChanged.connect(changed)

    def stop(self) -> None:
        sink, samples = self._sink, self._samples
        self._sink = self._samples = None
        if sink is not None and samples is not None:
            # Drops what the device has not played yet; `stop` alone would play it to its end.
            sink.reset()
            # Qt may be within a signal of theirs.
            sink.deleteLater()
            samples.deleteLater()


def _devices() -> list[QAudioDevice]:
    """The system's own choice first."""
    own = QMediaDevices.defaultAudioOutput()
    if own.isNull():
        return list(QMediaDevices.audioOutputs())
    return [own, *(each for each in QMediaDevices.audioOutputs() if _id_of(each) != _id_of(own))]


def _id_of(device: QAudioDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def _format() -> QAudioFormat:
    made = QAudioFormat()
    made.setSampleRate(RATE)
    made.setChannelCount(1)
    made.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return made
