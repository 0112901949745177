"""What oversight sees of a case: how it was dealt with, and not whose it is (S-043)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.findings import Finding
from frontline.domain.identifiers import CaseCode, InstrumentId
from frontline.domain.rights import Kept, RightsLine
from frontline.domain.sites import SiteKind


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
