"""The rights checklist of a screening, and the word of the officer on a line that nothing else
tells of (S-030).

What is said lies in the log of answers, under ids that no questionnaire asks: it is kept, corrected
and removed as answers are, and no rule, finding or referral reads it.
"""

from __future__ import annotations

from dataclasses import dataclass

from frontline.domain.answers import AnswerEvent
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import AnswerEventId
from frontline.domain.rights import Kept, RightsLine, RightsSaid, question_of
from frontline.errors import ScreeningClosedError
from frontline.screening.assessment import bounds_of
from frontline.services.case_access import require_case, require_readable
from frontline.services.desk import Desk
from frontline.services.permissions import Action
from frontline.services.rights import rights_of, said_of
from frontline.services.screenings import OpenScreening


@dataclass(frozen=True, slots=True)
class RightsEntry:
    """`said` is the officer's word on the line, None where it was read off or is still open."""

    line: RightsLine
    kept: Kept
    said: RightsSaid | None


class RightsChecklist:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def entries(self, table: OpenScreening) -> tuple[RightsEntry, ...]:
        """Every line, in order. Raises CaseNotFoundError."""
        desk, pack = self._desk, table.interview.compiled.pack
        require_readable(desk, table.case)
        rights = rights_of(desk, table.case, pack, bounds_of(table.interview).finding)
        log = desk.vault.cases.answers(table.case.id)
        return tuple(RightsEntry(line, kept, said_of(log, line)) for line, kept in rights.items())

    def say(self, table: OpenScreening, line: RightsLine, said: RightsSaid) -> None:
        """Raises CaseNotFoundError, ScreeningClosedError."""
        desk = self._desk
        require_case(desk, Action.SCREEN, table.case)
        if table.screening.is_closed:
            raise ScreeningClosedError(screening=str(table.screening.id))
        before = table.last_event(question_of(line))
        event = AnswerEvent(
            id=AnswerEventId(desk.chance.uuid()),
            screening=table.screening.id,
            sequence=table.log[-1].sequence + 1 if table.log else 1,
            question=question_of(line),
            value=said.value,
            answered_at=desk.clock.now(),
            answered_by=desk.session.user.id,
            replaces=None if before is None else before.id,
        )
        deed = desk.deed(DeedKind.ANSWERS_RECORDED, table.screening.id)
        position = table.screening.position
        desk.vault.cases.append_answers(table.screening.id, (event,), position, deed)
        table.log = (*table.log, event)
        table.saved_at = deed.at
