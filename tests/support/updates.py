"""Updates for tests: a hub's card and key, documents of each kind, and updates that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from frontline.crypto.canonical import Json
from frontline.crypto.signed_document import SignedDocument, read_document, write_document
from frontline.crypto.signing import SigningKey
from frontline.domain.deeds import DeedKind
from frontline.rules.built import build_pack
from frontline.rules.source_models import PackModel
from frontline.services.updates import Updates
from frontline.wire.cards import HubCard, read_card
from frontline.wire.update import Update, listed, write_update
from tests.support.desks import KEY, Office, core_model
from tests.support.packs import ROOT

HUB_KEY = SigningKey.from_seed(b"h" * 32)
HUB = "hub-a"
# A document as it is before anybody signs it.
SOURCE = b'{"kind": "directory", "name": "tango", "version": 1, "body": {}}'


def hub_card() -> HubCard:
    found = read_card((ROOT / "tests" / "vectors" / "card-1" / "hub.json").read_bytes(), HubCard)
    return found.model_copy(update={"hub": HUB, "verify_key": HUB_KEY.public})


def updates_at(office: Office) -> Updates:
    """The office's updates; it was introduced to the hub."""
    vault = office.vault
    if vault.outbox.hub_card() is None:
        deed = office.desk.deed(DeedKind.HUB_SET, HUB)
        vault.outbox.set_hub_card(hub_card().canonical(), deed)
        vault.audit.deeds.clear()
    return Updates(office.desk, office.documents)


def update(number: int, *contents: bytes, hub: str = HUB, key: SigningKey = HUB_KEY) -> bytes:
    documents = []
    for content in contents:
        found = read_document(content, {KEY.public})
        documents.append(listed(found.kind, found.name, found.version, content))
    return write_update(Update(hub, number, "2026-11-22", tuple(documents)), key)


def directory(version: int, *names: str, **more: Json) -> bytes:
    entries: list[Json] = [
        {"name": name, "services": ["LEGAL"], "country": "XT", "mandates": ["ASSISTANCE"], **more}
        for name in names
    ]
    body: dict[str, Json] = {"country": "XT", "entries": entries}
    return write_document(SignedDocument("directory", "tango", version, body), KEY)


def glossary(version: int, meaning: str) -> bytes:
    texts: dict[str, Json] = {
        "id": "means",
        "term": {"en": "Means"},
        "meaning": {"en": meaning},
        "source": {"en": "Article 3"},
    }
    return write_document(SignedDocument("glossary", "words", version, {"terms": [texts]}), KEY)


def pack(model: PackModel) -> bytes:
    return build_pack(model, {}, KEY)


def reworded_core(version: int, text: str = "Who arranged all of the journey?") -> bytes:
    """The core with one question in other words: nothing of the floor."""
    model = core_model(version)
    questions = [
        each.model_copy(update={"text": text}) if each.id == "journey" else each
        for each in model.questions
    ]
    return pack(model.model_copy(update={"questions": tuple(questions)}))


def resigned(content: bytes, key: SigningKey, **fields: Any) -> bytes:
    """Under another key, or with other fields."""
    document = read_document(content, {KEY.public, HUB_KEY.public})
    return write_document(replace(document, **fields), key)


def unsigned(content: bytes) -> bytes:
    """With an empty signature."""
    start, rest = content.split(b'"signature":"', 1)
    return start + b'"signature":"' + rest[rest.index(b'"') :]


def everything(office: Office) -> tuple[object, ...]:
    """All that an update could change."""
    vault = office.vault
    return (
        list(vault.documents.held),
        dict(vault.documents.pins),
        dict(vault.updates.held),
        list(vault.audit.deeds),
    )


def versions(office: Office, kinds: Sequence[str] = ("pack", "directory", "glossary")) -> list[str]:
    """What is in force, as "kind name version"."""
    return [
        f"{each.kind} {each.name} {each.version}"
        for each in office.documents.installed()
        if each.kind in kinds
    ]
