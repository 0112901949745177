"""Handing a person over to one service, by name, because they chose it (channel HAND).

Closed lists alone: what goes along is picked from them and from the person's own details, so that
no word about anybody else can (S-070).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from frontline.domain.assistance import AssistanceService
from frontline.domain.identifiers import CaseId, HandoverId, UserId
from frontline.errors_of_channels import HandoverStateError


class Part(StrEnum):
    """Of the person's details. Notes about them are not among them and never go along."""

    NAMES = "names"
    CONTACT = "contact"
    PAPERS = "papers"


class Need(StrEnum):
    INTERPRETER = "interpreter"
    CHILDREN_COME_ALONG = "children_come_along"
    PLACE_KEPT_HIDDEN = "place_kept_hidden"
    DO_NOT_CALL = "do_not_call"
    SPEAK_WITH_A_WOMAN = "speak_with_a_woman"
    STEP_FREE = "step_free"
    DOCTOR_SOON = "doctor_soon"
    MEDICINE = "medicine"


class Basis(StrEnum):
    """On what it rests. A duty needs a DutyReason beside it."""

    CHOICE = "choice"
    CHILD_PROTECTION = "child-protection"


class DutyReason(StrEnum):
    """Why a child is handed over without their choice: a code, because a text could tell more."""

    DANGER_NOW = "danger_now"
    NO_SAFE_CARER = "no_safe_carer"
    CARER_MAY_EXPLOIT = "carer_may_exploit"
    TOO_YOUNG_TO_CHOOSE = "too_young_to_choose"
    LAW_REQUIRES = "law_requires"


class HandoverState(StrEnum):
    PREPARED = "prepared"
    # The sealed file was saved, to be carried to the service.
    CARRIED = "carried"
    RECEIVED = "received"
    REFUSED = "refused"

    @property
    def is_open(self) -> bool:
        return self in _OPEN


_OPEN = frozenset({HandoverState.PREPARED, HandoverState.CARRIED})
_MOVES = {
    HandoverState.PREPARED: frozenset(HandoverState) - {HandoverState.PREPARED},
    # Saved once more: the first stick may be lost.
    HandoverState.CARRIED: frozenset(HandoverState) - {HandoverState.PREPARED},
    HandoverState.RECEIVED: frozenset[HandoverState](),
    HandoverState.REFUSED: frozenset[HandoverState](),
}


@dataclass(frozen=True, slots=True)
class Handover:
    """What everybody at the post may see of one. `due`: when the service should have answered.
    `receipt_check` is a digest that only the receipt code fits (wire/handover.py)."""

    id: HandoverId
    case: CaseId
    service: AssistanceService
    basis: Basis
    reason: DutyReason | None
    parts: tuple[Part, ...]
    state: HandoverState
    prepared_at: datetime
    prepared_by: UserId
    due: date
    receipt_check: str = field(repr=False)

    def is_overdue(self, today: date) -> bool:
        return self.state.is_open and self.due < today


def check_move(handover: Handover, to: HandoverState) -> None:
    """Raises HandoverStateError for a step that is not in the life of a hand-over."""
    if to not in _MOVES[handover.state]:
        raise HandoverStateError(state=handover.state.value, to=to.value)
