"""What statistics count: each referral as one value in each dimension, and the methods it names.

One class for each dimension, so that the cells of a table add up to its total: several forms are
MIXED, and what is not known is a class of its own and always shown. See S-123.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar, cast

from frontline.domain.trafficking import Purpose
from frontline.statistics.ways import MIXED, UNKNOWN, way_from, way_through, way_to
from frontline.wire.ref_record import AgeBand, Area, GenderCode, RefRecord

T = TypeVar("T", bound=Hashable)
# In a class that changed: from which release on it is another one. No code of REF has these signs.
_FROM, _THEN = ":", "|"
_CHILD_BANDS = {
    AgeBand.FROM_0,
    AgeBand.FROM_9,
    AgeBand.FROM_12,
    AgeBand.FROM_15,
    AgeBand.CHILD,
}


class StatDimension(StrEnum):
    FORM = "form"
    AGE_BAND = "age_band"
    MAJORITY = "majority"
    GENDER = "gender"
    MONTH = "month"
    # The subregion people come from, and where they were met.
    ORIGIN = "origin"
    PLACE = "place"
    COUNTRY = "country"
    SITE_KIND = "site_kind"
    SITE_SETTING = "site_setting"
    OFFICIAL = "official"
    BAND = "band"
    URGENCY = "urgency"
    CONSENT = "consent"
    # The way, as far as it was noted; the last place may be a planned one.
    ROUTE_FROM = "route_from"
    ROUTE_THROUGH = "route_through"
    ROUTE_TO = "route_to"


class Fact(NamedTuple):
    """One referral for counting. `values` are in the order of StatDimension.

    A value may be a history (`history_of`), which `class_in` reads for one release.
    """

    values: tuple[str, ...]
    methods: frozenset[str]
    services: frozenset[str]
    month: str

    @property
    def has_moved(self) -> bool:
        """One release shows it in another class than an earlier one did."""
        return any(_THEN in value for value in self.values)


POSITION: Mapping[StatDimension, int] = {each: n for n, each in enumerate(StatDimension)}


class Named(NamedTuple):
    """A form that got its name after the referral was sent, and the first release it counts in."""

    form: str
    release: int


def fact_of(record: RefRecord, names: Sequence[Named] = (), since: int = 1) -> Fact:
    """`names`: what was added to the record's forms later; `since`: as in tables.Dated."""
    values = [_READ[dimension](record) for dimension in StatDimension]
    values[POSITION[StatDimension.FORM]] = _forms_over_time(record, names, since)
    return Fact(
        values=tuple(values),
        methods=frozenset((*record.means.codes, *record.indicators)),
        services=frozenset(service.value for service in record.services),
        month=record.month,
    )


class FactReader:
    """fact_of for many: what is the same in several is one object, so that a nation's facts take a
    third of the memory."""

    def __init__(self) -> None:
        self._met: dict[Hashable, Hashable] = {}

    def read(self, record: RefRecord, names: Sequence[Named] = (), since: int = 1) -> Fact:
        fact = fact_of(record, names, since)
        values = tuple(self._one(value) for value in fact.values)
        return self._one(
            Fact(
                values=self._one(values),
                methods=self._one(fact.methods),
                services=self._one(fact.services),
                month=self._one(fact.month),
            )
        )

    def _one(self, value: T) -> T:
        return cast("T", self._met.setdefault(value, value))


def form_of(record: RefRecord) -> str:
    """A form that has a name by now is shown beside the one for what had none, and is the one that
    counts (S-008)."""
    named = [form for form in record.forms if form != Purpose.OTHER_UNNAMED] or record.forms
    if not named:
        return UNKNOWN
    return named[0] if len(named) == 1 else MIXED


def with_names(record: RefRecord, forms: Sequence[str]) -> RefRecord:
    """The record with forms that were added to it later."""
    return record.model_copy(update={"forms": tuple(dict.fromkeys((*record.forms, *forms)))})


def history_of(first: str, *later: tuple[int, str]) -> str:
    """One class that becomes another: `later` has from which release on, and which."""
    return _THEN.join((first, *(f"{release}{_FROM}{then}" for release, then in later)))


def class_in(value: str, release: int) -> str:
    """The class that a release shows."""
    if _THEN not in value:
        return value
    shown, *later = value.split(_THEN)
    for change in later:
        at, _, then = change.partition(_FROM)
        if int(at) <= release:
            shown = then
    return shown


def _forms_over_time(record: RefRecord, names: Sequence[Named], since: int) -> str:
    """What no release could show is left out, so that people who look alike are alike."""
    shown = form_of(with_names(record, [each.form for each in names if each.release <= since]))
    first, later = shown, list[tuple[int, str]]()
    for release in sorted({each.release for each in names if each.release > since}):
        forms = [each.form for each in names if each.release <= release]
        then = form_of(with_names(record, forms))
        if then != shown:
            later.append((release, then))
            shown = then
    return history_of(first, *later)


def majority_of(record: RefRecord) -> str:
    if record.age_band is AgeBand.DISPUTED:
        return UNKNOWN
    return "child" if record.age_band in _CHILD_BANDS else "adult"


def _age_band(record: RefRecord) -> str:
    return UNKNOWN if record.age_band is AgeBand.DISPUTED else record.age_band.value


def _gender(record: RefRecord) -> str:
    return UNKNOWN if record.gender is GenderCode.NOT_STATED else record.gender.value


def _origin(record: RefRecord) -> str:
    area = record.citizenship_area
    return UNKNOWN if area is Area.NOT_STATED else area.value


_READ: Mapping[StatDimension, Callable[[RefRecord], str]] = {
    StatDimension.FORM: form_of,
    StatDimension.AGE_BAND: _age_band,
    StatDimension.MAJORITY: majority_of,
    StatDimension.GENDER: _gender,
    StatDimension.MONTH: lambda record: record.month,
    StatDimension.ORIGIN: _origin,
    StatDimension.PLACE: lambda record: record.region or UNKNOWN,
    StatDimension.COUNTRY: lambda record: record.country,
    StatDimension.SITE_KIND: lambda record: record.site_kind.value,
    StatDimension.SITE_SETTING: lambda record: record.site_setting.value,
    StatDimension.OFFICIAL: lambda record: record.official_role.value,
    StatDimension.BAND: lambda record: record.band.value,
    StatDimension.URGENCY: lambda record: "urgent" if record.urgent else "not_urgent",
    StatDimension.CONSENT: lambda record: record.consent.value,
    StatDimension.ROUTE_FROM: way_from,
    StatDimension.ROUTE_THROUGH: way_through,
    StatDimension.ROUTE_TO: way_to,
}
