"""Recordings in a pack's source: what is played, and what `pack check` refuses and why."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from frontline.domain.identifiers import QuestionId
from frontline.rules import clip_files
from frontline.rules.clip_files import Recordings, read_recordings
from frontline.rules.clips import LONGEST_BYTES, RATE
from frontline.rules.extension import read_pack
from frontline.rules.source_models import PackHeader, PackModel
from frontline.rules.texts import Translation
from tests.support.clips import record, tone
from tests.support.packs import LAND, MINI, PACKS, pack_model

ALONE = "en/recruited.wav"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


def spoken_in(*languages: str) -> PackModel:
    pack = pack_model(MINI)
    raw = pack.header.model_dump(exclude_defaults=True)
    header = PackHeader.model_validate({**raw, "person_languages": languages})
    return pack.model_copy(update={"header": header})


def read(folder: Path) -> Recordings:
    texts = {"ht": Translation({"question.recruited.say": "Èske yon moun te jwenn travay la?"})}
    return read_recordings(folder, spoken_in("ht"), texts)


def faults(folder: Path) -> list[tuple[str, int, str, str]]:
    found = read(folder)
    return [(each.file, each.line, each.code, each.field) for each in sorted(found.faults)]


def test_a_pack_without_recordings_has_none(folder: Path) -> None:
    assert (read(folder).sounds, read(folder).faults) == ({}, [])


def test_a_recording_is_read_without_its_header(folder: Path) -> None:
    record(folder, "en/recruited.wav", tone(0.2))
    record(folder, "ht/recruited.wav", tone(0.3))
    found = read(folder)
    assert found.faults == []
    question = QuestionId("recruited")
    assert found.sounds == {"en": {question: tone(0.2)}, "ht": {question: tone(0.3)}}


def damaged(folder: Path, name: str) -> None:
    (record(folder, name)).write_bytes(b"RIFF but no more")


Make = Callable[[Path], object]
BAD: dict[str, tuple[Make, tuple[str, int, str, str]]] = {
    "a language the pack does not declare": (
        lambda folder: record(folder, "qu/recruited.wav"),
        ("audio/qu/recruited.wav", 1, "audio.unknown-language", "qu"),
    ),
    "a question that is not there": (
        lambda folder: record(folder, "en/who_else.wav"),
        ("audio/en/who_else.wav", 1, "audio.unknown-question", "who_else"),
    ),
    "a question that is not put to the person": (
        lambda folder: record(folder, "en/papers.wav"),
        ("audio/en/papers.wav", 1, "audio.unknown-question", "papers"),
    ),
    "a question that the language lacks": (
        lambda folder: record(folder, "ht/journey.wav"),
        ("audio/ht/journey.wav", 1, "audio.no-text", "journey"),
    ),
    "two channels": (
        lambda folder: record(folder, ALONE, form=(2, 2, RATE)),
        (f"audio/{ALONE}", 1, "audio.format", "en.recruited"),
    ),
    "eight bits": (
        lambda folder: record(folder, ALONE, form=(1, 1, RATE)),
        (f"audio/{ALONE}", 1, "audio.format", "en.recruited"),
    ),
    "another rate": (
        lambda folder: record(folder, ALONE, form=(1, 2, 44_100)),
        (f"audio/{ALONE}", 1, "audio.format", "en.recruited"),
    ),
    "not what its name says": (
        lambda folder: damaged(folder, ALONE),
        (f"audio/{ALONE}", 1, "audio.not-wav", "en.recruited"),
    ),
    "longer than thirty seconds": (
        lambda folder: record(folder, ALONE, b"\1\0" * (LONGEST_BYTES // 2 + 1)),
        (f"audio/{ALONE}", 1, "audio.too-long", "en.recruited"),
    ),
    "larger than any clip": (
        lambda folder: record(folder, ALONE, b"\1\0" * LONGEST_BYTES),
        (f"audio/{ALONE}", 1, "audio.too-large", "en.recruited"),
    ),
    "nothing but silence": (
        lambda folder: record(folder, ALONE, b"\0\0" * RATE),
        (f"audio/{ALONE}", 1, "audio.silent", "en.recruited"),
    ),
    "no sound at all": (
        lambda folder: record(folder, ALONE, b""),
        (f"audio/{ALONE}", 1, "audio.silent", "en.recruited"),
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_played_is_refused(folder: Path, name: str) -> None:
    make, fault = BAD[name]
    make(folder)
    record(folder, "ht/recruited.wav")
    found = read(folder)
    assert faults(folder) == [fault]
    assert list(found.sounds) == ["ht"]


def test_thirty_seconds_are_taken(folder: Path) -> None:
    record(folder, ALONE, b"\1\0" * (LONGEST_BYTES // 2))
    assert faults(folder) == []


def test_more_than_fits_a_file_of_clips_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clip_files, "MOST_BYTES", len(tone()))
    record(folder, "en/recruited.wav")
    assert faults(folder) == []
    record(folder, "ht/recruited.wav")
    assert faults(folder) == [("audio", 1, "audio.too-large-together", "-")]


@pytest.mark.parametrize(
    "name", ["audio/en/recruited.mp3", "audio/recruited.wav", "audio/en/old/recruited.wav"]
)
def test_what_stands_elsewhere_is_unknown(folder: Path, name: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"")
    unknown = {each.file for each in read_pack(folder).faults if each.code == "pack.unknown-file"}
    assert name in unknown


def test_where_recordings_belong_nothing_is_unknown(folder: Path) -> None:
    record(folder, ALONE)
    assert read_pack(folder).faults == []


def test_a_country_is_heard_in_its_own_voice_and_else_in_that_of_its_floor(tmp_path: Path) -> None:
    packs = Path(shutil.copytree(PACKS, tmp_path / "packs"))
    record(packs / "mini", "en/recruited.wav", tone(0.1))
    record(packs / "mini", "en/journey.wav", tone(0.1))
    record(packs / "land", "en/journey.wav", tone(0.4))
    record(packs / "mini", "en/nobody.wav")
    found = read_recordings(packs / "land", pack_model(LAND), {})
    sounds = {QuestionId("recruited"): tone(0.1), QuestionId("journey"): tone(0.4)}
    assert found.sounds == {"en": sounds}
    assert [each.file for each in found.faults] == ["../mini/audio/en/nobody.wav"]
