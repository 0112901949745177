"""The section of a guided instrument that is one page of its own, before the first question."""

from __future__ import annotations

from frontline.domain.identifiers import QuestionId
from frontline.services.interview_state import InterviewState

CONDITIONS = "conditions"


def stands_on_conditions(interview: InterviewState) -> bool:
    section = interview.section_of(interview.position) if interview.position else None
    return section is not None and section.id == CONDITIONS


def first_after_conditions(interview: InterviewState) -> QuestionId | None:
    later = [
        question
        for section in interview.sections
        if section.id != CONDITIONS
        for question in section.visible
    ]
    unasked = [question for question in later if question not in interview.values]
    return next(iter(unasked or later), None)
