"""What oversight sees of a case: how it was dealt with, and nothing that says whose it is (S-043).

The rights checklist (S-030) is read off what was recorded anyway, so that nobody fills in a form
about having filled in a form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.findings import Finding
from frontline.domain.identifiers import CaseCode, InstrumentId
from frontline.domain.sites import SiteKind


class RightsLine(StrEnum):
    """In the order in which an interview comes to them."""

    PRIVACY = "privacy"
    INTERPRETER = "interpreter"
    INFORMED = "informed"
    COMPLAINT_ROUTE = "complaint_route"
    HELP_OFFERED = "help_offered"
    CHOICES_RECORDED = "choices_recorded"
    CONSULAR_OR_CHILD_RIGHTS = "consular_or_child_rights"


class Kept(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, slots=True)
class CaseDealings:
    """One case. `month` is YYYY-MM; `finding` that of the last screening that was closed, None
    while there is none; `hours_to_help` from the opening of the case to the first choice."""

    code: CaseCode
    month: str
    site_kind: SiteKind | None
    instruments: tuple[InstrumentId, ...]
    is_open: bool
    finding: Finding | None
    rights: Mapping[RightsLine, Kept]
    choices: Mapping[AssistanceService, Choice]
    hours_to_help: int | None
    child_protection_told: bool
    referrals: tuple[str, ...]
