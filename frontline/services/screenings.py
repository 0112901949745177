"""What an officer can do with a screening. Every answer is durable before the next is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from frontline.domain.answers import AnswerEvent, AnswerValue
from frontline.domain.cases import Case, Screening
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import (
    AnswerEventId,
    CaseCode,
    CaseId,
    InstrumentId,
    QuestionId,
    ScreeningId,
    SiteId,
)
from frontline.domain.sites import Site
from frontline.domain.spoken_codes import spoken_code
from frontline.errors import (
    BadInputError,
    InstrumentNotFoundError,
    InstrumentNotPermittedError,
    ScreeningClosedError,
    ScreeningNotFoundError,
    SiteMissingError,
)
from frontline.rules.definitions import Instrument, QuestionRole
from frontline.screening.answering import check_value
from frontline.screening.interview import Interview
from frontline.screening.next_question import next_question
from frontline.services.carried_over import known_answers
from frontline.services.case_access import may_do
from frontline.services.child_protection import require_child_protection
from frontline.services.desk import Desk
from frontline.services.follow_ups import FollowUps
from frontline.services.identities import noted_questions
from frontline.services.instruments import instruments_at
from frontline.services.permissions import Action
from frontline.services.rights import require_rights
from frontline.services.standing import standing_of


class OpenScreening:
    """A screening on the table: its record, its live interview, and the log behind both.

    `paper_at`: while what was taken down on paper is entered, when that interview was. `noted`:
    questions on which there is a note that the signed-in user can read.
    """

    def __init__(
        self, case: Case, screening: Screening, interview: Interview, log: Sequence[AnswerEvent]
    ) -> None:
        self.case = case
        self.screening = screening
        self.interview = interview
        self.log = tuple(log)
        self.saved_at = self.log[-1].answered_at if self.log else None
        self.paper_at: datetime | None = None
        self.noted: frozenset[QuestionId] = frozenset()

    def last_event(self, question: QuestionId) -> AnswerEvent | None:
        return next((event for event in reversed(self.log) if event.question == question), None)


class ScreeningService:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def instruments_for(self, site: Site) -> tuple[Instrument, ...]:
        """Those for the user's official role; the first is the one to begin with at this site."""
        instruments = self._desk.pack.pack.instruments.values()
        return instruments_at(site.kind, self._desk.session.user.official, instruments)

    def start(self, instrument: InstrumentId, site: SiteId, person_language: str) -> OpenScreening:
        """Open a case with its first screening.

        Raises InstrumentNotPermittedError, InstrumentNotFoundError, SiteMissingError.
        """
        case, screening = self.planned(instrument, site, person_language)
        deed = self._desk.deed(DeedKind.CASE_OPENED, case.id)
        self._desk.vault.cases.add_case(case, screening, deed)
        return laid_out(self._desk, case, screening)

    def planned(
        self, instrument: InstrumentId, site: SiteId, person_language: str
    ) -> tuple[Case, Screening]:
        """A new case with its first screening, not stored yet. Raises as start."""
        desk = self._desk
        desk.session.require(Action.SCREEN)
        if site not in {known.id for known in desk.vault.sites.sites()}:
            raise SiteMissingError
        case = Case(
            id=CaseId(desk.chance.uuid()),
            code=self._new_code(),
            site=site,
            opened_at=desk.clock.now(),
            opened_by=desk.session.user.id,
        )
        return case, self._new_screening(case, instrument, person_language)

    def go_on_with(self, earlier: OpenScreening, instrument: InstrumentId) -> OpenScreening:
        """Another instrument for the same person: it starts with what is known (S-037)."""
        desk = self._desk
        self._require_own(earlier.case)
        language = earlier.screening.person_language
        screening = self._new_screening(earlier.case, instrument, language)
        deed = desk.deed(DeedKind.SCREENING_STARTED, screening.id)
        desk.vault.cases.add_screening(screening, deed)
        table = laid_out(self._desk, earlier.case, screening)
        table.noted = earlier.noted
        return table

    def resume(self, screening_id: ScreeningId) -> OpenScreening:
        """Put a screening on the table again, at the question where it stood.

        A supervisor may look at any; whatever would change one refuses them.
        """
        cases = self._desk.vault.cases
        screening = cases.screening(screening_id)
        case = cases.case(screening.case)
        if not self._desk.session.may(Action.READ_ALL_CASES):
            self._require_own(case)
        table = laid_out(self._desk, case, screening)
        table.noted = noted_questions(self._desk, case)
        return table

    def unfinished(self) -> tuple[tuple[Case, Screening], ...]:
        """Open screenings the user may go on with, the newest first."""
        self._desk.session.require(Action.READ_OWN_CASES)
        return tuple(
            (case, screening)
            for case, screening in self._desk.vault.cases.open_screenings()
            if may_do(self._desk, Action.SCREEN, case)
        )

    def given(self) -> tuple[tuple[Case, Screening], ...]:
        """Cases shared with the user or handed over to them where nothing is unfinished, each with
        its last screening; the latest given first."""
        self._desk.session.require(Action.READ_OWN_CASES)
        cases, found = self._desk.vault.cases, []
        for case in self._desk.vault.shares.given_to(self._desk.session.user.id):
            screenings = cases.screenings(case)
            if all(screening.is_closed for screening in screenings):
                found.append((cases.case(case), screenings[-1]))
        return tuple(found)

    def answer(self, table: OpenScreening, question: QuestionId, value: AnswerValue) -> None:
        """Record or correct one answer. Raises AnswerNotAllowedError, ScreeningClosedError."""
        self.answer_all(table, ((question, value),))

    def answer_all(
        self, table: OpenScreening, answers: Iterable[tuple[QuestionId, AnswerValue]]
    ) -> None:
        """Record several answers at once: all of them are kept, or none."""
        desk = self._desk
        self._require_hand_in(table)
        if table.screening.is_closed:
            raise ScreeningClosedError(screening=str(table.screening.id))
        events = answer_events(desk, table, answers)
        position = events[-1].question if events else table.screening.position
        is_from_paper = table.paper_at is not None
        kind = DeedKind.ANSWERS_FROM_PAPER if is_from_paper else DeedKind.ANSWERS_RECORDED
        deed = desk.deed(kind, table.screening.id)
        desk.vault.cases.append_answers(table.screening.id, events, position, deed)
        for event in events:
            table.interview.answer(event.question, event.value)
        table.log = (*table.log, *events)
        if events:
            table.saved_at = deed.at
        table.screening = replace(table.screening, position=position)

    def enter_from_paper(self, table: OpenScreening, interviewed_at: datetime) -> None:
        """Answers from now on were taken down on paper at that time, before this screening was
        begun: by that the log tells them from all others. Raises BadInputError for a later one."""
        self._require_hand_in(table)
        if interviewed_at >= table.screening.started_at:
            raise BadInputError(reason="paper-time")
        table.paper_at = interviewed_at

    def move_to(self, table: OpenScreening, question: QuestionId | None) -> None:
        """Remember what is on the screen, so that a restart lands there."""
        self._require_hand_in(table)
        if question == table.screening.position or table.screening.is_closed:
            return
        self._desk.vault.cases.set_position(table.screening.id, question)
        table.screening = replace(table.screening, position=question)

    def speak(self, table: OpenScreening, language: str) -> None:
        """Change the language the person is asked in, at any time."""
        self._require_hand_in(table)
        self._desk.vault.cases.set_person_language(table.screening.id, language)
        table.screening = replace(table.screening, person_language=language)

    def close(self, table: OpenScreening) -> None:
        """Close with the finding that stands; it takes no answer afterwards. The day on which the
        officer said they would come back becomes a follow-up (S-011).

        Raises ChildProtectionMissingError, RightsOpenError, ScreeningClosedError.
        """
        desk = self._desk
        self._require_hand_in(table)
        finding, now = standing_of(desk, table).finding, desk.clock.now()
        require_child_protection(desk, table.case, finding)
        require_rights(desk, table.case, table.interview.compiled.pack, finding)
        return_day = _return_day(table)
        if return_day is not None and not table.screening.is_closed:
            # First: a day too many does less harm than nobody who comes back.
            FollowUps(desk).set_for(table.case.id, return_day)
        deed = desk.deed(DeedKind.SCREENING_CLOSED, table.screening.id)
        desk.vault.cases.close_screening(table.screening.id, now, finding, deed)
        table.screening = replace(table.screening, closed_at=now, finding=finding)

    def _new_screening(
        self, case: Case, instrument: InstrumentId, person_language: str
    ) -> Screening:
        desk = self._desk
        desk.session.require(Action.SCREEN)
        pack = desk.pack.pack
        found = pack.instruments.get(instrument)
        if found is None:
            raise InstrumentNotFoundError(instrument=instrument)
        if desk.session.user.official not in found.roles:
            raise InstrumentNotPermittedError(
                instrument=instrument, role=desk.session.user.official.value
            )
        return Screening(
            id=ScreeningId(desk.chance.uuid()),
            case=case.id,
            instrument=instrument,
            pack=pack.id,
            pack_version=pack.version,
            started_at=desk.clock.now(),
            started_by=desk.session.user.id,
            person_language=person_language,
        )

    def _require_hand_in(self, table: OpenScreening) -> None:
        self._desk.session.require(Action.SCREEN)
        self._require_own(table.case)

    def _require_own(self, case: Case) -> None:
        if not may_do(self._desk, Action.SCREEN, case):
            # Whether the case exists is not told either.
            raise ScreeningNotFoundError

    def _new_code(self) -> CaseCode:
        return CaseCode(spoken_code(self._desk.chance.token(8)))


def _return_day(table: OpenScreening) -> date | None:
    """As it was answered in this screening, not in one before it."""
    asked = table.interview.compiled.pack.question_with_role(QuestionRole.SAFE_RETURN_DAY)
    if asked is None or not table.interview.is_visible(asked.id):
        return None
    event = table.last_event(asked.id)
    if event is None or event.screening != table.screening.id:
        return None
    return event.value if isinstance(event.value, date) else None


def laid_out(desk: Desk, case: Case, screening: Screening) -> OpenScreening:
    """A screening on the table, whoever asks: the services look at what they may do with it."""
    compiled = desk.packs.pinned(screening.pack, screening.pack_version)
    log = desk.vault.cases.answers(case.id)
    known = known_answers(compiled, screening, log)
    sites = {site.id: site.kind for site in desk.vault.sites.sites()}
    interview = Interview(compiled, screening.instrument, known, sites.get(case.site))
    if screening.position is None:
        screening = replace(screening, position=next_question(interview))
    return OpenScreening(case, screening, interview, log)


def answer_events(
    desk: Desk, table: OpenScreening, answers: Iterable[tuple[QuestionId, AnswerValue]]
) -> list[AnswerEvent]:
    """What the log gets for them, not stored yet. Raises AnswerNotAllowedError."""
    compiled, events = table.interview.compiled, list[AnswerEvent]()
    earlier = {event.question: event.id for event in table.log}
    first = table.log[-1].sequence + 1 if table.log else 1
    for offset, (question, value) in enumerate(answers):
        check_value(compiled.questions[compiled.index(question)], value)
        event = AnswerEvent(
            id=AnswerEventId(desk.chance.uuid()),
            screening=table.screening.id,
            sequence=first + offset,
            question=question,
            value=value,
            answered_at=table.paper_at or desk.clock.now(),
            answered_by=desk.session.user.id,
            replaces=earlier.get(question),
        )
        earlier[question] = event.id
        events.append(event)
    return events
