"""The law-enforcement focal point that notes on suspects are sealed to, as a signed document.

As with the oversight body, its keys come from whoever signs packs and directories, never from the
hub, which carries the notes and must not be able to read them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from frontline.crypto.canonical import canonical_json
from frontline.crypto.mac import digest
from frontline.crypto.signed_document import read_document
from frontline.errors import DocumentRefusedError
from frontline.wire.cards import Recipient
from frontline.wire.intel import NOTE_KEYS

FOCAL_POINT_KIND = "focal-point"


class FocalPoint(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=2, max_length=200)]
    place: Annotated[str, Field(max_length=200)] = ""
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    recipients: Annotated[tuple[Recipient, ...], Field(min_length=1, max_length=NOTE_KEYS)]

    @property
    def mark(self) -> str:
        """Which keys they are, in 64 hex digits: what a hub sorts notes by."""
        return mark_of(self.recipients)

    @property
    def fingerprint(self) -> str:
        """Eight groups of four hex digits, as of a card."""
        found = self.mark[:32]
        return " ".join(found[at : at + 4] for at in range(0, 32, 4))


def mark_of(recipients: Sequence[str]) -> str:
    return digest("focal-point", canonical_json(list(recipients)))


def read_focal_point(content: bytes, trusted_keys: Collection[str]) -> FocalPoint:
    """Raises UnknownSignerError, SignatureRefusedError or DocumentRefusedError."""
    document = read_document(content, trusted_keys)
    if document.kind != FOCAL_POINT_KIND:
        raise DocumentRefusedError(reason="kind", kind=document.kind)
    try:
        return FocalPoint.model_validate(document.body)
    except ValidationError as error:
        raise DocumentRefusedError(reason="focal-point") from error
