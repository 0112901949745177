"""The glossary that is shipped: whole in four languages, and in words that may be said."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from frontline.domain.assistance import AssistanceService
from frontline.domain.findings import Band
from frontline.domain.officials import OfficialRole
from frontline.domain.trafficking import Act, Element, Means
from frontline.rules.checks.wording import banned_words, forbidden_topics, gender_assumptions
from frontline.wire.glossary import Glossary, Term
from tests.support.packs import ROOT, core

LANGUAGES = ("en", "es", "pt", "fr")
LEAST = 120
# Concerns that the glossary has under another word.
ELSEWHERE = {"smuggling": "smuggling_of_migrants"}


def shipped() -> Glossary:
    raw = json.loads((ROOT / "resources" / "documents" / "glossary-core.json").read_text("utf-8"))
    return Glossary.model_validate(raw["body"])


GLOSSARY = shipped()
TERMS = {term.id: term for term in GLOSSARY.terms}


def texts_of(term: Term, language: str) -> Iterator[str]:
    """All that comes onto the screen, the words to avoid among it."""
    yield term.term[language]
    yield term.meaning[language]
    for avoided in term.avoid.get(language, ()):
        yield avoided.words
        yield avoided.reason


def unsayable(glossary: Glossary) -> list[str]:
    checks = (banned_words, forbidden_topics)
    return [
        f"{term.id} {language}: {word}"
        for term in glossary.terms
        for language in LANGUAGES
        for text in texts_of(term, language)
        for check in checks
        for word in check(text, language)
    ]


def test_there_are_enough_terms_each_once() -> None:
    assert len(GLOSSARY.terms) >= LEAST
    assert len(TERMS) == len(GLOSSARY.terms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_whole_in_every_language_and_names_its_source(language: str) -> None:
    for term in GLOSSARY.terms:
        for texts in (term.term, term.meaning, term.source):
            assert texts.get(language, "").strip(), (term.id, language)


def test_words_to_avoid_are_told_in_every_language_with_their_reason() -> None:
    told = [term for term in GLOSSARY.terms if term.avoid]
    assert len(told) >= 20
    for term in told:
        assert set(term.avoid) == set(LANGUAGES), term.id


def test_the_glossary_says_nothing_that_may_not_be_said() -> None:
    assert unsayable(GLOSSARY) == []


def test_a_forbidden_word_is_found() -> None:
    (first, *_rest) = GLOSSARY.terms
    planted = first.model_copy(update={"meaning": {**first.meaning, "en": "This is not a victim."}})
    assert len(unsayable(Glossary(terms=(planted,)))) == 1


def test_no_meaning_assumes_a_gender() -> None:
    found = [
        (term.id, language)
        for term in GLOSSARY.terms
        for language in LANGUAGES
        if list(gender_assumptions(term.meaning[language], language))
    ]
    assert found == []


def test_every_code_of_the_closed_lists_has_an_entry() -> None:
    pack = core().pack
    wanted = {code.value.lower() for codes in (Act, Means) for code in codes}
    wanted |= {element.value for element in Element if element is not Element.CONTEXT}
    wanted |= {form.lower() for form in pack.forms}
    wanted |= {f"band_{band.value}" for band in Band}
    wanted |= {f"service_{service.value.lower()}" for service in AssistanceService}
    wanted |= {f"role_{role.value}" for role in OfficialRole}
    wanted |= {ELSEWHERE.get(concern.code, concern.code) for concern in pack.concerns}
    assert wanted - set(TERMS) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_marked_word_leads_to_one_entry(language: str) -> None:
    marks = [mark.casefold() for term in GLOSSARY.terms for mark in term.marks.get(language, ())]
    assert len(marks) >= 15
    assert len(marks) == len(set(marks))
