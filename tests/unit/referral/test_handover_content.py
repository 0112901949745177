"""What may go along with a hand-over, for each kind of service, and that nothing else does."""

from __future__ import annotations

from collections.abc import Collection
from itertools import product

import pytest

from frontline.domain.assistance import AssistanceService
from frontline.domain.handovers import Basis, DutyReason, Need, Part
from frontline.domain.identifiers import CaseCode
from frontline.domain.officials import OfficialRole
from frontline.domain.trafficking import AgeProfile
from frontline.referral.handover_content import (
    HandoverFacts,
    build_handover,
    may_go_along,
    needs_told,
)
from frontline.wire.handover import HandoverSheet
from tests.support.channels import PERSON

KEY = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"
WITH_PAPERS = {
    "LEGAL",
    "STAY",
    "ASYLUM",
    "CONSULAR",
    "REPATRIATION",
    "RESETTLEMENT",
    "COMPENSATION",
    "JUSTICE",
    "WITNESS_PROTECTION",
    "LABOUR_REMEDY",
    "DOCUMENT_REPLACEMENT",
    "CHILD_TRANSFER",
}
WITH_HEALTH = {
    "EMERGENCY",
    "MEDICAL",
    "PSYCHOLOGICAL",
    "SHELTER",
    "CHILD_ACCOMMODATION",
    "CHILD_CARE",
    "CHILD_TRANSFER",
}


def sheet_of(
    service: AssistanceService, agreed: Collection[Part] = frozenset(Part)
) -> HandoverSheet:
    facts = HandoverFacts(
        service=service,
        to=KEY,
        basis=Basis.CHOICE,
        reason=None,
        case_code=CaseCode("WXYZ-6789"),
        official=OfficialRole.LABOUR,
        age=AgeProfile.ADULT,
        urgent=True,
        language="es",
        identity=PERSON,
        agreed=agreed,
        needs=frozenset(Need),
    )
    return build_handover(facts, "ABCD-2345")


@pytest.mark.parametrize("service", AssistanceService)
def test_each_kind_of_service_gets_exactly_what_its_list_says(service: AssistanceService) -> None:
    sheet = sheet_of(service)

    named = service is not AssistanceService.INTERPRETATION
    assert sheet.names == (PERSON.names if named else "")
    assert sheet.contact == (PERSON.contact if named else "")
    assert sheet.papers == (PERSON.papers if service in WITH_PAPERS else "")
    health = {Need.DOCTOR_SOON, Need.MEDICINE}
    assert health <= set(sheet.needs) or service not in WITH_HEALTH
    assert not health & set(sheet.needs) or service in WITH_HEALTH
    assert set(sheet.needs) >= set(Need) - health
    assert tuple(sheet.needs) == needs_told(service)


@pytest.mark.parametrize(("service", "part"), list(product(AssistanceService, Part)))
def test_what_was_not_agreed_to_stays(service: AssistanceService, part: Part) -> None:
    sheet = sheet_of(service, frozenset(Part) - {part})

    assert getattr(sheet, part.value) == ""
    rest = may_go_along(service) - {part}
    assert all(getattr(sheet, each.value) for each in rest)


@pytest.mark.parametrize("service", AssistanceService)
def test_notes_about_the_person_or_others_never_go_along(service: AssistanceService) -> None:
    text = sheet_of(service).model_dump_json()

    assert "Perpcanary" not in text
    assert "Wilhelmina" not in text


def test_no_field_of_a_hand_over_could_hold_more() -> None:
    assert set(HandoverSheet.model_fields) == {
        "format",
        "to",
        "receipt_code",
        "service",
        "basis",
        "reason",
        "case_code",
        "handed_over_by",
        "age",
        "urgent",
        "language",
        "needs",
        "names",
        "contact",
        "papers",
    }


def test_a_duty_has_a_reason_and_a_choice_has_none() -> None:
    sheet = sheet_of(AssistanceService.SHELTER)
    for basis, reason in (
        (Basis.CHILD_PROTECTION, None),
        (Basis.CHOICE, DutyReason.DANGER_NOW),
    ):
        with pytest.raises(ValueError, match="duty"):
            HandoverSheet.model_validate(dict(sheet) | {"basis": basis, "reason": reason})
