"""The directory of services a post may refer to, as a signed document.

What is not known stays empty and is shown as a gap: no number, hour or address is ever made up.
Shelters are reached through a gateway; their place is not in here at all.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from frontline.crypto.signed_document import read_document
from frontline.domain.assistance import AssistanceService
from frontline.errors import DocumentRefusedError
from frontline.wire.cards import Recipient

DIRECTORY_KIND = "directory"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DirectoryEntry(_Part):
    """`regions` empty: the whole country. `confirmed`: month in which somebody last checked.
    `recipient`: the age key that a hand-over is sealed to; empty where none is known."""

    name: Annotated[str, Field(min_length=2, max_length=200)]
    services: Annotated[tuple[AssistanceService, ...], Field(min_length=1)]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    regions: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")], ...] = ()
    contact: Annotated[str, Field(max_length=200)] = ""
    hours: Annotated[str, Field(max_length=200)] = ""
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], ...] = ()
    for_children: bool = False
    is_accepting: bool | None = None
    recipient: Recipient | Literal[""] = ""
    confirmed: Annotated[str, Field(pattern=r"^(20[0-9]{2}-(0[1-9]|1[0-2]))?$")] = ""


class Directory(_Part):
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    entries: tuple[DirectoryEntry, ...]

    def offering(self, service: AssistanceService, region: str) -> tuple[DirectoryEntry, ...]:
        """Who offers `service` in `region`, the ones of the region before the country-wide."""
        found = [
            entry
            for entry in self.entries
            if service in entry.services and (not entry.regions or region in entry.regions)
        ]
        return tuple(sorted(found, key=lambda entry: not entry.regions))


def read_directory(content: bytes, trusted_keys: Collection[str]) -> Directory:
    """Raises UnknownSignerError, SignatureRefusedError or DocumentRefusedError."""
    document = read_document(content, trusted_keys)
    if document.kind != DIRECTORY_KIND:
        raise DocumentRefusedError(reason="kind", kind=document.kind)
    try:
        return Directory.model_validate(document.body)
    except ValidationError as error:
        raise DocumentRefusedError(reason="directory") from error
