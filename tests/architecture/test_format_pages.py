"""The readers that stand in docs/formats read what Frontline writes, and need nothing of it."""

from __future__ import annotations

import json
import re
import runpy
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from frontline.crypto.development import development_key
from frontline.crypto.signing import SigningKey
from frontline.domain.integrity import Pattern, PublicService
from frontline.domain.officials import AccessRole
from frontline.hub.keys import HubFolder
from frontline.rules.built import build_pack
from frontline.rules.texts import Translation
from frontline.services.history import RecordOfDeeds
from frontline.wire.handover import PLAINTEXT, seal_handover
from frontline.wire.integrity import IntegrityReport, seal_report
from frontline.wire.intel import IntelNote, seal_note
from frontline.wire.ref_record import RefRecord, with_route, write_ref
from tests.support.channel_vectors import sealed_as
from tests.support.channels import a_sheet, focal_point_of, note_content
from tests.support.desks import KEY, a_session, an_office
from tests.support.documents import blocks
from tests.support.hub import Post, a_route, new_hub, opened, ref_item, ref_record
from tests.support.oversight import body_of, oversight_keys
from tests.support.packs import LAND, ROOT, pack_model
from tests.support.updates import HUB, HUB_KEY, directory, update
from tests.support.vault_posts import OFFICER, RealPost, make_real_post

FORMATS = ROOT / "docs" / "formats"
SUPERVISOR = SigningKey.from_seed(b"s" * 32)

Reader = dict[str, Any]


def reader(page: str, folder: Path) -> Reader:
    """The functions of a page, made from its text alone."""
    code = "\n\n".join(blocks(FORMATS / "basics.md", "python") + blocks(FORMATS / page, "python"))
    assert not re.search(r"^\s*(import|from) frontline", code, re.MULTILINE)
    path = folder / "reader.py"
    path.write_text(code, "utf-8")
    return runpy.run_path(str(path))


def changed(content: bytes, at: int = -1) -> bytes:
    damaged = bytearray(content)
    damaged[at] ^= 1
    return bytes(damaged)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> HubFolder:
    """It holds one bundle of two referrals, and has looked into it."""
    folder = new_hub(tmp_path_factory.mktemp("formats") / "hub")
    with opened(folder) as hub:
        post = Post(hub.card, supervisor=SUPERVISOR)
        card = post.device_card()
        hub.mailroom.enrol(card.device, card.verify_key, card.supervisor_keys)
        hub.receive(post.seal(ref_item(0), ref_item(1)))
        hub.processor.process_waiting()
    return folder


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> RealPost:
    return make_real_post(tmp_path_factory.mktemp("formats") / "post")


def test_the_referral_page_reads_a_referral_of_either_version(tmp_path: Path) -> None:
    page = reader("referral.md", tmp_path)
    plain = ref_record(1)
    routed = with_route(plain, a_route("XA-1", "XT-C"))
    for record in (plain, routed):
        assert page["read_referral"](write_ref(record))["token"] == record.token
    with pytest.raises(AssertionError):
        page["read_referral"](write_ref(routed).replace(b"REF/2", b"REF/1"))


def test_the_schema_of_a_referral_is_that_of_the_record() -> None:
    published = json.loads((FORMATS / "ref-schema.json").read_text("utf-8"))
    assert published == RefRecord.model_json_schema()
    assert published["additionalProperties"] is False


def test_the_bundle_page_reads_a_bundle(hub: HubFolder, tmp_path: Path) -> None:
    page = reader("bundle.md", tmp_path)
    identity = hub.reserve_identity.read_text().strip()
    with opened(hub) as held:
        file = held.mailroom.file("post-a", 1).content
        device = Post(held.card).key.public

    found = page["read_bundle"](file, identity, device)

    assert [item["content"] for item in found["items"]] == [
        ref_item(number).content for number in (0, 1)
    ]
    assert (found["manifest"]["device"], found["manifest"]["sequence"]) == ("post-a", 1)
    with pytest.raises(AssertionError):
        page["read_bundle"](changed(file), identity, device)


def test_the_receipt_page_reads_a_receipt(hub: HubFolder, tmp_path: Path) -> None:
    page = reader("receipt.md", tmp_path)
    with opened(hub) as held:
        (bundle,) = held.mailroom.held("post-a", 0, 9)
        key = held.card.verify_key
    assert bundle.receipt is not None

    found = page["read_receipt"](bundle.receipt, key)

    assert (found["items"], found["head"], found["refused"]) == (2, 1, None)
    with pytest.raises(page["InvalidSignature"]):
        page["read_receipt"](bundle.receipt.replace(b'"items":2', b'"items":3'), key)


def test_the_rule_pack_page_reads_a_built_pack(tmp_path: Path) -> None:
    page = reader("rule-pack.md", tmp_path)
    key = development_key()
    spanish = Translation({"pack.title": "Pequeño"}, frozenset({"pack.title"}))
    file = build_pack(pack_model(LAND), {"es": spanish}, key)

    found = page["read_document"](file, key.public)

    pack, header = found["body"]["pack"], pack_model(LAND).header
    assert (found["kind"], found["name"]) == ("pack", header.pack)
    assert found["body"]["strings"] == {
        "es": {"texts": {"pack.title": "Pequeño"}, "reviewed": ["pack.title"]}
    }
    assert pack["header"]["extends"] == {"pack": "mini", "version": 1}
    assert pack["country"]["code"] == "XL"
    assert [form["parent"] for form in pack["header"]["forms"] if "parent" in form]
    with pytest.raises(page["InvalidSignature"]):
        page["read_document"](changed(file, at=-3), key.public)


def test_the_update_page_reads_an_update(tmp_path: Path) -> None:
    reader("rule-pack.md", tmp_path)
    update_page = FORMATS / "update.md"
    code = (tmp_path / "reader.py").read_text("utf-8") + "\n\n".join(blocks(update_page, "python"))
    (tmp_path / "reader.py").write_text(code, "utf-8")
    page = runpy.run_path(str(tmp_path / "reader.py"))
    file = update(2026112201, directory(4, "Clinic"))

    found = page["read_update"](file, HUB_KEY.public, KEY.public)

    (listed,) = found["body"]["documents"]
    assert (found["name"], found["version"]) == (HUB, 2026112201)
    assert listed["document"]["body"]["entries"][0]["name"] == "Clinic"
    with pytest.raises(AssertionError):
        page["read_update"](file, HUB_KEY.public, HUB_KEY.public)
    with pytest.raises(page["InvalidSignature"]):
        page["read_update"](changed(file, at=-3), HUB_KEY.public, KEY.public)


def test_the_vault_page_opens_a_vault_and_walks_its_record(post: RealPost, tmp_path: Path) -> None:
    page = reader("vault.md", tmp_path)
    with closing(post.open()) as vault:
        head = vault.audit.head()
    slots = page["read_slots"](post.places.slot_copies[1].read_bytes())
    file = post.places.database.read_bytes()

    data_key = page["data_key_of"](slots, OFFICER.name.upper(), OFFICER.passphrase)
    with closing(page["opened"](file, data_key)) as connection:
        walked = page["audit_head"](connection)

    assert data_key == post.data_key
    assert walked == {"count": head.count, "digest": head.digest}
    assert page["noted_head"](post.places.head_mark.read_bytes()) == walked
    with pytest.raises(AssertionError, match="damaged"):
        page["opened"](changed(file, at=5000), data_key)
    with pytest.raises(AssertionError, match="passphrase"):
        page["data_key_of"](slots, OFFICER.name, "another one altogether")


def test_the_vault_page_reads_a_saved_history(tmp_path: Path) -> None:
    page = reader("vault.md", tmp_path)
    office = an_office(a_session(AccessRole.SUPERVISOR))
    lines = list(RecordOfDeeds(office.desk).export())

    found = page["read_history"]([line.rstrip(b"\n") for line in lines])

    head = office.vault.audit.head()
    assert (found["count"], found["digest"]) == (head.count, head.digest)
    assert set(found["signed"]) == {"device", office.desk.session.user.id.hex}
    with pytest.raises(AssertionError):
        page["read_history"]([line.rstrip(b"\n") for line in lines[:-2]])


def test_the_vault_page_opens_a_vault_with_the_recovery_key(post: RealPost, tmp_path: Path) -> None:
    page = reader("vault.md", tmp_path)
    body = page["read_slots"](post.places.slot_copies[0].read_bytes())["body"]

    sealed = page["base64"].b64decode(body["recovery_data_key"])

    assert page["unseal"](sealed, post.sheet.key) == post.data_key


def test_the_integrity_page_reads_a_report(tmp_path: Path) -> None:
    page, keys = reader("integrity.md", tmp_path), oversight_keys(1)
    body = body_of(keys)
    report = IntegrityReport(
        ticket="ABCD-2345-WXYZ", pattern=Pattern.OTHER, service=PublicService.POLICE, text="Ñ"
    )
    sealed = seal_report(report, body.recipients)

    assert page["read_report"](sealed, keys[0].identity) == report.model_dump(mode="json")
    assert page["fingerprint"](list(body.recipients)) == body.fingerprint


def test_the_handover_page_opens_a_hand_over_that_was_meant_for_its_key(tmp_path: Path) -> None:
    page, (key, other) = reader("handover.md", tmp_path), oversight_keys(2)
    sheet = a_sheet(key.recipient)

    found = page["open_handover"](seal_handover(sheet), key.identity)

    assert found == sheet.model_dump(mode="json")
    with pytest.raises(page["pyrage"].DecryptError):
        page["open_handover"](seal_handover(sheet), other.identity)
    passed_on = sealed_as(found | {"to": other.recipient}, PLAINTEXT, key.recipient)
    with pytest.raises(AssertionError):
        page["open_handover"](passed_on, key.identity)


def test_the_intel_page_opens_a_note(tmp_path: Path) -> None:
    page, keys = reader("intel.md", tmp_path), oversight_keys(1)
    note = IntelNote(note="ab" * 16, **dict(note_content()))
    point = focal_point_of(*keys)

    sealed = seal_note(note, point.recipients)

    assert page["open_note"](sealed, keys[0].identity) == note.model_dump(mode="json")
    assert page["mark"](list(point.recipients)) == point.mark
