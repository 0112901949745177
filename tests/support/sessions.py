"""Hypothesis strategies for answers of a pack."""

from __future__ import annotations

from hypothesis import strategies as st

from frontline.domain.answers import AnswerValue, QuestionKind, is_open
from frontline.domain.findings import IndicatorStatus
from frontline.domain.identifiers import IndicatorCode, InstrumentId, QuestionId
from frontline.rules.definitions import Question
from frontline.screening.compiled import CompiledPack


def answer_values(question: Question) -> st.SearchStrategy[AnswerValue]:
    codes: st.SearchStrategy[AnswerValue] = st.sampled_from(question.answers)
    match question.kind:
        case QuestionKind.NUMBER:
            return st.one_of(codes, st.integers(0, 20))
        case QuestionKind.COUNTRY:
            return st.one_of(codes, st.sampled_from(["XA", "XT", "XD"]))
        case QuestionKind.MULTI:
            own = [code for code in question.answers if not is_open(code)]
            several = st.lists(st.sampled_from(own), unique=True).map(tuple)
            return st.one_of(st.sampled_from(["unknown", "declined"]), several)
        case QuestionKind.DATE:
            return st.one_of(codes, st.dates())
        case QuestionKind.MONEY | QuestionKind.ACCOUNT:
            return codes
        case _:
            return codes


def sessions(
    compiled: CompiledPack, instrument: str
) -> st.SearchStrategy[list[tuple[QuestionId, AnswerValue]]]:
    """Answers in any order, some questions answered twice, some never."""
    questions = [
        compiled.questions[compiled.index(item.question)]
        for item in compiled.pack.instruments[InstrumentId(instrument)].items
    ]
    one = st.sampled_from(questions).flatmap(
        lambda question: st.tuples(st.just(question.id), answer_values(question))
    )
    return st.lists(one, max_size=40)


def indicator_facts(
    compiled: CompiledPack,
) -> st.SearchStrategy[dict[IndicatorCode, IndicatorStatus]]:
    codes = [indicator.code for indicator in compiled.board.indicators]
    return st.dictionaries(st.sampled_from(codes), st.sampled_from(IndicatorStatus))
