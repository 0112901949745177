"""What a service said to a referral. In codes: a letter with it is no place for words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from frontline.domain.identifiers import FollowUpId, ReferralId
from frontline.errors_of_figures import AnswerRefusedError


class Outcome(StrEnum):
    ACCEPTED = "accepted"
    WAITING_LIST = "waiting_list"
    REFUSED = "refused"


class RefusalReason(StrEnum):
    NO_CAPACITY = "no_capacity"
    OTHER_MANDATE = "other_mandate"
    OTHER_AREA = "other_area"
    OTHER_AGE = "other_age"
    NO_INTERPRETER = "no_interpreter"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ServiceAnswer:
    """`reason` for a refusal alone. `contact_on`: the day the service will see the person; a
    refusal has none, an acceptance always does.

    Raises AnswerRefusedError for anything else.
    """

    referral: ReferralId
    outcome: Outcome
    reason: RefusalReason | None = None
    contact_on: date | None = None

    def __post_init__(self) -> None:
        refused = self.outcome is Outcome.REFUSED
        if refused != (self.reason is not None):
            raise AnswerRefusedError(reason="no-reason" if refused else "reason-not-meant")
        if refused and self.contact_on is not None:
            raise AnswerRefusedError(reason="date-not-meant")
        if self.outcome is Outcome.ACCEPTED and self.contact_on is None:
            raise AnswerRefusedError(reason="no-date")


@dataclass(frozen=True, slots=True)
class ReceivedAnswer:
    """An answer at the post. `letter` tells apart what came twice from what was said anew;
    `follow_up` is the one it made."""

    answer: ServiceAnswer
    letter: str
    epoch: int
    number: int
    follow_up: FollowUpId
