"""Hypothesis strategies for answers of a pack."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from frontline.domain.answers import AnswerValue, QuestionKind, is_open
from frontline.domain.findings import IndicatorStatus
from frontline.domain.identifiers import IndicatorCode, InstrumentId, QuestionId
from frontline.rules.definitions import Question
from frontline.screening.compiled import CompiledPack


@cache
def any_of(values: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    """One of `values`. A strategy is made once: to check it is most of what drawing costs."""
    return st.sampled_from(values)


@cache
def some_of(
    values: tuple[Any, ...], least: int = 0, most: int | None = None
) -> st.SearchStrategy[tuple[Any, ...]]:
    """Some of `values`, none of them twice."""
    return st.lists(any_of(values), min_size=least, max_size=most, unique=True).map(tuple)


def answer_values(question: Question) -> st.SearchStrategy[AnswerValue]:
    return _values(question.kind, question.answers)


@cache
def _values(kind: QuestionKind, answers: tuple[str, ...]) -> st.SearchStrategy[AnswerValue]:
    codes: st.SearchStrategy[AnswerValue] = any_of(answers)
    match kind:
        case QuestionKind.NUMBER:
            return st.one_of(codes, st.integers(0, 20))
        case QuestionKind.COUNTRY:
            return st.one_of(codes, any_of(("XA", "XT", "XD")))
        case QuestionKind.MULTI:
            own = tuple(code for code in answers if not is_open(code))
            return st.one_of(any_of(("unknown", "declined")), some_of(own))
        case QuestionKind.DATE:
            return st.one_of(codes, st.dates())
        case _:
            return codes


@st.composite
def sessions(
    draw: st.DrawFn, compiled: CompiledPack, instrument: str
) -> list[tuple[QuestionId, AnswerValue]]:
    """Answers in any order, some questions answered twice, some never."""
    items = compiled.pack.instruments[InstrumentId(instrument)].items
    asked = [compiled.questions[compiled.index(item.question)] for item in items]
    chosen = draw(_places(len(asked))) if asked else []
    return [(asked[at].id, draw(answer_values(asked[at]))) for at in chosen]


@cache
def _places(count: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, count - 1), max_size=40)


def indicator_facts(
    compiled: CompiledPack,
) -> st.SearchStrategy[dict[IndicatorCode, IndicatorStatus]]:
    return _facts(tuple(indicator.code for indicator in compiled.board.indicators))


@cache
def _facts(
    codes: tuple[IndicatorCode, ...],
) -> st.SearchStrategy[dict[IndicatorCode, IndicatorStatus]]:
    return st.dictionaries(any_of(codes), st.sampled_from(IndicatorStatus))
