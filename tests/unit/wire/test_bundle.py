from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.crypto.canonical import canonical_json
from frontline.crypto.sealing import new_sealing_key, seal
from frontline.crypto.signing import SigningKey
from frontline.errors import BundleRefusedError
from frontline.wire.bundle import (
    MAX_ITEMS,
    BundleItem,
    Manifest,
    Signer,
    open_bundle,
    read_bundle,
    write_bundle,
)
from frontline.wire.frame import read_frame
from frontline.wire.refusals import Refusal
from tests.support.hub_forgery import HUB, SLOTS, damaged, mutated
from tests.support.hub_readers import (
    FORGER,
    GOOD,
    changed,
    expect_reason,
    opened,
    refusal_of,
    resigned,
)

OUTSIDER = SigningKey.from_seed(b"o" * 32)


def test_what_was_written_is_opened_again() -> None:
    items = FORGER.items()
    manifest = FORGER.manifest(items)
    signers = [Signer("device", FORGER.device_key), Signer("supervisor", FORGER.supervisor_key)]
    reserve = new_sealing_key()
    recipients = [FORGER.hub_key.recipient, reserve.recipient]
    file = write_bundle(manifest, items, SLOTS, signers, recipients)

    bundle = opened(read_frame(file))

    assert (bundle.manifest, list(bundle.items), bundle.slots) == (manifest, items, SLOTS)
    assert open_bundle(read_frame(file), reserve.identity, HUB) == bundle


def test_the_id_is_the_digest_of_the_manifest() -> None:
    one, other = FORGER.manifest(FORGER.items()), FORGER.manifest([])

    assert one.bundle_id == Manifest.model_validate(one.model_dump()).bundle_id
    assert one.bundle_id != other.bundle_id


@given(mutated(GOOD))
def test_whatever_is_changed_inside_without_the_keys_is_refused(content: Any) -> None:
    try:
        bundle = opened(FORGER.frame_of(content))
    except BundleRefusedError as error:
        expect_reason(error)
        return
    # Only the list of signatures may differ, and the device's is always in it.
    assert {**content, "signatures": []} == {**GOOD, "signatures": []}
    assert ("device", FORGER.device_key.public) in bundle.signed_by


@given(st.data())
def test_whatever_a_rogue_device_signs_ends_in_a_bundle_or_a_refusal(data: st.DataObject) -> None:
    content = data.draw(mutated(GOOD))
    signed = canonical_json(content.get("manifest") if isinstance(content, dict) else None)
    if isinstance(content, dict):
        content["signatures"] = [
            {
                "by": "device",
                "key": FORGER.device_key.public,
                "signature": FORGER.device_key.sign("bundle/manifest/device", signed),
            }
        ]
    try:
        opened(FORGER.frame_of(content))
    except BundleRefusedError as error:
        expect_reason(error)


@given(damaged(canonical_json(GOOD)))
def test_damaged_text_inside_is_refused(inner: bytes) -> None:
    try:
        opened(FORGER.frame(inner))
    except BundleRefusedError:
        return
    assert inner == canonical_json(GOOD)


@given(st.binary(max_size=400))
def test_any_body_ends_in_a_refusal(body: bytes) -> None:
    with pytest.raises(BundleRefusedError):
        opened(FORGER.frame_of_body(body))
    with pytest.raises(BundleRefusedError):
        opened(FORGER.frame_of_payload(body))


@given(damaged(seal(bytes(4096), [FORGER.hub_key.recipient]), focus=600))
def test_a_damaged_age_file_is_refused(payload: bytes) -> None:
    with pytest.raises(BundleRefusedError):
        opened(FORGER.frame_of_payload(payload))


def test_without_the_signature_check_a_changed_manifest_would_pass() -> None:
    """Control: with the manifest signed anew by its true keys the same change is taken."""
    manifest = {**GOOD["manifest"], "audit_count": 11}

    assert refusal_of(FORGER.frame_of(changed(manifest=manifest))) is Refusal.MANIFEST_SIGNATURE
    assert opened(FORGER.frame_of(resigned(audit_count=11))).manifest.audit_count == 11


def test_a_bundle_for_another_hub_is_refused() -> None:
    frame = FORGER.frame_of(resigned(hub="hub-other"))

    assert refusal_of(frame) is Refusal.WRONG_HUB
    assert read_bundle(frame, FORGER.hub_key.identity).manifest.hub == "hub-other"


def test_a_bundle_sealed_to_other_keys_is_refused() -> None:
    inner = seal(bytes(4096), [new_sealing_key().recipient])

    assert refusal_of(FORGER.frame_of_payload(inner)) is Refusal.UNOPENABLE


@pytest.mark.parametrize("fields", [{"sequence": 2}, {"device": "post-b"}])
def test_a_manifest_of_another_frame_is_refused(fields: dict[str, object]) -> None:
    assert refusal_of(FORGER.frame_of(resigned(**fields))) is Refusal.HEADER_MISMATCH


@pytest.mark.parametrize(
    "purpose",
    ["bundle/frame", "receipt", "bundle/manifest/officer", "bundle/manifest/supervisor", "x"],
)
def test_a_signature_made_for_another_purpose_does_not_fit(purpose: str) -> None:
    manifest = FORGER.manifest(FORGER.items())
    borrowed = FORGER.signature("device", FORGER.device_key, manifest, purpose)

    frame = FORGER.frame_of(changed(signatures=[borrowed]))

    assert refusal_of(frame) is Refusal.MANIFEST_SIGNATURE


def test_the_devices_signature_cannot_pose_as_the_supervisors() -> None:
    device = GOOD["signatures"][0]
    posing = {**device, "by": "supervisor"}

    frame = FORGER.frame_of(changed(signatures=[device, posing]))

    assert refusal_of(frame) is Refusal.MANIFEST_SIGNATURE


@pytest.mark.parametrize("by", ["device", "supervisor"])
def test_a_key_the_hub_does_not_know_cannot_sign(by: str) -> None:
    manifest = FORGER.manifest(FORGER.items())
    signatures = [each for each in GOOD["signatures"] if each["by"] != by]
    signatures.append(FORGER.signature(by, OUTSIDER, manifest))

    assert refusal_of(FORGER.frame_of(changed(signatures=signatures))) is Refusal.UNKNOWN_SIGNER


def test_a_bundle_without_the_devices_signature_is_refused() -> None:
    signatures = GOOD["signatures"][1:]

    assert refusal_of(FORGER.frame_of(changed(signatures=signatures))) is Refusal.UNKNOWN_SIGNER


def test_one_role_signs_once() -> None:
    twice = [GOOD["signatures"][0], GOOD["signatures"][0]]

    assert refusal_of(FORGER.frame_of(changed(signatures=twice))) is Refusal.MANIFEST_SIGNATURE


@pytest.mark.parametrize(
    "items",
    [
        [],
        GOOD["items"][:2],
        [*GOOD["items"], GOOD["items"][0]],
        [GOOD["items"][1], GOOD["items"][0], GOOD["items"][2]],
        [{**GOOD["items"][0], "content": "{}"}, *GOOD["items"][1:]],
        [{**GOOD["items"][0], "kind": "HAND/1"}, *GOOD["items"][1:]],
    ],
    ids=["none", "fewer", "more", "moved", "content", "kind"],
)
def test_items_that_are_not_the_listed_ones_are_refused(items: list[object]) -> None:
    assert refusal_of(FORGER.frame_of(changed(items=items))) is Refusal.ITEM_LIST


def test_one_item_id_is_listed_once() -> None:
    twice = [FORGER.items()[0], FORGER.items()[0]]
    manifest = FORGER.manifest(twice)
    content = changed(
        manifest=manifest.model_dump(mode="json"),
        items=[item.model_dump(mode="json") for item in twice],
        signatures=[FORGER.signature("device", FORGER.device_key, manifest)],
    )

    assert refusal_of(FORGER.frame_of(content)) is Refusal.ITEM_LIST


def test_thousands_of_items_are_taken_and_one_more_is_refused() -> None:
    items = [
        BundleItem(id=f"item-{number}", kind="REF/1", content=json.dumps({"n": number}))
        for number in range(MAX_ITEMS)
    ]
    manifest = FORGER.manifest(items)
    content = changed(
        manifest=manifest.model_dump(mode="json"),
        items=[item.model_dump(mode="json") for item in items],
        signatures=[FORGER.signature("device", FORGER.device_key, manifest)],
    )
    assert len(opened(FORGER.frame_of(content)).items) == MAX_ITEMS

    content["items"].append({"id": "one-more", "kind": "REF/1", "content": "{}"})
    assert refusal_of(FORGER.frame_of(content)) is Refusal.CONTENT
