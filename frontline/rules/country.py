"""What is known of the country a pack is for. None stands for what nobody knows (yet)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from frontline.domain.findings import Band


class CountryRole(StrEnum):
    """The part a country has on a way that people are trafficked."""

    ORIGIN = "origin"
    TRANSIT = "transit"
    DESTINATION = "destination"


@dataclass(frozen=True, slots=True)
class Stated:
    """Who says so, and since when."""

    source: str
    as_of: date


@dataclass(frozen=True, slots=True)
class PayFloor:
    """The lowest lawful pay in the currency's smallest unit, for each period it is known for.

    `minor_units`: digits after the decimal sign.
    """

    currency: str
    minor_units: int
    per_day: int | None
    per_week: int | None
    per_month: int | None
    stated: Stated


@dataclass(frozen=True, slots=True)
class ReflectionPeriod:
    days: int
    stated: Stated


@dataclass(frozen=True, slots=True)
class Line:
    """A telephone line, as it is dialled inside the country."""

    number: str
    stated: Stated


@dataclass(frozen=True, slots=True)
class RetentionPeriods:
    """Days after a case was closed until who the person is, and until all of it, is taken away."""

    identity: Mapping[Band, int]
    case: Mapping[Band, int]
    stated: Stated


class ReviewRule(StrEnum):
    """Which referrals wait for a supervisor before they may leave."""

    ALL = "all"
    # What is urgent leaves at once, and is looked at afterwards.
    NOT_URGENT = "not_urgent"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Country:
    """`code` is an ISO 3166 code; X… codes are fictitious."""

    code: str
    roles: tuple[CountryRole, ...]
    pay_floor: PayFloor | None
    reflection: ReflectionPeriod | None
    emergency_line: Line | None
    hotline: Line | None
    retention: RetentionPeriods | None = None
    review: ReviewRule = ReviewRule.NOT_URGENT
    # Names of the first level by ISO 3166-2 code.
    regions: Mapping[str, str] = field(default_factory=dict)
