"""The shape of country.yaml: what is known of the country, and what it protects more strictly."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from frontline.domain.findings import Band
from frontline.rules.country import (
    Country,
    CountryRole,
    Line,
    PayFloor,
    ReflectionPeriod,
    RetentionPeriods,
    ReviewRule,
    Stated,
)
from frontline.rules.shapes import Code, Model, Prose

Unknown = Literal["unknown"]
Amount = Annotated[int, Field(gt=0)]
Days = Annotated[int, Field(ge=1, le=36_500)]
RegionCode = Annotated[str, Field(pattern=r"^[A-Z0-9]{1,3}$")]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class ProtectionModel(Model):
    """What a country protects more strictly than the pack it extends. It can only be switched on:
    questions kept until privacy, signs that are urgent, and signs that never leave the machine."""

    sensitive: tuple[Code, ...] = ()
    urgent: tuple[Code, ...] = ()
    stays_local: tuple[Code, ...] = ()


class StatedModel(Model):
    """A fact of law or of a service: who says so, and since when."""

    source: Prose
    as_of: date


class PayFloorModel(StatedModel):
    """The lowest lawful pay in the currency's smallest unit; what is not known says `unknown`.

    `minor_units`: digits after the decimal sign.
    """

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    minor_units: int = Field(ge=0, le=4)
    per_day: Amount | Unknown
    per_week: Amount | Unknown
    per_month: Amount | Unknown


class ReflectionModel(StatedModel):
    days: int = Field(ge=0, le=3650)


class LineModel(StatedModel):
    """A telephone line, as it is dialled inside the country."""

    number: Annotated[str, Field(pattern=r"^[0-9*#+][0-9*#+ -]{1,19}$")]


class DaysModel(Model):
    """Days after a case was closed, for each band of its finding."""

    incomplete: Days
    none_observed: Days
    possible: Days
    presumed: Days


class RetentionModel(StatedModel):
    """How long a closed case is kept: who the person is, and all else."""

    identity: DaysModel
    case: DaysModel


class CountryModel(Model):
    """What a country pack knows of its country. Nothing here has a default: what nobody knows is
    written as `unknown`, so that it can be shown as a gap and is never guessed. Retention, review
    and regions alone may be missing, because signed packs that know nothing of them are in use.

    `review`: which referrals wait for a supervisor before they may leave. `regions`: the names of
    the country's first level, by what follows the country in an ISO 3166-2 code.
    """

    code: CountryCode
    roles: tuple[CountryRole, ...] = Field(min_length=1)
    pay_floor: PayFloorModel | Unknown
    reflection_days: ReflectionModel | Unknown
    emergency_line: LineModel | Unknown
    hotline: LineModel | Unknown
    retention: RetentionModel | Unknown = "unknown"
    review: ReviewRule = ReviewRule.NOT_URGENT
    protection: ProtectionModel = ProtectionModel()
    regions: dict[RegionCode, Prose] = Field(default_factory=dict)


def compile_country(model: CountryModel) -> Country:
    """`unknown` becomes None."""
    return Country(
        code=model.code,
        roles=model.roles,
        pay_floor=_pay_floor(model.pay_floor),
        reflection=_reflection(model.reflection_days),
        emergency_line=_line(model.emergency_line),
        hotline=_line(model.hotline),
        retention=_retention(model.retention),
        review=model.review,
        regions={f"{model.code}-{code}": name for code, name in model.regions.items()},
    )


def _pay_floor(model: PayFloorModel | Unknown) -> PayFloor | None:
    if model == "unknown":
        return None
    return PayFloor(
        currency=model.currency,
        minor_units=model.minor_units,
        per_day=_amount(model.per_day),
        per_week=_amount(model.per_week),
        per_month=_amount(model.per_month),
        stated=_stated(model),
    )


def _amount(amount: int | Unknown) -> int | None:
    return None if amount == "unknown" else amount


def _reflection(model: ReflectionModel | Unknown) -> ReflectionPeriod | None:
    return None if model == "unknown" else ReflectionPeriod(model.days, _stated(model))


def _line(model: LineModel | Unknown) -> Line | None:
    return None if model == "unknown" else Line(model.number, _stated(model))


def _retention(model: RetentionModel | Unknown) -> RetentionPeriods | None:
    if model == "unknown":
        return None
    return RetentionPeriods(_days(model.identity), _days(model.case), _stated(model))


def _days(model: DaysModel) -> dict[Band, int]:
    return {
        Band.INCOMPLETE: model.incomplete,
        Band.NONE_OBSERVED: model.none_observed,
        Band.POSSIBLE: model.possible,
        Band.PRESUMED: model.presumed,
    }


def _stated(model: StatedModel) -> Stated:
    return Stated(model.source, model.as_of)
