"""Hypothesis strategies for whole small packs whose rules `pack check` would accept."""

from __future__ import annotations

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

EVERYTHING = InstrumentId("everything")
AGE, GATE = QuestionId("age_group"), QuestionId("alone")
FORMS = {
    "WORK": Form("WORK", "labour", False),
    "CHILD_WORK": Form("CHILD_WORK", "labour", True),
    "SEXUAL": Form("SEXUAL", "sexual", False),
    "CHILD_SEXUAL": Form("CHILD_SEXUAL", "sexual", True),
    "OTHER": Form("OTHER", "other", False),
}
_CHILD_COLUMNS = [StrengthColumn.CHILD_LABOUR, StrengthColumn.CHILD_SEXUAL]
_WITHOUT_VALUE = ("unknown", "declined", "not_asked")
_YES_NO = tuple(code.value for code in StandardAnswer)
_SEEN = tuple(code.value for code in Observation)


@st.composite
def _indicator(draw: st.DrawFn, number: int) -> Indicator:
    element = draw(st.sampled_from(Element))
    forms: tuple[str, ...] = ("any",)
    dimension: Dimension | None = None
    columns = list(StrengthColumn)
    if element is Element.MEANS:
        dimension = draw(st.sampled_from(sorted(MEANS_DIMENSIONS)))
    if element is Element.PURPOSE:
        dimension = draw(st.sampled_from([None, Dimension.EXPLOITATIVE_CONDITIONS]))
        forms = tuple(draw(st.lists(st.sampled_from(sorted(FORMS)), min_size=1, unique=True)))
        if all(FORMS[form].children_only for form in forms):
            columns = _CHILD_COLUMNS
    strength: dict[StrengthColumn, Strength] = {}
    if element is not Element.CONTEXT:
        strengths = st.sampled_from([Strength.WEAK, Strength.MEDIUM, Strength.STRONG])
        strength = draw(st.dictionaries(st.sampled_from(columns), strengths, min_size=1))
    return Indicator(
        code=IndicatorCode(f"i{number}"),
        is_observation=False,
        element=element,
        element_codes=("CODE",),
        dimension=dimension,
        forms=forms,
        strength=strength,
        concerns=draw(st.sampled_from([(), (), ("tagged",)])),
        urgent=draw(st.sampled_from([False, False, False, True])),
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
        question = draw(st.sampled_from(before))
        if draw(st.integers(0, 4)) == 0:
            return Answered(question.id)
        codes = [code for code in question.answers if code not in {"declined", "not_asked"}]
        values = draw(st.lists(st.sampled_from(codes), min_size=1, max_size=2, unique=True))
        return IsIn(question.id, tuple(values))

    shape = draw(st.sampled_from(["one", "one", "all", "any"]))
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
    kind = draw(st.sampled_from(list(kinds)))
    codes = kinds[kind]
    telling = [code for code in codes if code not in {*_WITHOUT_VALUE, "could_not_observe"}]
    some = st.lists(st.sampled_from(indicators), min_size=1, max_size=2, unique=True).map(tuple)
    raises = draw(st.dictionaries(st.sampled_from(telling), some, max_size=2))
    when = draw(_condition(before)) if draw(st.booleans()) else None
    sensitive = draw(st.sampled_from([False, False, True]))
    return _question(f"q{number}", codes, kind, raises, when, sensitive=sensitive)


@st.composite
def random_packs(draw: st.DrawFn) -> CompiledPack:
    indicators = [draw(_indicator(number)) for number in range(draw(st.integers(1, 7)))]
    codes = [indicator.code for indicator in indicators]
    ages = ("adult", "child", "in_doubt", *_WITHOUT_VALUE)
    questions = [_question(AGE, ages, QuestionKind.CHOICE), _question(GATE, _YES_NO)]
    for number in range(draw(st.integers(1, 6))):
        questions.append(draw(_drawn_question(number, codes, questions)))
    asked = [q for q in questions if q.id in {AGE, GATE} or draw(st.integers(0, 5)) > 0]
    items = tuple(Item(question.id, (), draw(st.booleans())) for question in asked)
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
        privacy_gate=draw(st.sampled_from([None, IsIn(GATE, ("yes",))])),
        texts=Texts({}, {}, frozenset()),
    )
    return compile_for_interviews(pack)
