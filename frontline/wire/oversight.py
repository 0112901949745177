"""The oversight body reports of suspected complicity are sealed to, as a signed document.

Its keys come from whoever signs packs and directories, never from the hub: a hub that could name
them could name its own. They are checked anew each time they are used, so that somebody with the
key of a vault cannot put others in their place.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from frontline.crypto.canonical import canonical_json
from frontline.crypto.mac import digest
from frontline.crypto.signed_document import read_document
from frontline.errors import DocumentRefusedError
from frontline.wire.cards import Recipient
from frontline.wire.integrity import SLOT_KEYS

OVERSIGHT_KIND = "oversight"


class OversightBody(BaseModel):
    """`place` says where it sits, so that people know it is outside their own service."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=2, max_length=200)]
    place: Annotated[str, Field(max_length=200)] = ""
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    recipients: Annotated[tuple[Recipient, ...], Field(min_length=1, max_length=SLOT_KEYS)]

    @property
    def fingerprint(self) -> str:
        """Eight groups of four hex digits, as of a card."""
        found = digest("oversight", canonical_json(list(self.recipients)))[:32]
        return " ".join(found[at : at + 4] for at in range(0, 32, 4))


def read_oversight(content: bytes, trusted_keys: Collection[str]) -> OversightBody:
    """Raises UnknownSignerError, SignatureRefusedError or DocumentRefusedError."""
    document = read_document(content, trusted_keys)
    if document.kind != OVERSIGHT_KIND:
        raise DocumentRefusedError(reason="kind", kind=document.kind)
    try:
        return OversightBody.model_validate(document.body)
    except ValidationError as error:
        raise DocumentRefusedError(reason="oversight") from error
