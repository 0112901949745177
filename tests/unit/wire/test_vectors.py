"""Files that were written once and must mean the same for ever."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from frontline.crypto.sealing import open_sealed
from frontline.errors import BundleRefusedError, FrontlineError
from frontline.services.documents import checked
from frontline.wire.audit_file import check_audit_file
from frontline.wire.bundle import check_signers, open_bundle
from frontline.wire.cards import DeviceCard, HubCard, read_card
from frontline.wire.frame import check_frame, read_frame
from frontline.wire.handover import open_handover
from frontline.wire.integrity import read_report
from frontline.wire.intel import open_note
from frontline.wire.letter import read_letter
from frontline.wire.receipt import read_receipt
from frontline.wire.ref_record import read_ref
from frontline.wire.refusals import ItemRefusal, Refusal
from frontline.wire.update import read_update
from tests.support.fault_report import report

VECTORS = Path(__file__).parents[2] / "vectors"


def index_of(folder: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((VECTORS / folder / "index.json").read_text("utf-8"))
    return found


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


def as_a_document(content: bytes) -> None:
    checked(content, {index_of("document-1")["keys"]["signer"]})


def as_an_update(content: bytes) -> None:
    keys = index_of("update-1")["keys"]
    read_update(content, keys["hub"], keys["hub_key"])


def as_a_report(content: bytes) -> None:
    read_report(open_sealed(content, index_of("integrity-1")["keys"]["identity"]))


READERS: dict[str, Callable[[bytes], object]] = {
    "bundle-1": read_as_a_hub,
    "receipt-1": read_as_a_post,
    "ref-1": read_ref,
    "ref-2": read_ref,
    "handover-1": lambda content: open_handover(content, key_of("handover-1", "identity")),
    "intel-1": lambda content: open_note(content, key_of("intel-1", "identity")),
    "letter-1": lambda content: read_letter(content, key_of("letter-1", "hub_key")),
    "document-1": as_a_document,
    "update-1": as_an_update,
    "integrity-1": as_a_report,
    "audit-1": lambda content: check_audit_file(content.splitlines(keepends=True)),
}
# Here it is the kind of error that must stay the same, and not a reason within it.
BY_CODE = ("document-1", "update-1", "audit-1")


def key_of(folder: str, name: str) -> str:
    return str(index_of(folder)["keys"][name])


def outcome_in(folder: str, path: Path) -> str:
    if folder == "card-1":
        kind = DeviceCard if path.name.startswith("device") else HubCard
        return outcome_of(lambda content: read_card(content, kind).fingerprint, path)
    try:
        READERS[folder](path.read_bytes())
    except FrontlineError as error:
        return error.code if folder in BY_CODE else str(error.facts["reason"])
    return "accepted"


@pytest.mark.parametrize("folder", [*READERS, "card-1"])
def test_every_file_of_a_format_means_what_it_always_meant(folder: str) -> None:
    outcomes = index_of(folder)["outcomes"]
    other = {
        name: outcome_in(folder, VECTORS / folder / name)
        for name, outcome in outcomes.items()
        if outcome_in(folder, VECTORS / folder / name) != outcome
    }
    report(10, f"stored files: {folder}", len(outcomes), len(other), 0)
    assert other == {}
    assert "accepted" in outcomes.values() or folder == "card-1"


def test_a_reader_that_takes_what_it_did_not_take_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control."""
    monkeypatch.setattr("frontline.wire.receipt.verify", lambda *_arguments: None)
    name = "changed.flr"

    found = outcome_in("receipt-1", VECTORS / "receipt-1" / name)

    assert found == "accepted" != index_of("receipt-1")["outcomes"][name]


def test_no_stored_file_is_read_by_nobody() -> None:
    folders = {path.name for path in VECTORS.iterdir()}
    assert folders == {*READERS, "card-1"}
    for folder in folders:
        names = {path.name for path in (VECTORS / folder).iterdir()} - {"index.json"}
        assert names == set(index_of(folder)["outcomes"])


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
