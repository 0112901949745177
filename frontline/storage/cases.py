"""Cases, screenings and the log of answers in the vault."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, bindparam, select, update

from frontline.crypto.canonical import canonical_json
from frontline.domain.answer_json import answer_to_json
from frontline.domain.answers import AnswerEvent
from frontline.domain.cases import Case, Screening
from frontline.domain.deeds import Deed
from frontline.domain.findings import Finding
from frontline.domain.identifiers import CaseId, QuestionId, ScreeningId
from frontline.errors import (
    CaseNotFoundError,
    ScreeningClosedError,
    ScreeningNotFoundError,
    StorageUnwritableError,
)
from frontline.storage import tables
from frontline.storage.case_rows import (
    answer_from_row,
    case_from_row,
    case_values,
    finding_to_text,
    screening_from_row,
    screening_values,
)
from frontline.storage.column_types import microseconds
from frontline.storage.content import ANSWERS, Value
from frontline.storage.ledger import Ledger

_cases, _screenings, _answers = tables.cases, tables.screenings, tables.answers
_INSERT_ANSWER = ANSWERS.insertion
_SET_LANGUAGE = "UPDATE screenings SET person_language = ? WHERE id = ?"
_SET_POSITION = (
    "UPDATE screenings SET position = ?, position_since = (SELECT coalesce(max(sequence), 0) "
    "FROM answers WHERE answers.case_id = screenings.case_id) WHERE id = ?"
)


def _screenings_with_position() -> Select[tuple[object, ...]]:
    """Screenings, with number and position of the last answer in each."""
    of_screening = (_answers.c.case_id == _screenings.c.case_id) & (
        _answers.c.screening_id == _screenings.c.id
    )
    last = (
        select(_answers.c.sequence)
        .where(of_screening)
        .order_by(_answers.c.sequence.desc())
        .limit(1)
        .scalar_subquery()
    )
    last_position = (
        select(_answers.c.position)
        .where(of_screening)
        .order_by(_answers.c.sequence.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(_screenings, last.label("last"), last_position.label("last_position"))


# Put together once: to build such a statement takes longer than to run it.
_SCREENING = _screenings_with_position().where(_screenings.c.id == bindparam("screening"))
_OF_CASE = (
    _screenings_with_position()
    .where(_screenings.c.case_id == bindparam("case"))
    .order_by(_screenings.c.number)
)
_NOT_CLOSED = (
    _screenings_with_position()
    .where(_screenings.c.closed_at.is_(None))
    .order_by(_screenings.c.number.desc())
)
_CASE = select(_cases).where(_cases.c.id == bindparam("case"))
_LOG = select(_answers).where(_answers.c.case_id == bindparam("case")).order_by(_answers.c.sequence)


class SqlCaseStore:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        # Screenings known to be open, with their case. No other process writes to this vault, so
        # an answer need not look it up again.
        self._open: dict[ScreeningId, CaseId] = {}

    def add_case(self, case: Case, screening: Screening, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            change.add(_cases, case_values(case))
            change.add(_screenings, screening_values(screening))

    def add_screening(self, screening: Screening, deed: Deed) -> None:
        with self._ledger.change(deed) as change:
            change.add(_screenings, screening_values(screening))

    def case(self, case: CaseId) -> Case:
        with self._ledger.database.reading() as connection:
            row = connection.execute(_CASE, {"case": case}).one_or_none()
            if row is None:
                raise CaseNotFoundError(case=str(case))
            return case_from_row(row)

    def screening(self, screening: ScreeningId) -> Screening:
        with self._ledger.database.reading() as connection:
            row = connection.execute(_SCREENING, {"screening": screening}).one_or_none()
            if row is None:
                raise ScreeningNotFoundError(screening=str(screening))
            return screening_from_row(row)

    def screenings(self, case: CaseId) -> tuple[Screening, ...]:
        """In the order in which they were started."""
        with self._ledger.database.reading() as connection:
            rows = connection.execute(_OF_CASE, {"case": case})
            return tuple(screening_from_row(row) for row in rows)

    def open_screenings(self) -> tuple[tuple[Case, Screening], ...]:
        with self._ledger.database.reading() as connection:
            found = [screening_from_row(row) for row in connection.execute(_NOT_CLOSED)]
            ids = {screening.case for screening in found}
            rows = connection.execute(select(_cases).where(_cases.c.id.in_(ids)))
            cases = {case.id: case for case in map(case_from_row, rows)}
        return tuple((cases[screening.case], screening) for screening in found)

    def append_answers(
        self,
        screening: ScreeningId,
        events: Sequence[AnswerEvent],
        position: QuestionId | None,
        deed: Deed,
    ) -> None:
        """The same events once more are harmless.

        Raises ScreeningClosedError, ScreeningNotFoundError, and StorageUnwritableError for
        another event in a place of the log that is taken.
        """
        case = self._case_of_open(screening)
        if not events:
            return
        rows = [_answer_row(case, event, position) for event in events]
        try:
            self._ledger.append(ANSWERS, _INSERT_ANSWER, rows, deed)
        except StorageUnwritableError as error:
            if error.facts.get("reason") != "constraint":
                raise
            self._append_missing(case, events, position, deed)

    def answers(self, case: CaseId) -> tuple[AnswerEvent, ...]:
        with self._ledger.database.reading() as connection:
            rows = connection.execute(_LOG, {"case": case})
            return tuple(answer_from_row(row) for row in rows)

    def set_position(self, screening: ScreeningId, position: QuestionId | None) -> None:
        self._change_unvouched(_SET_POSITION, position, screening)

    def set_person_language(self, screening: ScreeningId, language: str) -> None:
        self._change_unvouched(_SET_LANGUAGE, language, screening)

    def close_screening(
        self, screening: ScreeningId, closed_at: datetime, finding: Finding, deed: Deed
    ) -> None:
        self._case_of_open(screening)
        del self._open[screening]
        with self._ledger.change(deed) as change:
            change.connection.execute(
                update(_screenings)
                .where(_screenings.c.id == screening)
                .values(closed_at=closed_at, finding=finding_to_text(finding))
            )
            change.vouch(_screenings, screening)

    def _case_of_open(self, screening: ScreeningId) -> CaseId:
        known = self._open.get(screening)
        if known is not None:
            return known
        found = self.screening(screening)
        if found.is_closed:
            raise ScreeningClosedError(screening=str(screening))
        self._open[screening] = found.case
        return found.case

    def _append_missing(
        self,
        case: CaseId,
        events: Sequence[AnswerEvent],
        position: QuestionId | None,
        deed: Deed,
    ) -> None:
        """What a save that was cut off had stored already is left out."""
        stored = {event.sequence: event for event in self.answers(case)}
        missing = [event for event in events if event.sequence not in stored]
        if any(stored.get(event.sequence, event) != event for event in events):
            raise StorageUnwritableError(reason="taken", table=ANSWERS.name)
        if missing:
            rows = [_answer_row(case, event, position) for event in missing]
            self._ledger.append(ANSWERS, _INSERT_ANSWER, rows, deed)

    def _change_unvouched(self, statement: str, value: str | None, screening: ScreeningId) -> None:
        """A statement by itself is a transaction; this one runs with every question shown."""
        database = self._ledger.database
        with database.door():
            changed = database.execute(statement, (value, screening.bytes)).rowcount
        if changed == 0:
            raise ScreeningNotFoundError(screening=str(screening))


def _answer_row(case: CaseId, event: AnswerEvent, position: QuestionId | None) -> tuple[Value, ...]:
    """In the order of the audited columns, with the position after them."""
    return (
        case.bytes,
        event.sequence,
        event.id.bytes,
        event.screening.bytes,
        event.question,
        canonical_json(answer_to_json(event.value)).decode(),
        microseconds(event.answered_at),
        event.answered_by.bytes,
        None if event.replaces is None else event.replaces.bytes,
        position,
    )
