"""The finding that stands: answers that were corrected so that less is found do not count alone.

An officer may correct any answer at any time. Where that would lower the band, take away the
urgent flag, a concern or a form, or the mark against a return (S-035), the higher finding stands
until a supervisor has agreed. Slips of the hand are no corrections: the same question, answered
again at once, with nothing between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from frontline.domain.answers import AnswerEvent, StandardAnswer
from frontline.domain.cases import Case, Screening
from frontline.domain.findings import Finding
from frontline.domain.reviews import Decision, Lowering
from frontline.rules.definitions import QuestionRole
from frontline.screening.assessment import bounds_of
from frontline.screening.interview import Interview
from frontline.services.carried_over import known_answers
from frontline.services.desk import Desk

# As long as somebody takes to see that the wrong button was hit.
SLIP = timedelta(seconds=60)
_FEARS = (StandardAnswer.YES.value, StandardAnswer.UNKNOWN.value)


class Table(Protocol):
    """A screening on the table, as services/screenings.py lays it out."""

    @property
    def case(self) -> Case: ...

    @property
    def screening(self) -> Screening: ...

    @property
    def interview(self) -> Interview: ...

    @property
    def log(self) -> Sequence[AnswerEvent]: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """`finding` stands, `answered` is what the answers say now. `fear_stands`: somebody said, or
    did not know, that they fear a return, and it was corrected to no without a second person.

    `asked` is what an officer has asked for it and nobody decided yet.
    """

    finding: Finding
    answered: Finding
    fear_stands: bool = False
    asked: Lowering | None = None

    @property
    def is_held_up(self) -> bool:
        return self.fear_stands or self.finding != self.answered


def standing_of(desk: Desk, table: Table) -> Standing:
    """Read from the log of the case and from what supervisors agreed to."""
    lowerings = desk.vault.reviews.lowerings(table.case.id)
    agreed = max(
        (each.up_to for each in lowerings if each.decision is Decision.APPROVED), default=0
    )
    answered = bounds_of(table.interview).finding
    stands, feared = answered, False
    for before in _before_corrections(desk, table, agreed):
        stands = highest(stands, bounds_of(before).finding)
        feared = feared or _fear(before) in _FEARS
    fears_now = _fear(table.interview) != StandardAnswer.NO.value
    asked = next((each for each in reversed(lowerings) if each.decision is None), None)
    return Standing(stands, answered, feared and not fears_now, asked)


def highest(one: Finding, other: Finding) -> Finding:
    """All that either of them says. The codes of `one` come first."""
    if one == other:
        return one
    band = max((one.band, other.band), key=lambda each: each.rank)
    return Finding(
        band=band,
        urgent=one.urgent or other.urgent,
        concerns=tuple(dict.fromkeys((*one.concerns, *other.concerns))),
        forms=tuple(dict.fromkeys((*one.forms, *other.forms))),
    )


def _before_corrections(desk: Desk, table: Table, agreed: int) -> Iterator[Interview]:
    """The interview as it stood just before each correction that nobody agreed to.

    Between corrections answers only add, and adding never lowers a band, so no other moment can
    have found more.
    """
    compiled, screening = table.interview.compiled, table.screening
    sites = {site.id: site.kind for site in desk.vault.sites.sites()}
    for at in _corrections(table.log, agreed):
        known = known_answers(compiled, screening, table.log[:at])
        yield Interview(compiled, screening.instrument, known, sites.get(table.case.site))


def _corrections(log: Sequence[AnswerEvent], agreed: int) -> Iterator[int]:
    """Their places in the log."""
    answered = set()
    for at, event in enumerate(log):
        is_known = event.question in answered
        answered.add(event.question)
        if is_known and event.sequence > agreed and not _is_slip(log[at - 1], event):
            yield at


def _is_slip(before: AnswerEvent, event: AnswerEvent) -> bool:
    return (
        before.question == event.question
        and before.screening == event.screening
        and event.answered_at - before.answered_at <= SLIP
    )


def _fear(interview: Interview) -> str:
    question = interview.compiled.pack.question_with_role(QuestionRole.FEAR_OF_RETURN)
    return "" if question is None else str(interview.value(question.id) or "")
