from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from frontline.crypto.canonical import canonical_json
from frontline.errors import DocumentRefusedError
from frontline.wire.ref_record import RefLeg, RefRecord, read_ref, with_route, write_ref
from tests.support.hub import a_route, ref_record
from tests.support.hub_forgery import damaged, mutated

RECORD = ref_record(1)
FILE = write_ref(RECORD)
ROUTED = with_route(RECORD, a_route("XA-1", "XA-2", "XT-C", "XD"))


def test_what_was_written_is_read_again() -> None:
    for record in (RECORD, ROUTED):
        assert read_ref(write_ref(record)) == record


@given(damaged(FILE) | damaged(write_ref(ROUTED)))
def test_any_damage_ends_in_another_record_or_a_refusal(content: bytes) -> None:
    try:
        record = read_ref(content)
    except DocumentRefusedError:
        return
    assert write_ref(record) == content


@given(mutated(json.loads(FILE)) | mutated(json.loads(write_ref(ROUTED))))
def test_any_change_ends_in_another_record_or_a_refusal(value: Any) -> None:
    try:
        record = read_ref(canonical_json(value))
    except DocumentRefusedError:
        return
    assert json.loads(write_ref(record)) == value


@pytest.mark.parametrize("field", sorted(RefRecord.model_fields))
@pytest.mark.parametrize("text", ["Ana María", "ana maría", "X123456 ", "+502 5555-1234", "a\nb"])
def test_free_text_fits_into_no_field(field: str, text: str) -> None:
    raw = json.loads(FILE)
    for value in (text, [text], {"status": text}, {"status": "met", "codes": [text]}):
        with pytest.raises(DocumentRefusedError):
            read_ref(canonical_json({**raw, field: value}))


@pytest.mark.parametrize("field", sorted(RefLeg.model_fields))
@pytest.mark.parametrize("text", ["the blue gate", "Upland Province", "XA-upland", "8842"])
def test_no_name_of_a_place_fits_into_a_route(field: str, text: str) -> None:
    raw = json.loads(write_ref(ROUTED))
    leg = {**raw["route"][0], field: text}
    with pytest.raises(DocumentRefusedError):
        read_ref(canonical_json({**raw, "route": [leg]}))


def test_a_field_that_is_not_listed_cannot_be_there() -> None:
    with pytest.raises(DocumentRefusedError):
        read_ref(canonical_json({**json.loads(FILE), "name": "x"}))


@pytest.mark.parametrize("version", [0, -1, 2**31, 10**30, "1", True])
def test_a_pack_version_that_cannot_be_is_refused(version: object) -> None:
    with pytest.raises(DocumentRefusedError):
        read_ref(canonical_json({**json.loads(FILE), "pack_version": version}))
