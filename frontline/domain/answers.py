"""Answers: what was put to a person or looked at, and what was recorded.

The log is append-only. A correction is a new event that names the old one; the current answers
are a fold over the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from frontline.domain.identifiers import AnswerEventId, QuestionId, ScreeningId, UserId


class StandardAnswer(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"


class Observation(StrEnum):
    SEEN = "seen"
    NOT_SEEN = "not_seen"
    COULD_NOT_OBSERVE = "could_not_observe"


# The words for an empty choice among several answers; recorded as no codes at all.
NONE_OF_THESE = "none"

# These leave an indicator open; none of them is ever read as "no" (S-005).
OPEN_ANSWERS = frozenset(
    {
        StandardAnswer.UNKNOWN.value,
        StandardAnswer.DECLINED.value,
        StandardAnswer.NOT_ASKED.value,
        Observation.COULD_NOT_OBSERVE.value,
    }
)


class QuestionKind(StrEnum):
    YES_NO = "yes_no"
    OBSERVATION = "observation"
    CHOICE = "choice"
    MULTI = "multi"
    NUMBER = "number"
    DATE = "date"
    MONEY = "money"
    COUNTRY = "country"
    # Account in the person's words: kept in the sealed identity sheet, never in the answer log.
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the currency's smallest unit, with its ISO 4217 code."""

    minor: int
    currency: str


# A code (standard, observation or the question's own), several codes, a number, a day, an amount.
AnswerValue = str | tuple[str, ...] | int | date | Money


def is_open(value: AnswerValue | None) -> bool:
    """True where nothing is known: never answered, unknown, declined, not asked, not observable."""
    return value is None or (isinstance(value, str) and value in OPEN_ANSWERS)


@dataclass(frozen=True, slots=True)
class AnswerEvent:
    """One line of the answer log.

    `sequence` counts from 1 within the case; order is by it and never by the clock.
    """

    id: AnswerEventId
    screening: ScreeningId
    sequence: int
    question: QuestionId
    # May tell much about a person, so it stays out of repr() and thereby out of logs.
    value: AnswerValue = field(repr=False)
    answered_at: datetime
    answered_by: UserId
    replaces: AnswerEventId | None = None


def current_answers(events: Iterable[AnswerEvent]) -> Mapping[QuestionId, AnswerValue]:
    """Fold the log, given in order of sequence, to the answers that stand."""
    return {event.question: event.value for event in events}
