"""What goes along when a person is handed over to one service: the only code that decides it.

Each kind of service has a list of its own. What is not on it, or was not agreed to, stays here;
notes about the person are on no list, and nothing that was said of others is among the inputs.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from frontline.domain.assistance import AssistanceService as S
from frontline.domain.handovers import Basis, DutyReason, Need, Part
from frontline.domain.identifiers import CaseCode
from frontline.domain.identity import IdentitySheet
from frontline.domain.officials import OfficialRole
from frontline.domain.trafficking import AgeProfile
from frontline.wire.handover import HandoverSheet

# Who works with papers or before an authority. All others manage without.
_NEEDS_PAPERS = frozenset(
    {
        S.LEGAL,
        S.STAY,
        S.ASYLUM,
        S.CONSULAR,
        S.REPATRIATION,
        S.RESETTLEMENT,
        S.COMPENSATION,
        S.JUSTICE,
        S.WITNESS_PROTECTION,
        S.LABOUR_REMEDY,
        S.DOCUMENT_REPLACEMENT,
        S.CHILD_TRANSFER,
    }
)
# Who comes once and need not know whom they met.
_NEEDS_NO_NAME = frozenset({S.INTERPRETATION})
# Who looks after the body, or takes somebody in for the night.
_NEEDS_HEALTH = frozenset(
    {
        S.EMERGENCY,
        S.MEDICAL,
        S.PSYCHOLOGICAL,
        S.SHELTER,
        S.CHILD_ACCOMMODATION,
        S.CHILD_CARE,
        S.CHILD_TRANSFER,
    }
)
_OF_HEALTH = frozenset({Need.DOCTOR_SOON, Need.MEDICINE})


def may_go_along(service: S) -> frozenset[Part]:
    if service in _NEEDS_NO_NAME:
        return frozenset()
    known = frozenset({Part.NAMES, Part.CONTACT})
    return known | {Part.PAPERS} if service in _NEEDS_PAPERS else known


def needs_told(service: S) -> tuple[Need, ...]:
    """Those that the service is told of, in the order of the list."""
    return tuple(need for need in Need if need not in _OF_HEALTH or service in _NEEDS_HEALTH)


@dataclass(frozen=True, slots=True)
class HandoverFacts:
    """Everything a hand-over is made from. `agreed`: parts that the person agreed to, or that the
    duty covers; `to` is the key of the service."""

    service: S
    to: str
    basis: Basis
    reason: DutyReason | None
    case_code: CaseCode
    official: OfficialRole
    age: AgeProfile
    urgent: bool
    language: str
    identity: IdentitySheet = field(repr=False)
    agreed: Collection[Part] = ()
    needs: Collection[Need] = ()


def build_handover(facts: HandoverFacts, receipt_code: str) -> HandoverSheet:
    """The sheet that would leave."""
    parts = may_go_along(facts.service) & frozenset(facts.agreed)
    identity = facts.identity
    return HandoverSheet(
        to=facts.to,
        receipt_code=receipt_code,
        service=facts.service,
        basis=facts.basis,
        reason=facts.reason,
        case_code=facts.case_code,
        handed_over_by=facts.official,
        age=facts.age,
        urgent=facts.urgent,
        language=facts.language,
        needs=tuple(need for need in needs_told(facts.service) if need in facts.needs),
        names=identity.names if Part.NAMES in parts else "",
        contact=identity.contact if Part.CONTACT in parts else "",
        papers=identity.papers if Part.PAPERS in parts else "",
    )
