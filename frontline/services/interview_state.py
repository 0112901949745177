"""A still picture of a screening on the table, for whoever shows it. Ids and codes, no texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from frontline.domain.answers import AnswerValue, StandardAnswer
from frontline.domain.cases import Case, Screening
from frontline.domain.findings import Assessment, Band
from frontline.domain.identifiers import IndicatorCode, InstrumentId, QuestionId
from frontline.rules.definitions import About, Instrument, PackDefinition
from frontline.screening.assessment import assess, bounds_of
from frontline.screening.guidance import notices, proposed_exit, protocols
from frontline.screening.next_question import (
    SectionProgress,
    neighbour,
    next_question,
    progress,
)
from frontline.screening.pay import PayWorksheet
from frontline.screening.pay_answers import worksheet_of
from frontline.services.naming import ShownName
from frontline.services.screenings import OpenScreening
from frontline.services.standing import Standing

_NOT_ASKED = StandardAnswer.NOT_ASKED.value


@dataclass(frozen=True, slots=True)
class InterviewState:
    """`before` and `after` are the visible questions next to `position`, `upcoming` the next one
    that was not put yet. `after` passes over what an earlier screening of the case has told.
    `shown` are the indicators that count, in pack order. `noted`: questions with a note."""

    pack: PackDefinition
    case: Case
    screening: Screening
    instrument: Instrument
    position: QuestionId | None
    before: QuestionId | None
    after: QuestionId | None
    upcoming: QuestionId | None
    sections: tuple[SectionProgress, ...]
    values: Mapping[QuestionId, AnswerValue] = field(repr=False)
    shown: tuple[IndicatorCode, ...]
    notices: tuple[str, ...]
    protocols: tuple[str, ...]
    noted: frozenset[QuestionId]
    is_settled: bool
    is_urgent: bool
    is_possible: bool
    saved_at: datetime | None

    @property
    def answered(self) -> int:
        return sum(section.answered for section in self.sections)

    @property
    def total(self) -> int:
        return sum(len(section.visible) for section in self.sections)

    @property
    def help_comes_first(self) -> bool:
        """The question is about other people, there are indicators, and no help was offered yet."""
        questions = self.pack.questions
        if self.position is None or questions[self.position].about is not About.OTHERS:
            return False
        offered = any(
            questions[name].about is About.HELP and value != _NOT_ASKED
            for name, value in self.values.items()
        )
        return self.is_possible and not offered

    def section_of(self, question: QuestionId) -> SectionProgress | None:
        return next((s for s in self.sections if question in s.visible), None)


@dataclass(frozen=True, slots=True)
class FindingState:
    """What a finding page needs: the assessment, and what to do with it. `pay` is None while
    nothing is known of it."""

    interview: InterviewState
    assessment: Assessment
    exit: str | None
    next_instrument: InstrumentId | None
    pay: PayWorksheet | None = field(repr=False)
    standing: Standing | None = None
    names: tuple[ShownName, ...] = ()


def interview_state(table: OpenScreening) -> InterviewState:
    interview, screening = table.interview, table.screening
    board = interview.compiled.board
    position = screening.position
    if position is not None and not interview.is_visible(position):
        # Its condition went away with a corrected answer: stand at the next one instead.
        position = next_question(interview, position)
    bounds = bounds_of(interview)
    return InterviewState(
        pack=interview.compiled.pack,
        case=table.case,
        screening=screening,
        instrument=interview.instrument,
        position=position,
        before=neighbour(interview, position, -1) if position else None,
        after=_after(table, position) if position else None,
        upcoming=next_question(interview, position),
        sections=progress(interview),
        values=interview.answers(),
        shown=tuple(i.code for i in board.listed(interview.lower.mask & board.scoring_mask)),
        notices=notices(interview),
        protocols=protocols(interview),
        noted=table.noted,
        is_settled=bounds.is_settled,
        is_urgent=bounds.finding.urgent,
        is_possible=bounds.finding.band in (Band.POSSIBLE, Band.PRESUMED),
        saved_at=table.saved_at,
    )


def _after(table: OpenScreening, position: QuestionId) -> QuestionId | None:
    """What the person told before is not put to them again (S-037); the way back still shows it."""
    # The last answer to a question counts: one given in this screening can be looked at again.
    told = {
        event.question: event.screening != table.screening.id and event.value != _NOT_ASKED
        for event in table.log
    }
    interview = table.interview
    following = neighbour(interview, position, 1)
    # What opens the gate was told of another talk, and is asked anew.
    while following is not None and told.get(following, False):
        if interview.value(following) is None:
            break
        following = neighbour(interview, following, 1)
    return following


def finding_state(
    table: OpenScreening, standing: Standing | None = None, names: tuple[ShownName, ...] = ()
) -> FindingState:
    """With `standing`, the finding that stands: it may be above what the answers say now."""
    way, assessment = proposed_exit(table.interview), assess(table.interview)
    if standing is not None:
        assessment = replace(assessment, finding=standing.finding)
    return FindingState(
        interview=interview_state(table),
        assessment=assessment,
        exit=way.id if way else None,
        next_instrument=way.next_instrument if way else None,
        pay=worksheet_of(table.interview),
        standing=standing,
        names=names,
    )
