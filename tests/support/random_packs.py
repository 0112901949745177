"""Hypothesis strategies for whole small packs whose rules `pack check` would accept."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from frontline.domain.answers import Observation, QuestionKind, StandardAnswer
from frontline.domain.identifiers import IndicatorCode, InstrumentId, PackId, QuestionId
from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind
from frontline.domain.trafficking import (
    MEANS_DIMENSIONS,
    Dimension,
    Element,
    Strength,
    StrengthColumn,
)
from frontline.rules.conditions import (
    All,
    Answered,
    AnyOf,
    ChildProfile,
    Condition,
    ElementShown,
    IndicatorShown,
    IsIn,
)
from frontline.rules.definitions import (
    Concern,
    Form,
    Indicator,
    Instrument,
    Item,
    Mode,
    PackDefinition,
    Question,
    QuestionRole,
    Section,
)
from frontline.rules.texts import Texts
from frontline.screening.compiled import CompiledPack, compile_for_interviews
from tests.support.sessions import any_of, some_of

EVERYTHING = InstrumentId("everything")
AGE, GATE = QuestionId("age_group"), QuestionId("alone")
FORMS = {
    "WORK": Form("WORK", "labour", False),
    "CHILD_WORK": Form("CHILD_WORK", "labour", True),
    "SEXUAL": Form("SEXUAL", "sexual", False),
    "CHILD_SEXUAL": Form("CHILD_SEXUAL", "sexual", True),
    "OTHER": Form("OTHER", "other", False),
}
_CHILD_COLUMNS = (StrengthColumn.CHILD_LABOUR, StrengthColumn.CHILD_SEXUAL)
_WITHOUT_VALUE = ("unknown", "declined", "not_asked")
_YES_NO = tuple(code.value for code in StandardAnswer)
_SEEN = tuple(code.value for code in Observation)


_UP_TO_SIX, _UP_TO_SEVEN = st.integers(1, 6), st.integers(1, 7)


@cache
def _strengths(
    columns: tuple[StrengthColumn, ...],
) -> st.SearchStrategy[dict[StrengthColumn, Strength]]:
    strengths = any_of((Strength.WEAK, Strength.MEDIUM, Strength.STRONG))
    return st.dictionaries(any_of(columns), strengths, min_size=1)


@cache
def _raises(
    telling: tuple[str, ...], indicators: tuple[IndicatorCode, ...]
) -> st.SearchStrategy[dict[str, tuple[IndicatorCode, ...]]]:
    return st.dictionaries(any_of(telling), some_of(indicators, 1, 2), max_size=2)


@st.composite
def _indicator(draw: st.DrawFn, number: int) -> Indicator:
    element = draw(any_of(tuple(Element)))
    forms: tuple[str, ...] = ("any",)
    dimension: Dimension | None = None
    columns = tuple(StrengthColumn)
    if element is Element.MEANS:
        dimension = draw(any_of(tuple(sorted(MEANS_DIMENSIONS))))
    if element is Element.PURPOSE:
        dimension = draw(any_of((None, Dimension.EXPLOITATIVE_CONDITIONS)))
        forms = draw(some_of(tuple(sorted(FORMS)), 1))
        if all(FORMS[form].children_only for form in forms):
            columns = _CHILD_COLUMNS
    strength: dict[StrengthColumn, Strength] = {}
    if element is not Element.CONTEXT:
        strength = draw(_strengths(columns))
    return Indicator(
        code=IndicatorCode(f"i{number}"),
        is_observation=False,
        element=element,
        element_codes=("CODE",),
        dimension=dimension,
        forms=forms,
        strength=strength,
        concerns=draw(any_of(((), (), ("tagged",)))),
        urgent=draw(any_of((False, False, False, True))),
        stays_local=False,
        source="made up",
    )


def _question(
    name: str,
    codes: tuple[str, ...],
    kind: QuestionKind = QuestionKind.YES_NO,
    raises: dict[str, tuple[IndicatorCode, ...]] | None = None,
    when: Condition | None = None,
    *,
    sensitive: bool = False,
) -> Question:
    return Question(
        id=QuestionId(name),
        kind=kind,
        answers=codes,
        raises=raises or {},
        thresholds=(),
        when=when,
        sensitive=sensitive,
        has_say=True,
        topic=None,
        role=QuestionRole.AGE_GROUP if name == AGE else None,
        stays_local=False,
    )


@st.composite
def _condition(draw: st.DrawFn, before: list[Question]) -> Condition:
    def leaf() -> Condition:
        question = before[draw(any_of(tuple(range(len(before)))))]
        if draw(any_of((True, False, False, False, False))):
            return Answered(question.id)
        codes = tuple(code for code in question.answers if code not in {"declined", "not_asked"})
        return IsIn(question.id, draw(some_of(codes, 1, 2)))

    shape = draw(any_of(("one", "one", "all", "any")))
    if shape == "one":
        return leaf()
    parts = (leaf(), leaf())
    return All(parts) if shape == "all" else AnyOf(parts)


@st.composite
def _drawn_question(
    draw: st.DrawFn, number: int, indicators: list[IndicatorCode], before: list[Question]
) -> Question:
    kinds = {
        QuestionKind.YES_NO: _YES_NO,
        QuestionKind.OBSERVATION: _SEEN,
        QuestionKind.CHOICE: ("a", "b", *_WITHOUT_VALUE),
        QuestionKind.MULTI: ("a", "b", *_WITHOUT_VALUE),
    }
    kind = draw(any_of(tuple(kinds)))
    codes = kinds[kind]
    telling = tuple(c for c in codes if c not in {*_WITHOUT_VALUE, "could_not_observe"})
    raises = draw(_raises(telling, tuple(indicators)))
    when = draw(_condition(before)) if draw(any_of((False, True))) else None
    sensitive = draw(any_of((False, False, True)))
    return _question(f"q{number}", codes, kind, raises, when, sensitive=sensitive)


@st.composite
def random_packs(draw: st.DrawFn) -> CompiledPack:
    indicators = [draw(_indicator(number)) for number in range(draw(_UP_TO_SEVEN))]
    codes = [indicator.code for indicator in indicators]
    ages = ("adult", "child", "in_doubt", *_WITHOUT_VALUE)
    questions = [_question(AGE, ages, QuestionKind.CHOICE), _question(GATE, _YES_NO)]
    for number in range(draw(_UP_TO_SIX)):
        questions.append(draw(_drawn_question(number, codes, questions)))
    asked = [
        q
        for q in questions
        if q.id in {AGE, GATE} or draw(any_of((True, True, True, True, True, False)))
    ]
    items = tuple(Item(question.id, (), draw(any_of((False, True)))) for question in asked)
    instrument = Instrument(
        id=EVERYTHING,
        roles=(OfficialRole.POLICE,),
        sites=(SiteKind.HOTEL,),
        first_at=(),
        mode=Mode.GUIDED,
        sections=(Section("all", items),),
        exits=(),
    )
    either = AnyOf((IndicatorShown(codes[0]), ElementShown(Element.ACT)))
    concerns = (
        Concern("answered", draw(_condition(questions)), False),
        Concern("ruled", All((ChildProfile(), either)), False),
        Concern("tagged", None, False),
    )
    pack = PackDefinition(
        id=PackId("random"),
        version=1,
        forms=FORMS,
        indicators={indicator.code: indicator for indicator in indicators},
        questions={question.id: question for question in questions},
        instruments={EVERYTHING: instrument},
        concerns=concerns,
        notices=(),
        protocols=(),
        offers=(),
        privacy_gate=draw(any_of((None, IsIn(GATE, ("yes",))))),
        texts=Texts({}, {}, frozenset()),
    )
    return compile_for_interviews(pack)
