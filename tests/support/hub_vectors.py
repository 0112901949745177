"""Writes the test vectors of the wire formats, once: `python -m tests.support.hub_vectors`.

The files are read for ever and by hubs in any language, so existing ones are never written over.
A new format gets a new folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from frontline.crypto.canonical import canonical_json
from frontline.crypto.certificate import new_certificate
from frontline.crypto.sealing import new_sealing_key
from frontline.crypto.signing import SigningKey
from frontline.wire.cards import DeviceCard, HubCard
from frontline.wire.frame import MAGIC, Frame
from frontline.wire.receipt import Quarantined, Receipt, write_receipt
from frontline.wire.ref_record import with_route, write_ref
from frontline.wire.refusals import ItemRefusal, Refusal
from tests.support.hub import START, a_route, ref_record
from tests.support.hub_forgery import HUB, Forger

VECTORS = Path(__file__).parents[1] / "vectors"
HUB_SIGNING = SigningKey.from_seed(b"h" * 32)


def file_of(frame: Frame) -> bytes:
    header = frame.header
    fields = {**json.loads(header.signed()), "signature": header.signature}
    return MAGIC + canonical_json(fields) + b"\n" + frame.payload


def bundles(forger: Forger) -> Iterator[tuple[str, bytes, str]]:
    """Name, file and what becomes of it."""
    good = forger.content()
    yield "good", file_of(forger.frame_of(good)), "accepted"
    device_only = {**good, "signatures": good["signatures"][:1]}
    yield "good-device-only", file_of(forger.frame_of(device_only)), "accepted"
    whole = file_of(forger.frame_of(good))
    yield "cut", whole[:-1], Refusal.HEADER
    yield "other-format", b"FLB2" + whole[4:], Refusal.FRAME
    flipped = bytearray(whole)
    flipped[-1] ^= 1
    yield "payload-changed", bytes(flipped), Refusal.PAYLOAD_HASH
    sequence = whole.replace(b'"sequence":1', b'"sequence":2', 1)
    yield "sequence-changed", sequence, Refusal.DEVICE_SIGNATURE
    yield "spaces", whole.replace(b'{"device"', b'{ "device"', 1), Refusal.HEADER
    yield "not-sealed", file_of(forger.frame_of_payload(b"text")), Refusal.UNOPENABLE
    yield "padding", file_of(forger.frame_of_body(b"\0\0\0\x03abc")), Refusal.PADDING
    yield from _inside(forger, good)


def _inside(forger: Forger, good: dict[str, Any]) -> Iterator[tuple[str, bytes, str]]:
    text = canonical_json(good)
    twice = text.replace(b'{"items"', b'{"items":[],"items"', 1)
    yield "name-twice", file_of(forger.frame(twice)), Refusal.NOT_CANONICAL
    extra = file_of(forger.frame_of({**good, "note": "x"}))
    yield "unknown-field", extra, Refusal.CONTENT
    moved = file_of(forger.frame_of(forger.content(sequence=2)))
    yield "other-sequence-inside", moved, Refusal.HEADER_MISMATCH
    elsewhere = file_of(forger.frame_of(forger.content(hub="hub-other")))
    yield "wrong-hub", elsewhere, Refusal.WRONG_HUB
    manifest = {**good["manifest"], "audit_count": 0}
    forged = file_of(forger.frame_of({**good, "manifest": manifest}))
    yield "manifest-changed", forged, Refusal.MANIFEST_SIGNATURE
    crossed = forger.signature(
        "device", forger.device_key, forger.manifest(forger.items()), "bundle/frame"
    )
    yield (
        "other-purpose",
        file_of(forger.frame_of({**good, "signatures": [crossed]})),
        Refusal.MANIFEST_SIGNATURE,
    )
    no_device = file_of(forger.frame_of({**good, "signatures": good["signatures"][1:]}))
    yield "no-device-signature", no_device, Refusal.UNKNOWN_SIGNER
    fewer = file_of(forger.frame_of({**good, "items": good["items"][1:]}))
    yield "item-left-out", fewer, Refusal.ITEM_LIST
    slots = file_of(forger.frame_of({**good, "slots": good["slots"][::-1]}))
    yield "slots-moved", slots, Refusal.SLOTS


def receipts() -> Iterator[tuple[str, bytes, str]]:
    accepted = Receipt(
        hub=HUB,
        epoch=7,
        device="post-a",
        sequence=1,
        payload_sha256="1" * 64,
        bundle="2" * 64,
        items=2,
        quarantined=(Quarantined(item="item-1", reason=ItemRefusal.UNREADABLE),),
        head=1,
    )
    good = write_receipt(accepted, HUB_SIGNING)
    yield "good", good, "accepted"
    fields = accepted.model_dump() | {"bundle": "", "items": 0, "quarantined": ()}
    refused = Receipt.model_validate({**fields, "refused": Refusal.WRONG_HUB})
    yield "good-refusing", write_receipt(refused, HUB_SIGNING), "accepted"
    yield "changed", good.replace(b'"items":2', b'"items":3'), "signature"
    yield "other-hub", write_receipt(accepted, SigningKey.from_seed(b"x" * 32)), "signature"
    body = accepted.model_dump(mode="json")
    crossed = HUB_SIGNING.sign("bundle/frame", canonical_json(body))
    yield "other-purpose", canonical_json({"body": body, "signature": crossed}), "signature"
    yield "spaces", good + b"\n", "not-canonical"
    silent = {**body, "bundle": ""}
    signature = HUB_SIGNING.sign("receipt", canonical_json(silent))
    yield "silent", canonical_json({"body": silent, "signature": signature}), "fields"


def records() -> Iterator[tuple[str, bytes, str]]:
    good = write_ref(ref_record(1))
    yield "good", good, "accepted"
    value = json.loads(good)
    yield "unknown-field", canonical_json({**value, "name": "x"}), "ref-record"
    yield "exact-date", canonical_json({**value, "month": "2026-11-22"}), "ref-record"
    yield "free-text", canonical_json({**value, "language": "Spanish, fast"}), "ref-record"
    yield (
        "default-left-out",
        canonical_json({name: part for name, part in value.items() if name != "coarsened"}),
        "ref-not-canonical",
    )


def records_with_routes() -> Iterator[tuple[str, bytes, str]]:
    good = write_ref(with_route(ref_record(1), a_route("XA-1", "XA-2", "XT-C", "XD")))
    yield "good", good, "accepted"
    value = json.loads(good)
    first, *rest = value["route"]

    def changed(**fields: object) -> bytes:
        return canonical_json({**value, "route": [{**first, **fields}, *rest]})

    yield "unknown-place", changed(country=None, region=None), "accepted"
    yield "named-place", changed(name="the blue gate"), "ref-record"
    yield "named-region", changed(region="Upland Province"), "ref-record"
    yield "region-of-another-country", changed(region="XT-C"), "ref-record"
    yield "away-from-posts", changed(border="outside_posts"), "ref-record"
    yield "as-ref-1", canonical_json({**value, "format": "REF/1"}), "ref-record"
    yield "without-route", canonical_json({**value, "route": []}), "ref-record"
    yield "twenty-one-places", canonical_json({**value, "route": [first] * 21}), "ref-record"


def cards() -> Iterator[tuple[str, bytes, str]]:
    certificate = new_certificate("hub.example", START).certificate
    hub = HubCard(
        hub=HUB,
        url="https://hub.example:8443",
        certificate=certificate,
        recipients=(new_sealing_key().recipient, new_sealing_key().recipient),
        verify_key=HUB_SIGNING.public,
        epoch=7,
    )
    yield "hub", hub.canonical(), hub.fingerprint
    post = DeviceCard(device="post-a", verify_key="2" * 64, supervisor_keys=("3" * 64,))
    yield "device", post.canonical(), post.fingerprint
    yield "hub-with-path", hub.canonical().replace(b":8443", b":8443/x"), "card"
    yield "device-spaces", post.canonical() + b" ", "card"


def main() -> None:
    forger = Forger()
    keys = {
        "hub": HUB,
        "identity": forger.hub_key.identity,
        "device_key": forger.device_key.public,
        "supervisor_keys": [forger.supervisor_key.public],
    }
    _write("bundle-1", ".flb", list(bundles(forger)), keys)
    _write("receipt-1", ".flr", list(receipts()), {"hub_key": HUB_SIGNING.public})
    _write("ref-1", ".json", list(records()), {})
    _write("ref-2", ".json", list(records_with_routes()), {})
    _write("card-1", ".json", list(cards()), {})


def _write(
    folder: str, suffix: str, vectors: list[tuple[str, bytes, str]], keys: dict[str, Any]
) -> None:
    path = VECTORS / folder
    path.mkdir(parents=True)
    for name, content, _ in vectors:
        (path / (name + suffix)).write_bytes(content)
    outcomes = {name + suffix: str(outcome) for name, _, outcome in vectors}
    index = json.dumps({"keys": keys, "outcomes": outcomes}, indent=2)
    (path / "index.json").write_text(index + "\n", "utf-8")


if __name__ == "__main__":
    main()
