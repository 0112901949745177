"""What core must hold: enough of every form, for every role, and nothing it must not ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from frontline.domain.answers import QuestionKind
from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind
from frontline.domain.trafficking import Element
from frontline.rules.checks.texts import check_translations
from frontline.rules.definitions import About
from frontline.rules.source_models import (
    IndicatorModel,
    InstrumentModel,
    PackModel,
    QuestionModel,
)
from frontline.screening.golden import check_case
from tests.support.packs import (
    CORE,
    COUNTRIES,
    SHIPPED,
    core,
    pack_model,
    pack_source,
    translations,
)

pytestmark = pytest.mark.slow

# Forms as the field counts them, each with the codes it goes by here.
FORMS = {
    "forced labour": ("FORCED_LABOUR",),
    "domestic servitude": ("DOMESTIC_SERVITUDE",),
    "sexual exploitation of adults": ("PROSTITUTION_OF_OTHERS", "OTHER_SEXUAL_EXPLOITATION"),
    "sexual exploitation of children": ("SEXUAL_EXPLOITATION_OF_CHILDREN",),
    "worst forms of child labour": ("WORST_FORMS_CHILD_LABOUR",),
    "forced criminality": ("FORCED_CRIMINALITY",),
    "forced begging": ("FORCED_BEGGING",),
    "organ removal": ("ORGAN_REMOVAL",),
    "slavery and similar": ("SLAVERY_OR_SIMILAR",),
    "forced marriage": ("FORCED_MARRIAGE",),
    "illegal adoption": ("ILLEGAL_ADOPTION",),
}
FEWEST_OF_A_FORM = 8


@cache
def pack() -> PackModel:
    return pack_model(CORE)


def test_there_are_at_least_160_indicators() -> None:
    assert len(pack().indicators) >= 160


def test_every_indicator_has_all_that_a_reader_needs() -> None:
    for indicator in pack().indicators:
        texts = (indicator.text, indicator.counter_reading, indicator.guidance, indicator.source)
        assert len(set(texts)) == len(texts), indicator.code
        assert indicator.forms, indicator.code
        assert indicator.roles, indicator.code
        assert indicator.sites, indicator.code
        assert indicator.stages, indicator.code
        scores = indicator.element is not Element.CONTEXT
        assert bool(indicator.strength) == scores, indicator.code
        assert bool(indicator.element_codes) == scores, indicator.code


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_indicators_of_its_own(form: str) -> None:
    of_form = [i.code for i in pack().indicators if set(i.forms) & set(FORMS[form])]
    assert len(of_form) >= FEWEST_OF_A_FORM


@pytest.mark.parametrize("role", OfficialRole)
def test_every_role_has_indicators_it_can_use(role: OfficialRole) -> None:
    usable = [i.code for i in pack().indicators if role in i.roles or "any" in i.roles]
    assert len(usable) >= 10


def test_every_indicator_is_tagged_observation_where_only_seeing_shows_it() -> None:
    raised_by_questions = {
        code
        for question in pack().questions
        if question.kind is not QuestionKind.OBSERVATION
        for code in _raised(question)
    }
    seen_alone = {i.code for i in pack().indicators if i.code not in raised_by_questions}
    kinds = {i.code: i.kind for i in pack().indicators}
    assert {kinds[code] for code in seen_alone} <= {"observation"}


def _raised(question: QuestionModel) -> Iterator[str]:
    for codes in question.raises.values():
        yield from codes
    for threshold in question.thresholds:
        yield from threshold.raises


def _asked_at(instrument: InstrumentModel, site: SiteKind) -> Iterator[QuestionModel]:
    questions = {question.id: question for question in pack().questions}
    for section in instrument.sections:
        for item in section.items:
            if not item.sites or site in item.sites:
                yield questions[item.question]


def _openers(instrument: InstrumentModel, site: SiteKind) -> Iterator[IndicatorModel]:
    """What the instrument can show there that scores."""
    indicators = {indicator.code: indicator for indicator in pack().indicators}
    for question in _asked_at(instrument, site):
        for code in _raised(question):
            if indicators[code].element is not Element.CONTEXT:
                yield indicators[code]


def test_no_instrument_leaves_a_form_out_at_any_of_its_sites() -> None:
    """In the short tools, which put nothing sensitive, one item that bears on several forms counts
    for each; those that ask at all must open every family of them."""
    left_out = {
        (instrument.id, site.value): sorted(missing)
        for instrument in pack().instruments
        for site in instrument.sites
        if (missing := _left_out(instrument, site))
    }
    assert left_out == {}


def _left_out(instrument: InstrumentModel, site: SiteKind) -> set[str]:
    openers = list(_openers(instrument, site))
    family: dict[str, str] = {form.code: form.family for form in pack().header.forms}
    opened = {form for each in openers if each.element is Element.PURPOSE for form in each.forms}
    if instrument.most_sensitive or not any("any" in each.forms for each in openers):
        return set(family) - opened
    if _puts_scoring_questions(instrument, site):
        return set(family.values()) - {family[form] for form in opened}
    return set()


def _puts_scoring_questions(instrument: InstrumentModel, site: SiteKind) -> bool:
    return any(
        question.kind is not QuestionKind.OBSERVATION and any(_raised(question))
        for question in _asked_at(instrument, site)
    )


def test_the_first_look_keeps_to_eight_observations_and_four_questions() -> None:
    rapid = next(each for each in pack().instruments if each.id == "immigration_rapid")
    assert (rapid.most_observations, rapid.most_questions) == (8, 4)
    for site in rapid.sites:
        kinds = Counter(
            question.kind is QuestionKind.OBSERVATION for question in _asked_at(rapid, site)
        )
        assert kinds[True] <= 8
        assert kinds[False] <= 4


def test_questions_about_other_people_and_about_help_are_marked_as_such() -> None:
    about = {question.id: question.about for question in pack().questions}
    assert about["help_wanted"] is About.HELP
    assert about["first_contact"] is About.OTHERS
    assert about["others_affected"] is About.OTHERS


def test_there_are_at_least_120_golden_cases_and_all_come_out_as_written() -> None:
    assert len(pack().cases) >= 120
    differing = {case.id: check_case(core(), case) for case in pack().cases}
    assert {name: found for name, found in differing.items() if found} == {}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_golden_cases(form: str) -> None:
    of_form = [case.id for case in pack().cases if set(case.expect.forms or ()) & set(FORMS[form])]
    assert len(of_form) >= FEWEST_OF_A_FORM


@pytest.mark.parametrize("name", ["core", *COUNTRIES])
def test_no_text_assumes_a_gender_or_asks_what_must_not_be_asked(name: str) -> None:
    folder = SHIPPED / name
    source = pack_source(folder)
    assert [fault for fault in source.faults if fault.code.startswith("text.")] == []
    of_words = [
        fault
        for fault in check_translations(source, pack_model(folder), translations(folder))
        if fault.code != "translation.missing"
    ]
    assert of_words == []
