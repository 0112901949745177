"""HTCDS 2.0, a declared subset: what a coded person can say of it. docs/formats/htcds-schema.json.

Without identity: of the fields beginning with prs_ only the gender is here. The status is always
"possible": an authority identifies victims, this program does not.
Source: Human Trafficking Case Data Standard 2.0, IOM, CC BY 4.0.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from frontline.statistics.crosswalk import (
    HTCDS_CONTROL,
    HTCDS_FORM,
    SEX_TYPE,
    Control,
)
from frontline.statistics.record_level import SMALLEST_GROUP, CodedPerson
from frontline.wire.ref_record import GenderCode

Gender = Literal["Feminine", "Masculine", "NonConforming", "NonSpecifiedUnknown"]
Exploitation = Literal[
    "ForcedLabour",
    "SexualExploitation",
    "ChildLabour",
    "ForcedMarriage",
    "Servitude",
    "OrganRemoval",
    "ForcedBegging",
    "ForcedAdoption",
    "Other",
]
Method = Literal[
    "PhysicalThreats",
    "ThreatsLawEnforcement",
    "ThreatensChildrenFamily",
    "DebtBondage",
    "FalsePromises",
    "PhysicalAbuse",
    "SexualAbuse",
    "TakesEarnings",
    "RestrictsFinancialAccess",
    "RestrictsMedicalCare",
    "WithholdsNecessities",
    "PsychologicalAbuse",
    "PsychoactiveSubstance",
    "ExcessiveWorkingHours",
    "WithholdsDocuments",
    "Other",
]
_GENDERS: dict[str | None, Gender] = {
    GenderCode.FEMALE: "Feminine",
    GenderCode.MALE: "Masculine",
    GenderCode.NON_CONFORMING: "NonConforming",
}


class HtcdsCase(BaseModel):
    """A field that is not known, or not told, is left out. `referral_year` stands where the
    standard has a date, as nothing finer is told."""

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True)

    gender: Gender = Field(alias="prs_Gender")
    status: Literal["PossibleVictimOfTrafficking"] = Field(
        "PossibleVictimOfTrafficking", alias="vic_TraffickingStatus"
    )
    exploitation: tuple[Exploitation, ...] | None = Field(None, alias="vic_TypeOfExploitation")
    sex_exploitation: tuple[Literal["Prostitution"], ...] | None = Field(
        None, alias="vic_TypeOfSexExploitation"
    )
    controls: tuple[Method, ...] | None = Field(None, alias="vic_MethodsOfControl")
    country: str | None = Field(None, alias="vic_LocationOfExploitation", pattern=r"^[A-Z]{2}$")
    referral_year: str = Field(alias="cas_IncomingReferralDate", pattern=r"^20[0-9]{2}$")


class HtcdsFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    standard: Literal["HTCDS 2.0, declared subset"] = "HTCDS 2.0, declared subset"
    smallest_group: Annotated[int, Field(ge=SMALLEST_GROUP)]
    withheld: Annotated[int, Field(ge=0)]
    cases: tuple[HtcdsCase, ...]


def htcds_case(person: CodedPerson) -> HtcdsCase:
    fields: dict[str, object] = {
        "prs_Gender": _GENDERS.get(person.gender, "NonSpecifiedUnknown"),
        "cas_IncomingReferralDate": person.year,
        "vic_LocationOfExploitation": person.exploited_in,
    }
    if person.forms is not None:
        fields["vic_TypeOfExploitation"] = _named(
            HTCDS_FORM.get(form, "Other") for form in person.forms
        )
        kinds = _named(SEX_TYPE[form] for form in person.forms if form in SEX_TYPE)
        fields["vic_TypeOfSexExploitation"] = kinds or None
    if person.controls is not None:
        fields["vic_MethodsOfControl"] = _named(
            HTCDS_CONTROL[Control(control)] for control in person.controls
        )
    return HtcdsCase.model_validate(fields)


def write_htcds(people: Iterable[CodedPerson], withheld: int) -> bytes:
    """Sorted, so that the order tells nothing."""
    written = sorted(
        (htcds_case(person) for person in people), key=lambda case: case.model_dump_json()
    )
    file = HtcdsFile(smallest_group=SMALLEST_GROUP, withheld=withheld, cases=tuple(written))
    return file.model_dump_json(indent=1, exclude_none=True).encode() + b"\n"


def _named(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))
