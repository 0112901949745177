"""Made-up respondents for measuring interviews: golden cases, changed a little at random.

A respondent has an answer to every question of the pack, so that a full interview and a short one
can be compared on the same person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from frontline.domain.answers import AnswerValue, QuestionKind, StandardAnswer, is_open
from frontline.domain.identifiers import InstrumentId, QuestionId
from frontline.rules.conditions import questions_read
from frontline.rules.definitions import Question
from frontline.screening.assessment import assess
from frontline.screening.compiled import CompiledPack
from frontline.screening.interview import Interview
from frontline.screening.next_question import next_question

# How often, in a thousand, an answer of the case and one beside it is replaced.
CHANGED_OF_CASE, CHANGED_BESIDE = 120, 20
_THOUSAND = 1000


class Dice(Protocol):
    """A seeded source of chance."""

    def randrange(self, stop: int, /) -> int: ...


@dataclass(frozen=True, slots=True)
class Comparison:
    """Questions put until nothing left to ask could change the finding, and until none was left.

    `is_settled`: in the end nothing can change the finding, not even what stayed unknown.
    `is_identical`: both interviews ended with the same finding.
    """

    short: int
    full: int
    is_settled: bool
    is_identical: bool


def respondent(
    compiled: CompiledPack, case: Mapping[QuestionId, AnswerValue], dice: Dice
) -> dict[QuestionId, AnswerValue]:
    """The case's answers, nothing special for the rest, and some of both replaced at random.

    What the privacy gate reads is left as it allows to ask, for the measure is of interviews that
    take place.
    """
    gate = compiled.pack.privacy_gate
    of_gate = questions_read(gate) if gate is not None else frozenset()
    answers: dict[QuestionId, AnswerValue] = {}
    for question in compiled.questions:
        is_of_case = question.id in case
        value = case[question.id] if is_of_case else plain_answer(question)
        changed = CHANGED_OF_CASE if is_of_case else CHANGED_BESIDE
        if question.id not in of_gate and dice.randrange(_THOUSAND) < changed:
            value = _random_answer(question, dice)
        answers[question.id] = value
    return answers


def plain_answer(question: Question) -> AnswerValue:
    """An answer that shows nothing."""
    match question.kind:
        case QuestionKind.MULTI:
            return ()
        case QuestionKind.NUMBER:
            return 0
        case _:
            known = (code for code in question.answers if not is_open(code))
            quiet = [code for code in known if code not in question.raises]
            no = [code for code in quiet if code in ("no", "not_seen")]
            return (no or quiet or ["unknown"])[0]


def _random_answer(question: Question, dice: Dice) -> AnswerValue:
    # Everything put is answered somehow.
    codes = [code for code in question.answers if code != StandardAnswer.NOT_ASKED]
    code = codes[dice.randrange(len(codes))]
    is_of_several = question.kind is QuestionKind.MULTI and not is_open(code)
    return (code,) if is_of_several else code


def compare(
    compiled: CompiledPack, instrument: InstrumentId, answers: Mapping[QuestionId, AnswerValue]
) -> Comparison:
    """Interview one respondent twice: in full, and by what can still matter until settled."""
    full, full_count = Interview(compiled, instrument), 0
    while (name := next_question(full)) is not None:
        full.answer(name, answers[name])
        full_count += 1
    short, short_count = Interview(compiled, instrument), 0
    while not (found := assess(short)).is_settled:
        following = _most_telling(short, found.can_still_matter)
        if following is None:
            break
        short.answer(following, answers[following])
        short_count += 1
    in_full = assess(full)
    return Comparison(short_count, full_count, in_full.is_settled, found.finding == in_full.finding)


def _most_telling(interview: Interview, telling: Sequence[QuestionId]) -> QuestionId | None:
    return next((name for name in telling if interview.value(name) is None), None)
