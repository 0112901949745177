"""The port for answers of services."""

from __future__ import annotations

from typing import Protocol

from frontline.domain.cases import FollowUp
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, FollowUpId
from frontline.domain.service_answers import ReceivedAnswer


class AnswerStore(Protocol):
    def record(
        self,
        received: ReceivedAnswer,
        follow_up: FollowUp,
        replaces: FollowUpId | None,
        deed: Deed,
    ) -> None:
        """In one step: keep the answer, make its follow-up, end the one of the answer before, and
        move a referral that is on its way or has arrived to `answered`."""
        ...

    def answers(self, case: CaseId | None = None) -> tuple[ReceivedAnswer, ...]:
        """In the order they came."""
        ...
