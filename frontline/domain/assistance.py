"""Help a person can be offered, and what they chose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AssistanceService(StrEnum):
    EMERGENCY = "EMERGENCY"
    MEDICAL = "MEDICAL"
    PSYCHOLOGICAL = "PSYCHOLOGICAL"
    SOCIAL = "SOCIAL"
    LEGAL = "LEGAL"
    COUNSELLING = "COUNSELLING"
    SHELTER = "SHELTER"
    SECURITY = "SECURITY"
    STAY = "STAY"
    ASYLUM = "ASYLUM"
    CONSULAR = "CONSULAR"
    REPATRIATION = "REPATRIATION"
    RESETTLEMENT = "RESETTLEMENT"
    REINTEGRATION = "REINTEGRATION"
    LIVELIHOOD = "LIVELIHOOD"
    EDUCATION = "EDUCATION"
    FAMILY_NETWORK = "FAMILY_NETWORK"
    COMPENSATION = "COMPENSATION"
    JUSTICE = "JUSTICE"
    WITNESS_PROTECTION = "WITNESS_PROTECTION"
    LABOUR_REMEDY = "LABOUR_REMEDY"
    CHILD_ACCOMMODATION = "CHILD_ACCOMMODATION"
    CHILD_EDUCATION = "CHILD_EDUCATION"
    CHILD_CARE = "CHILD_CARE"
    CHILD_TRANSFER = "CHILD_TRANSFER"
    INTERPRETATION = "INTERPRETATION"
    DOCUMENT_REPLACEMENT = "DOCUMENT_REPLACEMENT"


# Who offers one of these is reached through the officer: name and address stand on no paper and on
# no page of a hand-over (S-059).
PROTECTED = frozenset(
    {
        AssistanceService.SHELTER,
        AssistanceService.SECURITY,
        AssistanceService.WITNESS_PROTECTION,
        AssistanceService.CHILD_ACCOMMODATION,
        AssistanceService.CHILD_CARE,
        AssistanceService.CHILD_TRANSFER,
    }
)


class Choice(StrEnum):
    """The person's own decision about one service. Nothing is taken as a yes (S-038)."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    LATER = "later"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One service offered, with the pack's offers (by id) that gave the reason."""

    service: AssistanceService
    offers: tuple[str, ...]
    choice: Choice = Choice.NOT_ASKED
