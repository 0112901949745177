"""Recordings in a pack's source: audio/<language>/<question id>.wav.

What is wrong with one is told as every fault of a pack is. The line is 1: a recording has none.
"""

from __future__ import annotations

import wave
from dataclasses import dataclass, field
from pathlib import Path

from frontline.domain.identifiers import QuestionId
from frontline.rules.clips import (
    BYTES_A_SAMPLE,
    LONGEST_BYTES,
    LONGEST_SECONDS,
    MOST_BYTES,
    RATE,
)
from frontline.rules.faults import Fault
from frontline.rules.source_models import PackModel
from frontline.rules.texts import SOURCE_LANGUAGE, Translations

FOLDER, SUFFIX = "audio", ".wav"
# Beside the sound stands a header, and what a recorder writes about itself.
_MOST_BESIDE = 64 * 1024


@dataclass(slots=True)
class Recordings:
    """What of a pack's folder can be played, and the faults of what cannot."""

    sounds: dict[str, dict[QuestionId, bytes]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Recording:
    path: Path
    name: str

    @property
    def language(self) -> str:
        return self.path.parent.name

    @property
    def question(self) -> QuestionId:
        return QuestionId(self.path.stem)

    def fault(self, code: str, field_name: str, detail: str = "") -> Fault:
        return Fault(self.name, 1, code, field_name, detail)


def is_recording(name: Path) -> bool:
    """Whether a file or folder of a pack's folder stands where recordings do."""
    is_placed = name.parts[0] == FOLDER and len(name.parts) <= 3
    return is_placed and (len(name.parts) == 3) is (name.suffix == SUFFIX)


def read_recordings(folder: Path, pack: PackModel, translations: Translations) -> Recordings:
    """Those of the pack in `folder`, and those of the pack it extends: where both have a question
    in a language, its own is heard. Content never raises; faults are listed."""
    found = Recordings()
    spoken = _Spoken(pack, translations)
    for recording in _recordings(folder, pack):
        sound = spoken.fault(recording) or _sound(recording)
        if isinstance(sound, Fault):
            found.faults.append(sound)
        else:
            found.sounds.setdefault(recording.language, {})[recording.question] = sound
    total = sum(len(sound) for sounds in found.sounds.values() for sound in sounds.values())
    if total > MOST_BYTES:
        detail = f"{total} bytes of sound, at most {MOST_BYTES}"
        found.faults.append(Fault(FOLDER, 1, "audio.too-large-together", "-", detail))
    return found


def _recordings(folder: Path, pack: PackModel) -> list[_Recording]:
    folders = [(folder, "")]
    if pack.header.extends is not None:
        name = pack.header.extends.pack
        folders.insert(0, (folder.parent / name, f"../{name}/"))
    return [
        _Recording(path, prefix + path.relative_to(each).as_posix())
        for each, prefix in folders
        for path in sorted((each / FOLDER).glob(f"*/*{SUFFIX}"))
    ]


class _Spoken:
    """What there is to speak: which questions are put to the person, and in which languages."""

    def __init__(self, pack: PackModel, translations: Translations) -> None:
        header = pack.header
        self._languages = {SOURCE_LANGUAGE, *header.languages, *header.person_languages}
        self._said = {question.id for question in pack.questions if question.say}
        self._translations = translations

    def fault(self, recording: _Recording) -> Fault | None:
        language, question = recording.language, recording.question
        if language not in self._languages:
            return recording.fault("audio.unknown-language", language)
        if question not in self._said:
            return recording.fault("audio.unknown-question", question)
        # What is heard also stands on the screen, for the officer and for whoever can read.
        texts = self._translations[language].texts if language != SOURCE_LANGUAGE else {}
        if language != SOURCE_LANGUAGE and f"question.{question}.say" not in texts:
            return recording.fault("audio.no-text", question, f"{language} lacks the question")
        return None


def _sound(recording: _Recording) -> bytes | Fault:
    field_name = f"{recording.language}.{recording.question}"
    if recording.path.stat().st_size > LONGEST_BYTES + _MOST_BESIDE:
        return recording.fault(
            "audio.too-large", field_name, f"at most {LONGEST_BYTES} bytes of sound"
        )
    try:
        with wave.open(str(recording.path), "rb") as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            sound = file.readframes(file.getnframes())
    except (wave.Error, EOFError, ValueError) as error:
        return recording.fault("audio.not-wav", field_name, str(error))
    if form != (1, BYTES_A_SAMPLE, RATE):
        told = "{} channels, {} bytes a sample, {} a second".format(*form)
        return recording.fault("audio.format", field_name, told)
    if len(sound) > LONGEST_BYTES:
        return recording.fault("audio.too-long", field_name, f"at most {LONGEST_SECONDS} seconds")
    if not any(sound):
        return recording.fault("audio.silent", field_name)
    return sound[: len(sound) // BYTES_A_SAMPLE * BYTES_A_SAMPLE]
