"""Directories of services and glossaries: signed, of one form, and never made up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from frontline.crypto.canonical import Json
from frontline.crypto.signed_document import SignedDocument, write_document
from frontline.crypto.signing import SigningKey
from frontline.domain.assistance import AssistanceService
from frontline.errors import DocumentRefusedError, UnknownSignerError
from frontline.wire.directory import Directory, gaps_in, read_directory
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
        {**SHELTER, "name": "Abroad", "country": "XA"},
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
        {"confirmed": "2026-02-30"},
        {"mandates": ["CURIOSITY"]},
        {"level": "HIGH"},
        {"themes": ["WEATHER"]},
        {"address": "12 Some Street"},
        {"name": ""},
    ],
)
def test_an_entry_of_another_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(DocumentRefusedError):
        directory({**SHELTER, **change})


def test_null_and_nothing_both_mean_that_nobody_knows() -> None:
    unknown = dict.fromkeys(("contact", "hours", "languages", "confirmed", "confirmed_by"))

    assert directory({**SHELTER, **unknown}) == directory(SHELTER)


def test_a_confirmation_is_relied_upon_for_the_stated_time_and_no_longer() -> None:
    found = directory({**SHELTER, "confirmed": "2026-05-26"}, {**SHELTER, "confirmed": "2026-05"})
    by_day, by_month = found.entries

    # 180 days after the 26th; a month counts from its first day.
    assert not found.is_stale(by_day, date(2026, 11, 22))
    assert found.is_stale(by_day, date(2026, 11, 23))
    assert found.is_stale(by_month, date(2026, 11, 22))
    assert found.is_stale(directory(SHELTER).entries[0], date(2020, 1, 1))


def test_what_a_directory_lacks_is_named() -> None:
    full = {**SHELTER, "mandates": ["ASSISTANCE"]}
    assert list(gaps_in(directory(full))) == []
    assert list(gaps_in(directory(SHELTER))) == ["Gateway: mandate.missing"]
    assert list(gaps_in(directory({**full, "country": "XA"}))) == ["Gateway: country.other"]
    dated = {**full, "confirmed": "2026-10"}
    assert list(gaps_in(directory(dated))) == ["Gateway: confirmed-by.missing"]
    desk: Json = {"theme": "CHILD", "country": "XT", "name": "Desk"}
    body: dict[str, Json] = {"country": "XT", "entries": [], "focal_points": [desk, desk]}
    twice = read_directory(signed("directory", body), {KEY.public})
    assert list(gaps_in(twice)) == ["CHILD XT NATIONAL: focal-point.twice"]


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
