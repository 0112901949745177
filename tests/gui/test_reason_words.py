"""Every reason the engine can give has its own words in every language of the interface (S-005)."""

from __future__ import annotations

import re

import pytest

from frontline.domain.findings import Reason
from frontline.domain.trafficking import Dimension
from frontline.screening import combination, reasons, tally
from frontline.ui.language import INTERFACE_LANGUAGES, Language
from frontline.ui.reason_words import reason_text, rule_text
from tests.support.repository import ROOT

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow

RULES = sorted(
    value
    for module in (combination, reasons, tally)
    for name, value in vars(module).items()
    if name.isupper() and isinstance(value, str) and "." in value
)


def language(code: str) -> Language:
    return Language(ROOT / "build" / "locale", code)


def test_the_rules_of_the_engine_are_found() -> None:
    assert {"band.adult_three_elements", "dimension.two_strong", "concern.rule"} <= set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_a_sentence_of_its_own_in_each_language(rule: str) -> None:
    sentences = [rule_text(language(code), rule) for code in INTERFACE_LANGUAGES]

    assert len(set(sentences)) == len(INTERFACE_LANGUAGES)
    for code in INTERFACE_LANGUAGES:
        others = {rule_text(language(code), other) for other in RULES if other != rule}
        assert rule_text(language(code), rule) not in others


@pytest.mark.parametrize("code", INTERFACE_LANGUAGES)
def test_no_sentence_shows_a_score_or_a_strength(code: str) -> None:
    words = " ".join(
        reason_text(language(code), Reason("means", rule, dimension))
        for rule in RULES
        for dimension in Dimension
    )
    assert not re.search(r"\d|%|\bD[1-6]\b|\bpoints?\b|\bstrong\b|\bweak\b", words)


def test_a_rule_nobody_knows_is_no_silent_sentence() -> None:
    with pytest.raises(KeyError):
        rule_text(language("en"), "band.made_up")
