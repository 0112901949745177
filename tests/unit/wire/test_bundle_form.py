from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import pytest

from frontline.crypto.canonical import canonical_json
from frontline.crypto.sealing import new_sealing_key, seal
from frontline.wire.bundle import (
    MAX_INFLATED,
    SLOT_PLAINTEXT,
    AuditBreakNote,
    Manifest,
    slots_digest,
)
from frontline.wire.refusals import Refusal
from frontline.wire.slots import SLOT_BYTES, padded_slot, sealed_in_slot
from tests.support.hub_forgery import SLOTS
from tests.support.hub_readers import (
    FORGER,
    GOOD,
    changed,
    opened,
    refusal_of,
)


def slots_with(first: str) -> dict[str, Any]:
    return changed(slots=[first, *GOOD["slots"][1:]])


@pytest.mark.parametrize(
    "slot",
    [
        "not base64!",
        base64.b64encode(b"short").decode(),
        base64.b64encode(bytes(SLOT_BYTES)).decode(),
        base64.b64encode(padded_slot(b"other")).decode(),
        base64.b64encode(padded_slot(SLOTS[0])[:-1] + b"\x01").decode(),
        base64.b64encode(b"\xff" * SLOT_BYTES).decode(),
        GOOD["slots"][0] + "\n",
        GOOD["slots"][0][:-2] + "B=",
    ],
    ids=["text", "short", "empty", "other", "padding", "length", "newline", "spelling"],
)
def test_a_slot_that_is_not_the_signed_one_is_refused(slot: str) -> None:
    assert refusal_of(FORGER.frame_of(slots_with(slot))) is Refusal.SLOTS


@pytest.mark.parametrize("count", [0, 15, 17])
def test_there_are_always_sixteen_slots(count: int) -> None:
    slots = (GOOD["slots"] * 2)[:count]

    assert refusal_of(FORGER.frame_of(changed(slots=slots))) is Refusal.CONTENT


def test_slots_are_of_one_size_whatever_the_age_files_are() -> None:
    recipient = new_sealing_key().recipient
    sealed = [seal(bytes(SLOT_PLAINTEXT), [recipient, recipient]) for _ in range(16)]

    assert len({len(each) for each in sealed}) > 1
    assert {len(padded_slot(each)) for each in sealed} == {SLOT_BYTES}
    assert [sealed_in_slot(padded_slot(each)) for each in sealed] == sealed
    assert slots_digest(sealed) != slots_digest(sealed[::-1])


def test_a_slot_that_is_too_long_is_never_written() -> None:
    with pytest.raises(ValueError, match="slot"):
        padded_slot(bytes(SLOT_BYTES))


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        (b"", Refusal.NOT_CANONICAL),
        (b"null", Refusal.CONTENT),
        (b"[]", Refusal.CONTENT),
        (b"{}", Refusal.CONTENT),
        (b"1.5", Refusal.NOT_CANONICAL),
        (b"NaN", Refusal.NOT_CANONICAL),
        (b"\xef\xbb\xbf{}", Refusal.NOT_CANONICAL),
        (b"{}\n", Refusal.NOT_CANONICAL),
        (b'{"a":1,"a":1}', Refusal.NOT_CANONICAL),
        (b'{"b":1,"a":1}', Refusal.NOT_CANONICAL),
        (b'"\\u0061"', Refusal.NOT_CANONICAL),
        (b'"\\ud800"', Refusal.NOT_CANONICAL),
        (b'"\xed\xa0\x80"', Refusal.NOT_CANONICAL),
        (b"\xff\xfe{\x00}\x00", Refusal.NOT_CANONICAL),
        (b"[" * 5_000 + b"]" * 5_000, Refusal.NOT_CANONICAL),
        (b"[" * 400_000, Refusal.CONTENT),
        (b"9" * 5_000, Refusal.NOT_CANONICAL),
    ],
)
def test_text_that_is_not_the_one_form_is_refused(inner: bytes, reason: Refusal) -> None:
    assert refusal_of(FORGER.frame(inner)) is reason


def test_a_name_given_twice_is_refused() -> None:
    text = canonical_json(GOOD).replace(b'{"items"', b'{"items":[],"items"', 1)

    assert refusal_of(FORGER.frame(text)) is Refusal.NOT_CANONICAL


def test_a_default_that_is_left_out_is_refused() -> None:
    """`format` has a default; without it there would be two spellings of one manifest."""
    manifest = {name: value for name, value in GOOD["manifest"].items() if name != "format"}

    assert refusal_of(FORGER.frame_of(changed(manifest=manifest))) is Refusal.NOT_CANONICAL


@pytest.mark.parametrize(
    ("body", "pad_to"),
    [
        (b"", 4096),
        (b"\x00\x00\x00\x05abc", 4096),
        (b"\xff\xff\xff\xff" + b"x" * 100, 4096),
        (b"\x00\x00\x00\x00", 4096),
        (b"\x00\x00\x00\x00" + bytes(9000), 4096),
        (b"\x00\x00\x00\x03abc" + b"\x01", 4096),
        (b"\x00\x00\x00\x03abc", 100),
    ],
    ids=["empty", "short", "huge", "nothing", "pages", "dirt", "size"],
)
def test_wrong_padding_is_refused(body: bytes, pad_to: int) -> None:
    assert refusal_of(FORGER.frame_of_body(body, pad_to)) is Refusal.PADDING


def test_what_comes_after_the_compressed_text_is_refused() -> None:
    packed = zlib.compress(canonical_json(GOOD)) + b"more"

    assert refusal_of(FORGER.frame_of_body(len(packed).to_bytes(4, "big") + packed)) is (
        Refusal.PADDING
    )


def test_text_that_swells_over_the_limit_is_refused() -> None:
    assert refusal_of(FORGER.frame(bytes(MAX_INFLATED + 1))) is Refusal.INFLATED_TOO_LARGE


BROKEN = {"number": 1, "sequence": 17, "kind": "row", "acknowledged": False}


def with_break(note: object) -> dict[str, Any]:
    return changed(manifest={**GOOD["manifest"], "audit_break": note})


@pytest.mark.parametrize(
    "note", [None, {**BROKEN, "sequence": 0}, {**BROKEN, "acknowledged": 1}, {**BROKEN, "name": ""}]
)
def test_a_break_that_is_none_or_of_another_form_is_refused(note: object) -> None:
    assert refusal_of(FORGER.frame_of(with_break(note))) in (
        Refusal.CONTENT,
        Refusal.NOT_CANONICAL,
    )


def test_without_a_break_the_manifest_has_no_field_for_it() -> None:
    manifest = Manifest.model_validate(GOOD["manifest"])

    assert "audit_break" not in json.loads(manifest.canonical())
    told = manifest.model_copy(update={"audit_break": AuditBreakNote.model_validate(BROKEN)})
    assert json.loads(told.canonical())["audit_break"] == BROKEN
    assert Manifest.model_validate_json(told.canonical()) == told


def test_how_it_was_packed_is_no_part_of_what_was_signed() -> None:
    text = canonical_json(GOOD)
    bundles = []
    for level in (1, 9):
        packed = zlib.compress(text, level)
        frame = FORGER.frame_of_body(len(packed).to_bytes(4, "big") + packed)
        bundles.append(opened(frame))

    assert bundles[0] == bundles[1]
