"""Directories of services and glossaries: signed, of one form, and never made up."""

from __future__ import annotations

from typing import Any

import pytest

from frontline.crypto.canonical import Json
from frontline.crypto.signed_document import SignedDocument, write_document
from frontline.crypto.signing import SigningKey
from frontline.domain.assistance import AssistanceService
from frontline.errors import DocumentRefusedError, UnknownSignerError
from frontline.wire.directory import Directory, read_directory
from frontline.wire.glossary import Glossary, read_glossary

KEY = SigningKey.from_seed(b"d" * 32)
SHELTER: dict[str, Any] = {"name": "Gateway", "services": ["SHELTER"], "country": "XT"}
TERM: dict[str, Any] = {
    "id": "means",
    "term": {"en": "Means", "es": "Medios"},
    "meaning": {"en": "How it was done."},
    "source": {"en": "Article 3"},
}


def directory(*entries: dict[str, Any]) -> Directory:
    body: dict[str, Json] = {"country": "XT", "entries": list(entries)}
    return read_directory(signed("directory", body), {KEY.public})


def glossary(*terms: dict[str, Any]) -> Glossary:
    return read_glossary(signed("glossary", {"terms": list(terms)}), {KEY.public})


def signed(kind: str, body: dict[str, Json]) -> bytes:
    return write_document(SignedDocument(kind, "tango", 1, body), KEY)


def test_what_is_not_known_stays_empty() -> None:
    (entry,) = directory(SHELTER).entries

    assert (entry.contact, entry.hours, entry.languages, entry.confirmed) == ("", "", (), "")
    assert entry.is_accepting is None


def test_services_of_the_region_come_before_those_of_the_whole_country() -> None:
    found = directory(
        {**SHELTER, "name": "Everywhere"},
        {**SHELTER, "name": "Here", "regions": ["XT-C"]},
        {**SHELTER, "name": "Elsewhere", "regions": ["XT-N"]},
        {**SHELTER, "name": "Lawyers", "services": ["LEGAL"]},
    )

    offering = found.offering(AssistanceService.SHELTER, "XT-C")

    assert [entry.name for entry in offering] == ["Here", "Everywhere"]
    assert found.offering(AssistanceService.MEDICAL, "XT-C") == ()


@pytest.mark.parametrize(
    "change",
    [
        {"services": []},
        {"services": ["HOROSCOPE"]},
        {"country": "Tango"},
        {"regions": ["Capital"]},
        {"confirmed": "yesterday"},
        {"confirmed": "2026-13"},
        {"address": "12 Some Street"},
        {"name": ""},
    ],
)
def test_an_entry_of_another_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(DocumentRefusedError):
        directory({**SHELTER, **change})


def test_terms_are_read_in_every_language_they_have() -> None:
    (term,) = glossary(TERM).terms

    assert (term.id, term.term["es"], term.meaning["en"]) == ("means", "Medios", "How it was done.")


@pytest.mark.parametrize(
    "change",
    [
        {"term": {"es": "Medios"}},
        {"meaning": {}},
        {"meaning": {"en": ""}},
        {"source": {"es": "Artículo 3"}},
        {"source": "Article 3"},
        {"id": "The Means"},
        {"picture": "x"},
    ],
)
def test_a_term_without_english_or_of_another_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(DocumentRefusedError):
        glossary({**TERM, **change})


def test_one_kind_is_not_read_as_another() -> None:
    with pytest.raises(DocumentRefusedError):
        read_directory(signed("glossary", {"terms": []}), {KEY.public})
    with pytest.raises(DocumentRefusedError):
        read_glossary(signed("directory", {"country": "XT", "entries": []}), {KEY.public})


def test_nobody_else_may_sign_them() -> None:
    with pytest.raises(UnknownSignerError):
        read_directory(signed("directory", {"country": "XT", "entries": []}), {"00" * 32})
    with pytest.raises(UnknownSignerError):
        read_glossary(signed("glossary", {"terms": []}), set())
