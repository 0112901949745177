"""The ports through which plans and follow-ups reach the vault; see services/stores.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.cases import FollowUp
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, FollowUpId


class PlanStore(Protocol):
    def record_choice(
        self, case: CaseId, service: AssistanceService, choice: Choice, deed: Deed
    ) -> None: ...

    def choices(self, case: CaseId) -> Mapping[AssistanceService, Choice]:
        """The latest choice for each service that was asked about."""
        ...

    def first_choice_at(self, case: CaseId) -> datetime | None:
        """When the person was first asked about a service; None where they were not."""
        ...

    def tell_child_protection(self, case: CaseId, deed: Deed) -> None:
        """Record that the officer brought child protection in."""
        ...

    def child_protection_told(self, case: CaseId) -> datetime | None:
        """When it was brought in first, None where it was not."""
        ...


class FollowUpStore(Protocol):
    def add_follow_up(self, follow_up: FollowUp, deed: Deed) -> None: ...

    def finish_follow_up(self, follow_up: FollowUpId, at: datetime, deed: Deed) -> None: ...

    def open_follow_ups(self) -> tuple[FollowUp, ...]:
        """Those not done, the earliest due first."""
        ...
