"""What the person reads: complete in every language, and the same in every country but for more."""

from __future__ import annotations

import pytest

from frontline.rules.checks.complete import check_source
from frontline.rules.extension import extended_source, merged_pack, read_pack
from frontline.rules.person_models import PersonFile, RightModel
from frontline.rules.source import read_source
from frontline.rules.source_models import PackModel
from tests.support.packs import ROOT, core

RULES = ROOT / "screening_rules"
LANGUAGES = ("en", "es", "pt", "fr", "ar", "ht", "zh", "ru")
COUNTRIES = ("alpha", "tango", "delta")


def source(name: str) -> PackModel:
    return read_source(RULES / name).checked()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_and_right_is_there_in_every_language_of_the_person(language: str) -> None:
    pack = core().pack
    names = [f"person.right.{name}" for name in pack.rights]
    words = source("core").person.words
    assert words is not None
    names += [f"person.word.{name}" for name in type(words).model_fields]
    assert len(names) > 15
    assert [name for name in names if pack.texts.said(name, language) is None] == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_country_has_the_words_and_rights_of_core(country: str) -> None:
    merged = read_pack(RULES / country).checked().person
    base = source("core").person
    assert merged.words == base.words
    assert merged.rights[: len(base.rights)] == base.rights


def test_a_country_adds_rights_and_takes_none_away() -> None:
    base, own = source("core"), source("tango")
    mine = PersonFile(
        rights=(
            RightModel(id="free", text="Help costs money."),
            RightModel(id="rest", text="You may rest for 30 days."),
        )
    )
    merged = merged_pack(base, own.model_copy(update={"person": mine}))
    assert merged.person.rights == (*base.person.rights, mine.rights[1])


def test_a_country_cannot_change_the_words() -> None:
    base, own = read_source(RULES / "core"), read_source(RULES / "tango")
    assert base.pack is not None
    assert own.pack is not None
    person = PersonFile(words=base.pack.person.words)
    own.pack = own.pack.model_copy(update={"person": person})
    codes = [fault.code for fault in extended_source(base, own).faults]
    assert codes == ["extension.redefines"]
    assert check_source(base).faults == []
