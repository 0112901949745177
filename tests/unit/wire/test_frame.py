from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.crypto.canonical import canonical_json
from frontline.crypto.signing import SigningKey
from frontline.errors import BundleRefusedError
from frontline.wire.frame import (
    HEAD_BYTES,
    MAGIC,
    MAX_FILE,
    check_frame,
    check_header,
    read_frame,
    read_header,
    write_frame,
)
from frontline.wire.refusals import Refusal
from tests.support.hub import rounds, seeded
from tests.support.hub_forgery import damaged

KEY = SigningKey.from_seed(b"k" * 32)
FILE = write_frame("post-a", 7, b"payload" * 100, KEY)


def with_header(**changes: object) -> bytes:
    """The file with another header, signed by the device all the same."""
    header, _, payload = FILE[len(MAGIC) :].partition(b"\n")
    fields = {**json.loads(header), **changes}
    return MAGIC + canonical_json(fields) + b"\n" + payload


def refusal_of(content: bytes) -> Refusal:
    with pytest.raises(BundleRefusedError) as caught:
        check_frame(read_frame(content), KEY.public)
    return Refusal(str(caught.value.facts["reason"]))


def test_what_was_written_is_read_again() -> None:
    frame = read_frame(FILE)
    check_frame(frame, KEY.public)

    assert (frame.device, frame.sequence, frame.payload) == ("post-a", 7, b"payload" * 100)


def test_the_header_alone_is_enough_to_refuse_a_stranger() -> None:
    header = read_header(FILE[:HEAD_BYTES])

    check_header(header, KEY.public)
    with pytest.raises(BundleRefusedError, match="device-signature"):
        check_header(header, SigningKey.from_seed(b"x" * 32).public)


@given(damaged(FILE))
def test_no_damaged_file_is_taken_for_the_device(content: bytes) -> None:
    try:
        check_frame(read_frame(content), KEY.public)
    except BundleRefusedError:
        return
    assert content == FILE


@given(damaged(FILE, focus=len(FILE) - 700))
def test_no_damaged_header_is_taken_for_the_device(content: bytes) -> None:
    try:
        check_header(read_header(content[:HEAD_BYTES]), KEY.public)
    except BundleRefusedError:
        return
    end = FILE.index(b"\n", len(MAGIC))
    assert content[:end] == FILE[:end]


@given(st.binary(max_size=3000))
def test_any_bytes_end_in_a_refusal(content: bytes) -> None:
    for start in (content, MAGIC + content, MAGIC + b'{"device":' + content):
        with pytest.raises(BundleRefusedError):
            read_frame(start)


def test_thousands_of_damaged_files_are_all_refused() -> None:
    chance = seeded(1)
    refused = 0
    for _ in range(rounds(5_000, 500_000)):
        content = bytearray(FILE)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(content))
            if chance.random() < 0.5:
                content[at] ^= 1 << chance.randrange(8)
            else:
                content[at : at + chance.randrange(0, 9)] = chance.randbytes(chance.randrange(9))
        if bytes(content) == FILE:
            continue
        with pytest.raises(BundleRefusedError):
            check_frame(read_frame(bytes(content)), KEY.public)
        refused += 1
    assert refused > 4_000


def test_without_the_signature_a_changed_header_would_pass() -> None:
    """Control: it is the signature that the tests above see at work."""
    forged = with_header(sequence=8)

    assert read_frame(forged).sequence == 8
    assert refusal_of(forged) is Refusal.DEVICE_SIGNATURE


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"sequence": 0}, Refusal.HEADER),
        ({"sequence": True}, Refusal.HEADER),
        ({"sequence": 2**53}, Refusal.HEADER),
        ({"sequence": "7"}, Refusal.HEADER),
        ({"device": "../post-a"}, Refusal.HEADER),
        ({"device": "Post-A"}, Refusal.HEADER),
        ({"device": ""}, Refusal.HEADER),
        ({"device": "post-a\n"}, Refusal.HEADER),
        ({"payload_size": 3}, Refusal.HEADER),
        ({"payload_size": 10**12}, Refusal.HEADER),
        ({"payload_sha256": "0" * 64}, Refusal.PAYLOAD_HASH),
        ({"payload_sha256": "A" * 64}, Refusal.HEADER),
        ({"note": "free text"}, Refusal.HEADER),
        ({"signature": "zz"}, Refusal.HEADER),
        ({"signature": ""}, Refusal.HEADER),
        ({"signature": read_header(FILE).signature.upper()}, Refusal.HEADER),
        ({"signature": "0" * 128}, Refusal.DEVICE_SIGNATURE),
    ],
)
def test_each_wrong_header_has_its_reason(changes: dict[str, object], reason: Refusal) -> None:
    assert refusal_of(with_header(**changes)) is reason


def test_a_second_spelling_of_the_header_is_refused() -> None:
    assert refusal_of(FILE.replace(b'{"device"', b'{ "device"', 1)) is Refusal.HEADER


def test_a_header_with_one_name_twice_is_refused() -> None:
    assert refusal_of(FILE.replace(b"{", b'{"device":"post-b",', 1)) is Refusal.HEADER


def test_a_file_over_the_limit_is_refused_unread() -> None:
    assert refusal_of(MAGIC + bytes(MAX_FILE)) is Refusal.TOO_LARGE


def test_a_signature_made_for_another_purpose_does_not_fit() -> None:
    signed = read_header(FILE).signed()
    forged = with_header(signature=KEY.sign("receipt", signed))

    assert refusal_of(forged) is Refusal.DEVICE_SIGNATURE
