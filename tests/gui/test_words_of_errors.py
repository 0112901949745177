"""Every error has words of its own, in every language of the interface."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import pytest

from frontline.errors import (
    DamagedDataError,
    FrontlineError,
    RuleError,
    SlotDamagedError,
    UserError,
    VaultDamagedError,
    WrongPassphraseError,
)
from frontline.errors_of_accounts import AccountSuspendedError
from frontline.ui.language import INTERFACE_LANGUAGES
from frontline.ui.messages import error_text, known_codes
from tests.support.gui import surroundings

BRANCHES = (UserError, RuleError, DamagedDataError)
# Facts that words show, by the code of the error.
SHOWN: dict[str, dict[str, int | str]] = {
    "vault.throttled": {"seconds": 30},
    "audit.broken": {"sequence": 17},
    "pack.source-refused": {"faults": 2},
    "group.fact-not-askable": {"number": 7},
    "directory.incomplete": {"first": "kind"},
    "directory.source-refused": {"faults": 2},
    "document.floor-lowered": {"part": "consent"},
}


def errors(of: type[FrontlineError] = FrontlineError) -> Iterator[type[FrontlineError]]:
    """Every kind that can be raised, wherever it was defined."""
    for kind in of.__subclasses__():
        if kind not in BRANCHES and kind.__module__.startswith("frontline"):
            yield kind
        yield from errors(kind)


ERRORS = sorted(errors(), key=lambda kind: kind.code)


def said(kind: type[FrontlineError], language: str) -> str:
    # Made without its own constructor: some take more than facts.
    error = FrontlineError.__new__(kind)
    FrontlineError.__init__(error, **SHOWN.get(kind.code, {}))
    return error_text(surroundings(language).language, error)


def test_no_code_is_used_twice() -> None:
    codes = [kind.code for kind in ERRORS]
    assert len(set(codes)) == len(codes)
    assert FrontlineError.code not in codes


def test_words_and_codes_belong_together_one_to_one() -> None:
    assert {kind.code for kind in ERRORS} == known_codes()


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.code)
def test_the_words_of_an_error_differ_in_every_language(kind: type[FrontlineError]) -> None:
    texts = {language: said(kind, language) for language in INTERFACE_LANGUAGES}
    for one, other in combinations(INTERFACE_LANGUAGES, 2):
        assert texts[one] != texts[other], (one, other)
    for text in texts.values():
        # Whole sentences, every fact in its place, and no code for the officer to puzzle over.
        assert re.search(r"[.!?]$", text)
        assert "{" not in text
        assert "?" not in text
        assert kind.code not in text
        for fact in SHOWN.get(kind.code, {}).values():
            assert str(fact) in text


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_no_two_errors_say_the_same(language: str) -> None:
    texts = [said(kind, language) for kind in ERRORS]
    assert len(set(texts)) == len(texts)


def test_an_error_without_words_is_found_and_still_says_its_code() -> None:
    class NewError(UserError):
        code = "test.new"

    assert "test.new" not in known_codes()
    assert "test.new" in said(NewError, "en")


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_a_wrong_passphrase_damaged_keys_and_damaged_records_are_told_apart(language: str) -> None:
    kinds = (WrongPassphraseError, AccountSuspendedError, SlotDamagedError, VaultDamagedError)

    assert len({said(kind, language) for kind in kinds}) == len(kinds)
    if language != "en":
        assert all(said(kind, language) != said(kind, "en") for kind in kinds)
