"""A note of the officer's own on one question, in words.

It lies in the sealed sheet of the person (services/identities.py): who may not read that does not
read it, and with that it is erased. No finding, referral or search reads it.
"""

from __future__ import annotations

from frontline.domain.identifiers import QuestionId
from frontline.domain.identity import LONGEST_NOTE
from frontline.errors import BadInputError, ScreeningClosedError
from frontline.services.case_access import may_do, require_case
from frontline.services.desk import Desk
from frontline.services.identities import Identities, noted_questions
from frontline.services.permissions import Action
from frontline.services.screenings import OpenScreening


class QuestionNotes:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._identities = Identities(desk)

    def read(self, table: OpenScreening, question: QuestionId) -> str:
        """ "" where there is none. Each look is recorded. Raises as Identities.read."""
        require_case(self._desk, Action.READ_IDENTITY, table.case)
        return self._identities.read(table.case).question_notes.get(question, "")

    def may_write(self, table: OpenScreening) -> bool:
        return not table.screening.is_closed and may_do(self._desk, Action.SCREEN, table.case)

    def save(self, table: OpenScreening, question: QuestionId, text: str) -> None:
        """In place of the one before; a text without words takes it away.

        Raises CaseNotFoundError, ScreeningClosedError, BadInputError for an unknown question and
        for a note longer than LONGEST_NOTE, SealedDataError where the sheet does not open.
        """
        if question not in table.interview.compiled.pack.questions:
            raise BadInputError(reason="question-unknown")
        if table.screening.is_closed:
            raise ScreeningClosedError(screening=str(table.screening.id))
        if len(text) > LONGEST_NOTE:
            raise BadInputError(reason="note-too-long")
        self._identities.save_note(table.case, question, text.strip())
        table.noted = noted_questions(self._desk, table.case)
