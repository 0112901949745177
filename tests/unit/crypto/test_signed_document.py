from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from frontline.crypto.canonical import canonical_json
from frontline.crypto.signed_document import MAGIC, SignedDocument, read_document, write_document
from frontline.crypto.signing import SigningKey
from frontline.errors import (
    DocumentRefusedError,
    FrontlineError,
    SignatureRefusedError,
    UnknownSignerError,
)
from frontline.errors_of_updates import UnsignedDocumentError

KEY, STRANGER = SigningKey.from_seed(b"k" * 32), SigningKey.from_seed(b"s" * 32)
DOCUMENT = SignedDocument("glossary", "core", 3, {"terms": [{"en": "means"}]})


def test_a_document_is_read_back_with_its_signer() -> None:
    found = read_document(write_document(DOCUMENT, KEY), {KEY.public})

    assert (found.kind, found.name, found.version) == ("glossary", "core", 3)
    assert found.body == DOCUMENT.body
    assert found.signed_by == KEY.public


def test_a_stranger_signs_in_vain() -> None:
    with pytest.raises(UnknownSignerError):
        read_document(write_document(DOCUMENT, STRANGER), {KEY.public})


def test_a_glossary_cannot_be_passed_off_as_a_pack() -> None:
    content = write_document(DOCUMENT, KEY)
    relabelled = content.replace(b'"kind":"glossary","signature"', b'"kind":"pack","signature"')
    assert relabelled != content

    with pytest.raises(SignatureRefusedError):
        read_document(relabelled, {KEY.public})


@given(data=st.data())
def test_no_changed_byte_is_accepted(data: st.DataObject) -> None:
    content = bytearray(write_document(DOCUMENT, KEY))
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(FrontlineError):
        read_document(bytes(content), {KEY.public})


@example(content=b"{")
@given(content=st.binary(max_size=200))
def test_any_bytes_at_all_end_in_a_typed_refusal(content: bytes) -> None:
    for raw in (content, MAGIC + content, MAGIC + b"{}\n" + content):
        with pytest.raises((DocumentRefusedError, UnsignedDocumentError)):
            read_document(raw, {KEY.public})


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "glossary", "name": "core", "version": 0, "body": {}},
        {"kind": "glossary", "name": "core", "version": True, "body": {}},
        {"kind": "glossary", "name": 1, "version": 1, "body": {}},
        {"kind": "glossary", "name": "core", "version": 1, "body": []},
        {"kind": "glossary", "name": "core", "version": 1, "body": {}, "more": 1},
        {"kind": "pack", "name": "core", "version": 1, "body": {}},
    ],
)
def test_a_good_signature_does_not_excuse_a_bad_form(fields: dict[str, object]) -> None:
    payload = canonical_json(fields)
    frame = {
        "key": KEY.public,
        "kind": "glossary",
        "signature": KEY.sign("document/glossary", payload),
    }
    with pytest.raises(DocumentRefusedError):
        read_document(MAGIC + canonical_json(frame) + b"\n" + payload, {KEY.public})
