"""What a screening begins with: the answers of earlier screenings of the same person."""

from __future__ import annotations

from collections.abc import Sequence

from frontline.domain.answers import AnswerEvent, AnswerValue, current_answers
from frontline.domain.cases import Screening
from frontline.domain.identifiers import QuestionId
from frontline.rules.conditions import questions_read
from frontline.screening.compiled import CompiledPack


def known_answers(
    compiled: CompiledPack, screening: Screening, log: Sequence[AnswerEvent]
) -> dict[QuestionId, AnswerValue]:
    """The answers that stand when a screening comes to the table, from the log of its case.

    Nothing is asked twice (S-037), but what is true of one talk alone is asked anew in each: that
    one was private may not open the next, and who could not talk then perhaps can now.
    """
    gate = compiled.pack.privacy_gate
    of_the_talk = set(questions_read(gate)) if gate is not None else set()
    of_the_talk |= {each.id for each in compiled.pack.questions.values() if each.each_talk}
    standing = current_answers(
        event
        for event in log
        if event.screening == screening.id or event.question not in of_the_talk
    )
    return {
        question: value for question, value in standing.items() if question in compiled.index_of
    }
