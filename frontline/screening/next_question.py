"""Where the interview stands: what to put next, and how far each section is."""

from __future__ import annotations

from dataclasses import dataclass

from frontline.domain.identifiers import QuestionId
from frontline.screening.interview import Interview


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """`visible` questions of the section, in order; `answered` of them; `withheld` by the gate."""

    id: str
    visible: tuple[QuestionId, ...]
    answered: int
    withheld: int


def progress(interview: Interview) -> tuple[SectionProgress, ...]:
    found = []
    for section in interview.instrument.sections:
        names = [item.question for item in section.items]
        visible = tuple(name for name in names if interview.is_visible(name))
        found.append(
            SectionProgress(
                id=section.id,
                visible=visible,
                answered=sum(1 for name in visible if interview.value(name) is not None),
                withheld=sum(1 for name in names if interview.is_withheld(name)),
            )
        )
    return tuple(found)


def next_question(interview: Interview, after: QuestionId | None = None) -> QuestionId | None:
    """The first visible question not put yet: from behind `after` on, then from the top."""
    names = [item.question for item in interview.instrument.items]
    start = names.index(after) + 1 if after in names else 0
    for name in (*names[start:], *names[:start]):
        if interview.is_visible(name) and interview.value(name) is None:
            return name
    return None


def neighbour(interview: Interview, question: QuestionId, step: int) -> QuestionId | None:
    """The visible question `step` places on (or back, where negative), None at either end."""
    names = [item.question for item in interview.instrument.items]
    at = names.index(question) + step
    while 0 <= at < len(names):
        if interview.is_visible(names[at]):
            return names[at]
        at += step
    return None
