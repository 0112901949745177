"""Practice interviews: what an invented person tells, and how a record of it is marked.

A fact is marked by what was recorded alone. There is no score: what differs is named, with what
was told, because the next interview is what counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from frontline.domain.answers import AnswerValue
from frontline.domain.findings import Band
from frontline.domain.identifiers import InstrumentId, QuestionId


@dataclass(frozen=True, slots=True)
class Fact:
    """What the person tells, or what is to be seen, about one question; `answer` is its record."""

    question: QuestionId
    answer: AnswerValue


@dataclass(frozen=True, slots=True)
class PracticeCase:
    """`facts` in the order in which they are asked for; `band` is what they come to."""

    id: str
    instrument: InstrumentId
    facts: tuple[Fact, ...]
    band: Band

    def fact(self, question: QuestionId) -> Fact | None:
        return next((fact for fact in self.facts if fact.question == question), None)


class Verdict(StrEnum):
    AS_TOLD = "as-told"
    DIFFERENT = "different"
    NOT_RECORDED = "not-recorded"


@dataclass(frozen=True, slots=True)
class Marked:
    fact: Fact
    recorded: AnswerValue | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Feedback:
    """`band` is the finding that the record came to."""

    case: PracticeCase
    marks: tuple[Marked, ...]
    band: Band

    @property
    def as_told(self) -> int:
        return sum(mark.verdict is Verdict.AS_TOLD for mark in self.marks)

    @property
    def recorded(self) -> int:
        """Of how many facts there is a record at all: who stops early is not marked down."""
        return sum(mark.verdict is not Verdict.NOT_RECORDED for mark in self.marks)

    @property
    def different(self) -> tuple[Marked, ...]:
        return tuple(mark for mark in self.marks if mark.verdict is Verdict.DIFFERENT)

    @property
    def is_band_expected(self) -> bool:
        return self.band is self.case.band


def feedback(
    case: PracticeCase, recorded: Mapping[QuestionId, AnswerValue], band: Band
) -> Feedback:
    """`recorded` holds the answers that stand in the end."""
    return Feedback(case, tuple(_marked(fact, recorded) for fact in case.facts), band)


def _marked(fact: Fact, recorded: Mapping[QuestionId, AnswerValue]) -> Marked:
    value = recorded.get(fact.question)
    if value is None:
        return Marked(fact, None, Verdict.NOT_RECORDED)
    verdict = Verdict.AS_TOLD if _same(value, fact.answer) else Verdict.DIFFERENT
    return Marked(fact, value, verdict)


def _same(one: AnswerValue, other: AnswerValue) -> bool:
    """Several answers are the same in any order."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    return one == other
