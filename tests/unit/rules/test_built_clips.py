"""Spoken questions of built packs: named in the signed pack, and nothing else of them in it."""

from __future__ import annotations

from typing import Any

import pytest

from frontline.crypto.development import development_key
from frontline.crypto.signed_document import SignedDocument, read_document, write_document
from frontline.domain.identifiers import QuestionId
from frontline.errors import DocumentRefusedError
from frontline.rules.built import build_pack, read_built_pack
from frontline.rules.clips import CLIPS_MAGIC, Clip, clips_file, has_all, index_of
from tests.support.clips import sounds_of, tone
from tests.support.packs import MINI, pack_model

KEY = development_key()
SOUNDS = {**sounds_of("en", "recruited", "journey"), **sounds_of("ht", "journey")}


def test_a_pack_without_clips_is_built_as_ever() -> None:
    pack = pack_model(MINI)
    assert build_pack(pack, {}, KEY, {}) == build_pack(pack, {}, KEY)
    assert set(read_document(build_pack(pack, {}, KEY), {KEY.public}).body) == {"pack", "strings"}


def test_each_clip_stands_where_the_signed_pack_says() -> None:
    built = read_built_pack(build_pack(pack_model(MINI), {}, KEY, SOUNDS), {KEY.public})
    clips, content = built.definition.clips, clips_file(SOUNDS)
    assert clips == index_of(SOUNDS)
    for language, sounds in SOUNDS.items():
        for question, sound in sounds.items():
            clip = clips[language][question]
            assert content[clip.at : clip.at + clip.size] == sound
            assert clip.is_sound(sound)


def test_no_sound_is_in_the_pack_itself() -> None:
    silent = build_pack(pack_model(MINI), {}, KEY)
    spoken = build_pack(pack_model(MINI), {}, KEY, {"en": {QuestionId("journey"): tone(20)}})
    assert len(spoken) - len(silent) < 300


def test_one_changed_byte_anywhere_is_seen() -> None:
    clips, content = index_of(SOUNDS), clips_file(SOUNDS)
    assert has_all(clips, content)
    for at in (0, len(CLIPS_MAGIC), len(content) // 2, len(content) - 1):
        changed = bytearray(content)
        changed[at] ^= 1
        assert not has_all(clips, bytes(changed))
    assert not has_all(clips, content[:-1])
    assert not has_all(clips, content + b"\0")


def test_a_file_with_one_clip_more_is_another_file() -> None:
    more = {**SOUNDS, **sounds_of("es", "journey")}
    assert not has_all(index_of(SOUNDS), clips_file(more))


BAD: dict[str, dict[str, object]] = {
    "before the first": {"at": 0},
    "of no size": {"size": 0},
    "longer than a clip may be": {"size": 1_000_000},
    "without a digest": {"sha256": ""},
    "with a field too many": {"text": "?"},
}


@pytest.mark.parametrize("change", BAD.values(), ids=BAD)
def test_a_clip_that_cannot_be_is_refused(change: dict[str, object]) -> None:
    body: dict[str, Any] = read_document(
        build_pack(pack_model(MINI), {}, KEY, SOUNDS), {KEY.public}
    ).body
    body["clips"]["en"]["journey"].update(change)
    content = write_document(SignedDocument("pack", "mini", 1, body), KEY)
    with pytest.raises(DocumentRefusedError):
        read_built_pack(content, {KEY.public})


def test_what_sounds_otherwise_is_not_the_clip() -> None:
    clip = Clip(18, 2, index_of({"en": {QuestionId("q"): b"\1\0"}})["en"][QuestionId("q")].sha256)
    assert clip.is_sound(b"\1\0")
    assert not clip.is_sound(b"\1\1")
