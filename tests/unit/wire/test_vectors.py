"""Files that were written once and must mean the same for ever."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from frontline.errors import BundleRefusedError, FrontlineError
from frontline.wire.bundle import check_signers, open_bundle
from frontline.wire.cards import DeviceCard, HubCard, read_card
from frontline.wire.frame import check_frame, read_frame
from frontline.wire.handover import open_handover
from frontline.wire.intel import open_note
from frontline.wire.receipt import read_receipt
from frontline.wire.ref_record import read_ref
from frontline.wire.refusals import ItemRefusal, Refusal

VECTORS = Path(__file__).parents[2] / "vectors"


def index_of(folder: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((VECTORS / folder / "index.json").read_text("utf-8"))
    return found


def cases(folder: str) -> list[Any]:
    return [
        pytest.param(VECTORS / folder / name, outcome, id=name)
        for name, outcome in index_of(folder)["outcomes"].items()
    ]


def read_as_a_hub(content: bytes) -> str:
    keys = index_of("bundle-1")["keys"]
    frame = read_frame(content)
    check_frame(frame, keys["device_key"])
    bundle = open_bundle(frame, keys["identity"], keys["hub"])
    check_signers(bundle, keys["device_key"], frozenset(keys["supervisor_keys"]))
    return "accepted"


def read_as_a_post(content: bytes) -> str:
    read_receipt(content, index_of("receipt-1")["keys"]["hub_key"])
    return "accepted"


def outcome_of(read: Any, path: Path) -> str:
    try:
        return str(read(path.read_bytes()))
    except FrontlineError as error:
        return str(error.facts["reason"])


@pytest.mark.parametrize(("path", "outcome"), cases("bundle-1"))
def test_bundles(path: Path, outcome: str) -> None:
    assert outcome_of(read_as_a_hub, path) == outcome


@pytest.mark.parametrize(("path", "outcome"), cases("receipt-1"))
def test_receipts(path: Path, outcome: str) -> None:
    assert outcome_of(read_as_a_post, path) == outcome


@pytest.mark.parametrize(("path", "outcome"), cases("ref-1"))
def test_referral_records(path: Path, outcome: str) -> None:
    def read(content: bytes) -> str:
        read_ref(content)
        return "accepted"

    assert outcome_of(read, path) == outcome


@pytest.mark.parametrize(("path", "outcome"), cases("card-1"))
def test_cards(path: Path, outcome: str) -> None:
    kind = DeviceCard if path.name.startswith("device") else HubCard

    assert outcome_of(lambda content: read_card(content, kind).fingerprint, path) == outcome


@pytest.mark.parametrize(("path", "outcome"), cases("handover-1"))
def test_hand_overs(path: Path, outcome: str) -> None:
    def read(content: bytes) -> str:
        open_handover(content, index_of("handover-1")["keys"]["identity"])
        return "accepted"

    assert outcome_of(read, path) == outcome


@pytest.mark.parametrize(("path", "outcome"), cases("intel-1"))
def test_notes_for_law_enforcement(path: Path, outcome: str) -> None:
    def read(content: bytes) -> str:
        open_note(content, index_of("intel-1")["keys"]["identity"])
        return "accepted"

    assert outcome_of(read, path) == outcome


def test_the_bundle_in_the_vectors_keeps_its_id() -> None:
    keys = index_of("bundle-1")["keys"]
    frame = read_frame((VECTORS / "bundle-1" / "good.flb").read_bytes())
    bundle = open_bundle(frame, keys["identity"], keys["hub"])

    assert bundle.id == "5e7717a2db572f643658a6c8fbd64412ec84d9a2b774087bc6f66df4947a2960"


def test_refusals_keep_their_names() -> None:
    """Posts and hubs of any age share these; a name may be added, never changed."""
    assert {each.value for each in Refusal} >= {
        "too-large",
        "frame",
        "header",
        "unknown-device",
        "device-signature",
        "payload-hash",
        "unopenable",
        "padding",
        "inflated-too-large",
        "not-canonical",
        "content",
        "header-mismatch",
        "wrong-hub",
        "manifest-signature",
        "unknown-signer",
        "item-list",
        "slots",
        "fork",
    }
    assert {each.value for each in ItemRefusal} >= {
        "unknown-kind",
        "unreadable",
        "second-version",
    }


def test_an_unknown_reason_is_not_one() -> None:
    with pytest.raises(BundleRefusedError):
        read_as_a_hub(b"")
