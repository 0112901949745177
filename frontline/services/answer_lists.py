"""Everything an instrument asks, with what was answered and what stood there before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from frontline.domain.answers import AnswerEvent
from frontline.domain.identifiers import QuestionId, ScreeningId, UserId
from frontline.rules.definitions import Instrument, PackDefinition
from frontline.services.case_access import may_do
from frontline.services.desk import Desk
from frontline.services.permissions import Action
from frontline.services.screenings import OpenScreening


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """`events` are all answers to the question, the latest last; none where it was not put.

    `is_withheld`: it waits until the talk is in private. `is_from_paper`: the last answer was
    entered afterwards from paper. `has_note`: there is one, and the user can read it.
    """

    question: QuestionId
    events: tuple[AnswerEvent, ...] = field(repr=False)
    is_withheld: bool
    is_from_paper: bool
    has_note: bool = False


@dataclass(frozen=True, slots=True)
class AnswerSection:
    id: str
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class AnswerList:
    """`names` of those who recorded something; `may_change`: it is open, and the
    user's to work on."""

    pack: PackDefinition
    instrument: Instrument
    person_language: str
    sections: tuple[AnswerSection, ...]
    names: Mapping[UserId, str]
    may_change: bool


def answer_list(desk: Desk, table: OpenScreening) -> AnswerList:
    """Questions that apply, in the order of the instrument; a section with none is left out."""
    interview = table.interview
    log: dict[QuestionId, list[AnswerEvent]] = {}
    for event in table.log:
        log.setdefault(event.question, []).append(event)
    begun = {each.id: each.started_at for each in desk.vault.cases.screenings(table.case.id)}
    sections = []
    for section in interview.instrument.sections:
        names = [item.question for item in section.items]
        lines = tuple(
            AnswerLine(
                name,
                tuple(log.get(name, ())),
                interview.is_withheld(name),
                _is_from_paper(log.get(name, ()), begun),
                name in table.noted,
            )
            for name in names
            if interview.is_visible(name) or interview.is_withheld(name)
        )
        if lines:
            sections.append(AnswerSection(section.id, lines))
    return AnswerList(
        pack=interview.compiled.pack,
        instrument=interview.instrument,
        person_language=table.screening.person_language,
        sections=tuple(sections),
        names={user.id: user.name for user in desk.vault.users.everybody()},
        may_change=not table.screening.is_closed and may_do(desk, Action.SCREEN, table.case),
    )


def _is_from_paper(events: Sequence[AnswerEvent], begun: Mapping[ScreeningId, datetime]) -> bool:
    """What was answered before its screening was begun was taken down on paper."""
    return bool(events) and events[-1].answered_at < begun[events[-1].screening]
