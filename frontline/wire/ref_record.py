"""REF: the coded referral, and all of it. A field that is not here cannot leave the machine.

Every value comes from a closed list or matches a narrow pattern, so no free text fits anywhere.
Never here: names, papers, contacts, exact places or hours, acts of the person, willingness to
cooperate (docs/safeguards.md). A single referral is pseudonymous, not anonymous.

REF/2 is REF/1 with a route. A record without one is written as REF/1, byte for byte as ever, so
each value has one form and a hub that knows REF/1 alone still takes it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from frontline.crypto.canonical import canonical_json, parse_canonical_json
from frontline.domain.assistance import AssistanceService
from frontline.domain.findings import Band, ElementStatus
from frontline.domain.officials import OfficialRole
from frontline.domain.routes import MOST_LEGS, Arranger, BorderPoint, PlaceKind, Transport
from frontline.domain.sites import SiteKind, SiteSetting
from frontline.errors import DocumentRefusedError

REF_KIND, REF_ROUTE_KIND = "REF/1", "REF/2"
MAX_LISTED = 64

Token = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Month = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
PackCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,63}$")]
ListCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]{1,63}$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Region = Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]


class AgeBand(StrEnum):
    """The bands of published collections; the last three are the rungs above the bands."""

    FROM_0 = "0-8"
    FROM_9 = "9-11"
    FROM_12 = "12-14"
    FROM_15 = "15-17"
    FROM_18 = "18-20"
    FROM_21 = "21-29"
    FROM_30 = "30-38"
    FROM_39 = "39-47"
    FROM_48 = "48+"
    CHILD = "child"
    ADULT = "adult"
    DISPUTED = "disputed"


class GenderCode(StrEnum):
    FEMALE = "female"
    MALE = "male"
    TRANS_FEMALE = "trans_female"
    TRANS_MALE = "trans_male"
    NON_CONFORMING = "non_conforming"
    NOT_STATED = "not_stated"


class Area(StrEnum):
    """Subregions of the United Nations' M49 list, as far as they are told apart here."""

    CARIBBEAN = "caribbean"
    CENTRAL_AMERICA = "central_america"
    SOUTH_AMERICA = "south_america"
    NORTH_AMERICA = "north_america"
    EUROPE = "europe"
    AFRICA = "africa"
    ASIA = "asia"
    OCEANIA = "oceania"
    FICTITIOUS = "fictitious"
    NOT_STATED = "not_stated"


class ConsentScope(StrEnum):
    """What the referral rests on: the person's choice, or the duty to protect a child."""

    FULL = "full"
    DEIDENTIFIED = "deidentified"
    CHILD_PROTECTION = "child_protection"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RefElement(_Part):
    status: ElementStatus
    codes: tuple[ListCode, ...] = Field((), max_length=MAX_LISTED)


def _told(border: BorderPoint) -> BorderPoint:
    """Crossing away from a post may be held against the person, so it never leaves (S-027)."""
    if border is BorderPoint.OUTSIDE_POSTS:
        raise ValueError("an act of the person")
    return border


class RefLeg(_Part):
    """A place, and how the person came there or is to: `planned`. None where it is not known."""

    country: Country | None
    region: Region | None
    place: PlaceKind
    transport: Transport
    arranged_by: Arranger
    border: Annotated[BorderPoint, AfterValidator(_told)]
    planned: bool

    @model_validator(mode="after")
    def _region_is_of_the_country(self) -> Self:
        if self.region is not None and self.region[:2] != self.country:
            raise ValueError("a region of another country")
        return self


class RefRecord(_Part):
    format: Literal["REF/1", "REF/2"] = "REF/1"
    token: Token
    month: Month
    pack: PackCode
    pack_version: int = Field(ge=1, lt=2**31)
    instrument: PackCode
    official_role: OfficialRole
    site_kind: SiteKind
    site_setting: SiteSetting
    country: Country
    region: Region | None
    age_band: AgeBand
    gender: GenderCode
    citizenship_area: Area
    band: Band
    urgent: bool
    concerns: tuple[PackCode, ...] = Field(max_length=MAX_LISTED)
    forms: tuple[ListCode, ...] = Field(max_length=MAX_LISTED)
    act: RefElement
    means: RefElement
    purpose: RefElement
    indicators: tuple[PackCode, ...] = Field(max_length=4 * MAX_LISTED)
    services: tuple[AssistanceService, ...] = Field(max_length=MAX_LISTED)
    language: PackCode | None
    do_not_return_before_assessment: bool
    consent: ConsentScope
    coarsened: tuple[PackCode, ...] = Field((), max_length=16)
    route: tuple[RefLeg, ...] = Field((), max_length=MOST_LEGS)

    @model_validator(mode="after")
    def _format_tells_of_a_route(self) -> Self:
        if self.format != _format_of(self.route):
            raise ValueError("format and route")
        return self


def with_route(record: RefRecord, route: tuple[RefLeg, ...]) -> RefRecord:
    """The record with this route in place of its own; () for none."""
    return record.model_copy(update={"route": route, "format": _format_of(route)})


def _format_of(route: tuple[RefLeg, ...]) -> str:
    return REF_ROUTE_KIND if route else REF_KIND


def ref_kind(content: bytes) -> str:
    """As what a stored record travels. It is not read for that: what is no record goes as REF/1,
    and the hub puts it aside instead of the whole bundle being kept back. Canonical form writes
    the word so, and no other value may hold it."""
    return REF_ROUTE_KIND if b'"format":"REF/2"' in content else REF_KIND


def write_ref(record: RefRecord) -> bytes:
    """The canonical bytes of a record: what is previewed, stored, hashed and sent."""
    without = None if record.route else {"route"}
    return canonical_json(record.model_dump(mode="json", exclude=without))


def read_ref(content: bytes) -> RefRecord:
    """Raises DocumentRefusedError for anything that write_ref did not write."""
    try:
        record = RefRecord.model_validate(parse_canonical_json(content))
    except (ValidationError, ValueError) as error:
        raise DocumentRefusedError(reason="ref-record") from error
    if write_ref(record) != content:
        raise DocumentRefusedError(reason="ref-not-canonical")
    return record
