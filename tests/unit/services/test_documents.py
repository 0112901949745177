"""Signed documents at a post: whose count, and that versions only ever rise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontline.crypto.canonical import canonical_json
from frontline.crypto.signed_document import MAGIC, SignedDocument, read_document, write_document
from frontline.crypto.signing import SigningKey
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import PackId
from frontline.domain.officials import AccessRole
from frontline.errors import (
    DocumentRefusedError,
    DocumentVersionError,
    NotPermittedError,
    SignatureRefusedError,
    UnknownSignerError,
)
from frontline.rules.built import build_pack
from frontline.services.documents import Documents
from frontline.services.pack_shelf import PackShelf
from tests.support.desks import (
    KEY,
    TRUSTED,
    Office,
    a_session,
    an_office,
    core_pack,
    country_model,
)
from tests.support.vault_posts import SITE

STRANGER = SigningKey.from_seed(b"x" * 32)
DIRECTORY = SignedDocument("directory", "tango", 1, {"country": "XT", "entries": []})
GLOSSARY = SignedDocument("glossary", "words", 3, {"terms": []})


@pytest.fixture
def office() -> Office:
    """A supervisor's, who may install."""
    return an_office(a_session(AccessRole.SUPERVISOR))


def test_a_newer_version_takes_over_and_the_older_stays_for_old_cases(office: Office) -> None:
    stored = office.documents.install(core_pack(2))

    assert (stored.kind, stored.name, stored.version) == ("pack", "core", 2)
    assert [each.version for each in office.vault.documents.newest("pack")] == [2]
    assert office.vault.documents.version("pack", "core", 1) is not None
    (deed,) = office.vault.audit.deeds
    assert (deed.kind, deed.target) == (DeedKind.DOCUMENT_INSTALLED, "pack/core/2")


@pytest.mark.parametrize("version", [1, 2])
def test_what_is_not_newer_is_refused_and_changes_nothing(office: Office, version: int) -> None:
    office.documents.install(core_pack(2))
    before = office.deeds

    with pytest.raises(DocumentVersionError):
        office.documents.install(core_pack(version))
    assert [each.version for each in office.vault.documents.newest("pack")] == [2]
    assert office.deeds == before


def test_an_unknown_key_is_refused(office: Office) -> None:
    document = read_document(core_pack(2), TRUSTED)

    with pytest.raises(UnknownSignerError):
        office.documents.install(write_document(document, STRANGER))
    assert office.deeds == []


def test_a_changed_document_is_refused(office: Office) -> None:
    content = core_pack(2).replace(b"Who arranged the journey?", b"Who arranged the journey!")

    with pytest.raises(SignatureRefusedError):
        office.documents.install(content)
    assert office.deeds == []


def test_a_signature_made_for_a_glossary_does_not_fit_a_pack(office: Office) -> None:
    pack = core_pack(2).split(b"\n", 2)[2]
    signature = KEY.sign("document/glossary", pack)
    frame = canonical_json({"key": KEY.public, "kind": "pack", "signature": signature})

    with pytest.raises(SignatureRefusedError):
        office.documents.install(MAGIC + frame + b"\n" + pack)


@pytest.mark.parametrize(
    "document",
    [
        replace(DIRECTORY, body={"country": "XT"}),
        replace(DIRECTORY, kind="horoscope"),
        replace(GLOSSARY, body={"terms": [{"id": "x"}]}),
        SignedDocument("pack", "core", 2, {"pack": {}, "strings": {}}),
    ],
)
def test_what_is_not_of_its_form_is_refused_whoever_signed_it(
    office: Office, document: SignedDocument
) -> None:
    with pytest.raises(DocumentRefusedError):
        office.documents.install(write_document(document, KEY))
    assert office.deeds == []


def test_a_pack_under_another_name_or_version_than_its_own_is_refused(office: Office) -> None:
    pack = read_document(core_pack(2), TRUSTED)

    for forged in (replace(pack, name="other"), replace(pack, version=7)):
        with pytest.raises(DocumentRefusedError):
            office.documents.install(write_document(forged, KEY))


def test_directories_and_glossaries_are_read_in_their_newest_version(office: Office) -> None:
    for document in (DIRECTORY, GLOSSARY, replace(DIRECTORY, version=2)):
        office.documents.install(write_document(document, KEY))

    assert [each.country for each in office.documents.directories()] == ["XT"]
    assert [each.terms for each in office.documents.glossaries()] == [()]
    listed = [(each.kind, each.version) for each in office.documents.installed()]
    assert listed == [("pack", 1), ("directory", 2), ("glossary", 3)]


def test_shipped_documents_come_in_at_anybodys_sign_in_where_they_are_newer() -> None:
    office = an_office(a_session(AccessRole.OFFICER))

    office.documents.install_shipped([core_pack(1), core_pack(2), write_document(GLOSSARY, KEY)])

    assert [each.version for each in office.documents.installed()] == [2, 3]
    with pytest.raises(NotPermittedError):
        office.documents.install(core_pack(3))


def test_a_shipped_document_of_an_unknown_key_stops_the_program(office: Office) -> None:
    document = read_document(core_pack(2), TRUSTED)

    with pytest.raises(UnknownSignerError):
        office.documents.install_shipped([write_document(document, STRANGER)])


def test_what_lies_in_the_vault_is_checked_again_when_it_is_read(office: Office) -> None:
    """A key that is not trusted any more opens nothing that was installed under it."""
    office.documents.install(write_document(DIRECTORY, KEY))
    office.documents.install(write_document(GLOSSARY, KEY))
    later = Documents(office.desk, {STRANGER.public})

    for read in (later.directories, later.glossaries):
        with pytest.raises(UnknownSignerError):
            read()
    with pytest.raises(UnknownSignerError):
        PackShelf(office.vault.documents, {STRANGER.public}).of_country("XT")


def test_the_shelf_gives_the_newest_and_exactly_the_pinned_version(office: Office) -> None:
    office.documents.install(core_pack(2))
    shelf = office.desk.packs

    assert shelf.of_country("XT").pack.version == 2
    assert shelf.pinned(PackId("core"), 1).pack.version == 1
    assert shelf.pinned(PackId("core"), 1) is shelf.pinned(PackId("core"), 1)


def test_the_shelf_gives_no_other_version_in_place_of_the_pinned_one(office: Office) -> None:
    for name, version in (("core", 3), ("other", 1)):
        with pytest.raises(DocumentRefusedError):
            office.desk.packs.pinned(PackId(name), version)


def test_a_post_works_by_the_rules_of_its_country(office: Office) -> None:
    assert office.desk.pack.pack.id == "core"

    office.documents.install(build_pack(country_model(1, "XL"), {}, KEY))
    assert office.desk.pack.pack.id == "core"

    office.documents.install(build_pack(country_model(2, SITE.country), {}, KEY))
    assert office.desk.pack.pack.id == "land"
    assert office.desk.packs.of_country("").pack.id == "core"
