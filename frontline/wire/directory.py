"""The directory of services, authorities and focal points, as a signed document (S-139, S-140).

What is not known stays empty and is shown as a gap: no number, hour or address is ever made up.
Shelters are reached through a gateway; their place is not in here at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from frontline.crypto.signed_document import read_document
from frontline.domain.assistance import AssistanceService
from frontline.domain.bodies import Level, Mandate, Theme
from frontline.errors import DocumentRefusedError
from frontline.wire.cards import Recipient

DIRECTORY_KIND = "directory"
MAX_TEXT = 200
STALE_AFTER_DAYS = 180
_DAY = r"^(20[0-9]{2}-(0[1-9]|1[0-2])(-[0-9]{2})?)?$"


def _empty_for_null(value: object) -> object:
    return "" if value is None else value


def _none_for_null(value: object) -> object:
    return () if value is None else value


def _real_day(value: str) -> str:
    if value:
        confirmed_on(value)
    return value


# Null and "" both mean that nobody knows it.
Told = Annotated[str, BeforeValidator(_empty_for_null), Field(max_length=MAX_TEXT)]
# A day as 2026-11-22, or a month as 2026-11.
Confirmed = Annotated[
    str, BeforeValidator(_empty_for_null), Field(pattern=_DAY), AfterValidator(_real_day)
]
LEAST_NAME = 2
Name = Annotated[str, Field(min_length=LEAST_NAME, max_length=MAX_TEXT)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Region = Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]
Spoken = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Languages = Annotated[tuple[Spoken, ...], BeforeValidator(_none_for_null)]


def confirmed_on(text: str) -> date:
    """The day, or the first day of the month. Raises ValueError where there is no such day."""
    return date.fromisoformat(text if len(text) > len("2026-11") else f"{text}-01")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DirectoryEntry(_Part):
    """An authority or a service. `regions` empty: the whole country. `confirmed`: when somebody
    last checked, `confirmed_by` the office that did, never a person. `recipient`: the age key that
    a hand-over is sealed to; empty where none is known."""

    name: Name
    services: Annotated[tuple[AssistanceService, ...], Field(min_length=1)]
    country: Country
    regions: tuple[Region, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    level: Level | None = None
    themes: tuple[Theme, ...] = ()
    contact: Told = ""
    hours: Told = ""
    languages: Languages = ()
    for_children: bool = False
    is_accepting: bool | None = None
    recipient: Recipient | Literal[""] = ""
    confirmed: Confirmed = ""
    confirmed_by: Told = ""


class FocalPoint(_Part):
    """Whom one turns to in a country about a theme: an office, never a person by name."""

    theme: Theme
    country: Country
    level: Level = Level.NATIONAL
    name: Name
    contact: Told = ""
    deputy: Told = ""
    deputy_contact: Told = ""
    languages: Languages = ()
    confirmed: Confirmed = ""
    confirmed_by: Told = ""


class Directory(_Part):
    """Of one country. `stale_after_days`: how long a confirmation is relied upon."""

    country: Country
    entries: tuple[DirectoryEntry, ...]
    focal_points: tuple[FocalPoint, ...] = ()
    stale_after_days: Annotated[int, Field(ge=1, le=3650)] = STALE_AFTER_DAYS

    def offering(self, service: AssistanceService, region: str) -> tuple[DirectoryEntry, ...]:
        """Who offers `service` in `region`, the ones of the region before the country-wide. Nobody
        of another country."""
        found = [
            entry
            for entry in self.entries
            if service in entry.services
            and region[:2] == entry.country
            and (not entry.regions or region in entry.regions)
        ]
        return tuple(sorted(found, key=lambda entry: not entry.regions))

    def is_stale(self, part: DirectoryEntry | FocalPoint, today: date) -> bool:
        """Whether the last confirmation is too long ago to rely on, or there is none."""
        if not part.confirmed:
            return True
        return (today - confirmed_on(part.confirmed)).days > self.stale_after_days


def gaps_in(directory: Directory) -> Iterator[str]:
    """What a directory lacks that is accepted from now on, as "where: code"."""
    for entry in directory.entries:
        if not entry.mandates:
            yield f"{entry.name}: mandate.missing"
    named = [(point.theme, point.country, point.level) for point in directory.focal_points]
    for point in sorted({each for each in named if named.count(each) > 1}):
        yield f"{' '.join(point)}: focal-point.twice"
    parts: list[DirectoryEntry | FocalPoint] = [*directory.entries, *directory.focal_points]
    for part in parts:
        if part.country != directory.country:
            yield f"{part.name}: country.other"
        if part.confirmed and not part.confirmed_by:
            yield f"{part.name}: confirmed-by.missing"


def read_directory(content: bytes, trusted_keys: Collection[str]) -> Directory:
    """Raises UnknownSignerError, SignatureRefusedError or DocumentRefusedError."""
    document = read_document(content, trusted_keys)
    if document.kind != DIRECTORY_KIND:
        raise DocumentRefusedError(reason="kind", kind=document.kind)
    try:
        return Directory.model_validate(document.body)
    except ValidationError as error:
        raise DocumentRefusedError(reason="directory") from error
