"""Which questions a person answers alone, and in what order. No widget, no text."""

from __future__ import annotations

from frontline.domain.answers import QuestionKind
from frontline.domain.identifiers import QuestionId
from frontline.services.interview_state import InterviewState
from frontline.ui.pack_words import PackWords

# Those are the officer's to see to, before anything is handed over.
OFFICERS_SECTIONS = frozenset({"conditions", "safety"})
# Answered by touching a card; the others need typing.
_BY_CARDS = frozenset({QuestionKind.YES_NO, QuestionKind.CHOICE, QuestionKind.MULTI})


class SelfCompletion:
    """A walk through what is put to the person, in their language, and is still open.

    What an answer makes visible or takes away is seen at the next step. The person can go back to
    what they answered on this walk, and to nothing else.
    """

    def __init__(self) -> None:
        self._path: list[QuestionId] = []

    @property
    def can_go_back(self) -> bool:
        return len(self._path) > 1

    def go_on(self, interview: InterviewState, words: PackWords) -> QuestionId | None:
        """The next question, None at the end."""
        order = _order(interview, words)
        start = order.index(self._path[-1]) + 1 if self._path and self._path[-1] in order else 0
        following = (
            name
            for name in order[start:]
            if interview.values.get(name) is None and name not in self._path
        )
        found = next(following, None)
        if found is not None:
            self._path.append(found)
        return found

    def go_back(self, interview: InterviewState, words: PackWords) -> QuestionId | None:
        """The question before that still applies; None where there is none, and nothing moves."""
        order = _order(interview, words)
        while self.can_go_back:
            self._path.pop()
            if self._path[-1] in order:
                return self._path[-1]
        return None


def open_questions(interview: InterviewState, words: PackWords) -> int:
    """How many the person would be shown, as far as can be told now."""
    return sum(interview.values.get(name) is None for name in _order(interview, words))


def _order(interview: InterviewState, words: PackWords) -> list[QuestionId]:
    questions = interview.pack.questions
    return [
        name
        for section in interview.sections
        if section.id not in OFFICERS_SECTIONS
        for name in section.visible
        if questions[name].kind in _BY_CARDS and words.said_question(name) is not None
    ]
