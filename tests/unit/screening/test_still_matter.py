"""Which questions are said to matter still, on a pack of few questions."""

from __future__ import annotations

from dataclasses import replace

from frontline.domain.identifiers import InstrumentId, QuestionId
from frontline.rules.conditions import Answered
from frontline.rules.definitions import Concern
from frontline.screening.assessment import assess
from frontline.screening.compiled import compile_for_interviews
from frontline.screening.interview import Interview
from tests.support.packs import mini

FULL = InstrumentId("full")
# Neither shows anything.
FIRST, BEHIND = QuestionId("nationality"), QuestionId("others_affected")


def interview_with(*concerns: Concern) -> Interview:
    """One question is hidden until another has its answer."""
    pack = mini().pack
    behind = replace(pack.questions[BEHIND], when=Answered(FIRST))
    changed = replace(pack, questions={**pack.questions, BEHIND: behind}, concerns=concerns)
    return Interview(compile_for_interviews(changed), FULL)


def test_what_leads_to_a_question_of_a_concern_matters_as_long_as_it_is_open() -> None:
    interview = interview_with(Concern("told", Answered(BEHIND), False))

    assert FIRST in assess(interview).can_still_matter
    interview.answer(FIRST, "XA")
    assert BEHIND in assess(interview).can_still_matter
    interview.answer(BEHIND, "no")
    assert assess(interview).finding.concerns == ("told",)


def test_an_answer_that_is_hidden_again_is_not_known_either() -> None:
    interview = interview_with(Concern("told", Answered(BEHIND), False))
    for question, value in ((FIRST, "XA"), (BEHIND, "no"), (FIRST, "unknown")):
        interview.answer(question, value)

    assert assess(interview).finding.concerns == ()
    assert FIRST in assess(interview).can_still_matter


def test_what_leads_to_nothing_does_not_matter() -> None:
    assert FIRST not in assess(interview_with()).can_still_matter
