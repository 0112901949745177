"""Spoken questions on disk: read one at a time, never other than signed, kept only when whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from frontline.domain.identifiers import QuestionId
from frontline.errors import FolderUnusableError
from frontline.errors_of_packs import ClipRefusedError, ClipsStrayError
from frontline.rules.clips import clips_file
from frontline.rules.definitions import PackDefinition
from frontline.services.clips import ClipShelf, clips_name
from tests.support.clips import sounds_of, tone, with_clips
from tests.support.packs import mini

JOURNEY, HOURS = QuestionId("journey"), QuestionId("hours")
SOUNDS = sounds_of("ht", "journey", "recruited")


@pytest.fixture
def pack(tmp_path: Path) -> PackDefinition:
    return with_clips(mini(), SOUNDS, tmp_path / "shipped").pack


@pytest.fixture
def shelf(tmp_path: Path) -> ClipShelf:
    return ClipShelf(tmp_path / "shipped", tmp_path / "own")


def test_a_clip_comes_as_it_was_recorded(shelf: ClipShelf, pack: PackDefinition) -> None:
    assert shelf.has(pack, "ht", JOURNEY)
    assert shelf.has_any(pack)
    assert shelf.sound(pack, "ht", JOURNEY) == SOUNDS["ht"][JOURNEY]


def test_what_was_not_recorded_is_not_there(shelf: ClipShelf, pack: PackDefinition) -> None:
    assert not shelf.has(pack, "ht", HOURS)
    assert not shelf.has(pack, "es", JOURNEY)
    assert not shelf.has_any(mini().pack)
    with pytest.raises(ClipRefusedError):
        shelf.sound(pack, "es", JOURNEY)


def test_one_changed_byte_is_never_played(
    shelf: ClipShelf, pack: PackDefinition, tmp_path: Path
) -> None:
    path = tmp_path / "shipped" / clips_name(pack.id, pack.version)
    content = bytearray(path.read_bytes())
    content[pack.clips["ht"][JOURNEY].at + 5] ^= 1
    path.write_bytes(content)
    with pytest.raises(ClipRefusedError) as refused:
        shelf.sound(pack, "ht", JOURNEY)
    assert refused.value.facts == {"reason": "changed"}
    # The clips beside it are still the signed ones.
    assert shelf.sound(pack, "ht", QuestionId("recruited"))


def test_a_file_that_is_gone_takes_the_button_with_it(
    shelf: ClipShelf, pack: PackDefinition, tmp_path: Path
) -> None:
    (tmp_path / "shipped" / clips_name(pack.id, pack.version)).unlink()
    assert not shelf.has(pack, "ht", JOURNEY)
    with pytest.raises(ClipRefusedError):
        shelf.sound(pack, "ht", JOURNEY)


def test_clips_of_another_version_are_not_taken_for_these(
    shelf: ClipShelf, pack: PackDefinition
) -> None:
    assert not shelf.has(replace(pack, version=pack.version + 1), "ht", JOURNEY)


def test_a_file_from_a_stick_is_kept_for_its_pack(tmp_path: Path, pack: PackDefinition) -> None:
    shelf = ClipShelf(tmp_path / "empty", tmp_path / "own")
    assert not shelf.has(pack, "ht", JOURNEY)
    shelf.keep([clips_file(SOUNDS)], [mini().pack, pack])
    assert shelf.sound(pack, "ht", JOURNEY) == SOUNDS["ht"][JOURNEY]


def test_a_stray_file_is_refused_and_nothing_kept(tmp_path: Path, pack: PackDefinition) -> None:
    shelf = ClipShelf(tmp_path / "empty", tmp_path / "own")
    stray = clips_file({"ht": {JOURNEY: tone(0.5)}})
    with pytest.raises(ClipsStrayError):
        shelf.keep([clips_file(SOUNDS), stray], [pack])
    assert not (tmp_path / "own").exists()


def test_where_nothing_can_be_written_it_is_told(tmp_path: Path, pack: PackDefinition) -> None:
    (tmp_path / "own").write_bytes(b"")
    shelf = ClipShelf(tmp_path / "empty", tmp_path / "own")
    with pytest.raises(FolderUnusableError):
        shelf.keep([clips_file(SOUNDS)], [pack])
