from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from frontline.crypto.canonical import canonical_json
from frontline.crypto.signing import SigningKey
from frontline.errors import ReceiptRefusedError
from frontline.wire.receipt import (
    MAX_RECEIPT,
    Quarantined,
    Receipt,
    read_receipt,
    write_receipt,
)
from frontline.wire.refusals import ItemRefusal, Refusal
from tests.support.hub_forgery import damaged, mutated

KEY = SigningKey.from_seed(b"h" * 32)
RECEIPT = Receipt(
    hub="hub-test",
    epoch=7,
    device="post-a",
    sequence=3,
    payload_sha256="1" * 64,
    bundle="2" * 64,
    items=4,
    quarantined=(Quarantined(item="item-1", reason=ItemRefusal.UNREADABLE),),
    head=3,
)
FILE = write_receipt(RECEIPT, KEY)


def signed(body: object, purpose: str = "receipt") -> bytes:
    return canonical_json({"body": body, "signature": KEY.sign(purpose, canonical_json(body))})


def reason_of(content: bytes, key: str = KEY.public) -> str:
    with pytest.raises(ReceiptRefusedError) as caught:
        read_receipt(content, key)
    return str(caught.value.facts["reason"])


def test_what_was_written_is_read_again() -> None:
    assert read_receipt(FILE, KEY.public) == RECEIPT


def test_the_largest_receipt_is_within_the_limit() -> None:
    aside = tuple(
        Quarantined(item=f"{number:064d}", reason=ItemRefusal.SECOND_VERSION)
        for number in range(5000)
    )
    largest = RECEIPT.model_copy(update={"quarantined": aside, "hub": "h" * 64})

    assert len(write_receipt(largest, KEY)) < MAX_RECEIPT
    assert read_receipt(write_receipt(largest, KEY), KEY.public) == largest


@given(damaged(FILE))
def test_no_damaged_receipt_is_believed(content: bytes) -> None:
    try:
        read_receipt(content, KEY.public)
    except ReceiptRefusedError:
        return
    assert content == FILE


@given(mutated(json.loads(FILE)))
def test_no_changed_receipt_is_believed(content: Any) -> None:
    try:
        read_receipt(canonical_json(content), KEY.public)
    except ReceiptRefusedError:
        return
    assert content == json.loads(FILE)


@given(mutated(RECEIPT.model_dump(mode="json")))
def test_whatever_a_hub_signs_ends_in_a_receipt_or_a_refusal(body: Any) -> None:
    try:
        receipt = read_receipt(signed(body), KEY.public)
    except ReceiptRefusedError:
        return
    assert receipt.model_dump(mode="json") == body


def test_without_the_signature_a_changed_receipt_would_pass() -> None:
    """Control: signed by its hub, the same change is believed."""
    body = {**RECEIPT.model_dump(mode="json"), "items": 5}
    forged = canonical_json({**json.loads(FILE), "body": body})

    assert reason_of(forged) == "signature"
    assert read_receipt(signed(body), KEY.public).items == 5


@pytest.mark.parametrize("purpose", ["bundle/frame", "bundle/manifest/device", "document/pack"])
def test_a_signature_made_for_another_purpose_does_not_fit(purpose: str) -> None:
    assert reason_of(signed(RECEIPT.model_dump(mode="json"), purpose)) == "signature"


def test_another_hub_cannot_sign() -> None:
    assert reason_of(FILE, SigningKey.from_seed(b"x" * 32).public) == "signature"


@pytest.mark.parametrize(
    "changes",
    [
        {"bundle": ""},
        {"refused": "fork"},
        {"bundle": "", "refused": "fork", "items": 4},
        {"bundle": "", "refused": "because", "items": 0, "quarantined": []},
        {"sequence": 0},
        {"sequence": True},
        {"head": -1},
        {"note": "x"},
        {"device": "Post A"},
    ],
)
def test_a_receipt_that_says_two_things_or_none_is_refused(changes: dict[str, object]) -> None:
    assert reason_of(signed({**RECEIPT.model_dump(mode="json"), **changes})) == "fields"


def test_a_receipt_cannot_be_made_that_says_nothing() -> None:
    fields = RECEIPT.model_dump() | {"bundle": "", "refused": None}
    with pytest.raises(ValidationError):
        Receipt.model_validate(fields)


def test_a_refusal_is_read_again() -> None:
    fields = RECEIPT.model_dump() | {
        "bundle": "",
        "refused": Refusal.WRONG_HUB,
        "items": 0,
        "quarantined": (),
    }
    refusal = Receipt.model_validate(fields)

    assert read_receipt(write_receipt(refusal, KEY), KEY.public) == refusal


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not-canonical"),
        (b"[]", "form"),
        (b"{}", "form"),
        (FILE[:-1] + b',"x":1}', "form"),
        (b" " + FILE, "not-canonical"),
        (bytes(MAX_RECEIPT + 1), "too-large"),
        (FILE.replace(b'"refused":null,', b""), "signature"),
    ],
)
def test_each_wrong_form_has_its_reason(content: bytes, reason: str) -> None:
    assert reason_of(content) == reason


def test_a_default_that_is_left_out_is_refused() -> None:
    body = RECEIPT.model_dump(mode="json")
    del body["format"]

    assert reason_of(signed(body)) == "not-canonical"


def test_a_signature_has_one_spelling() -> None:
    raw = json.loads(FILE)
    raw["signature"] = raw["signature"].upper()

    assert reason_of(canonical_json(raw)) == "form"
