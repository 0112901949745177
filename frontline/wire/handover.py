"""The sheet with which one service takes a person over: sealed to that service's key alone.

    age file for one recipient
      4 bytes of length, canonical JSON of HandoverSheet, zeros up to PLAINTEXT

The sheet names the key it was sealed to, so that somebody who opened it cannot pass it on as if it
had been meant for another. All files are of one length: it tells nothing of what is inside.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from frontline.crypto.canonical import canonical_json, parse_canonical_json
from frontline.crypto.mac import digest
from frontline.crypto.sealing import open_sealed, seal, sealing_key
from frontline.domain.assistance import AssistanceService
from frontline.domain.handovers import Basis, DutyReason, Need
from frontline.domain.officials import OfficialRole
from frontline.domain.spoken_codes import as_typed, code_pattern
from frontline.domain.trafficking import AgeProfile
from frontline.errors import SealedDataError
from frontline.wire.cards import Recipient

PLAINTEXT = 8192
CODE_LENGTH = 8
HANDOVER_SUFFIX = ".age"
_LENGTH_BYTES = 4


class HandoverSheet(BaseModel):
    """The least the service needs, so that the person need not tell it all again. A field that was
    not agreed to is empty. There is no field for a note, or for anything about other people."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["frontline-handover/1"] = "frontline-handover/1"
    to: Recipient
    receipt_code: Annotated[str, Field(pattern=code_pattern(2), repr=False)]
    service: AssistanceService
    basis: Basis
    reason: DutyReason | None
    case_code: Annotated[str, Field(min_length=1, max_length=40)]
    handed_over_by: OfficialRole
    age: AgeProfile
    urgent: bool
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    needs: tuple[Need, ...] = ()
    names: str = Field("", max_length=300, repr=False)
    contact: str = Field("", max_length=500, repr=False)
    papers: str = Field("", max_length=300, repr=False)

    @model_validator(mode="after")
    def _rests_on_one_thing(self) -> Self:
        if (self.basis is Basis.CHILD_PROTECTION) != (self.reason is not None):
            raise ValueError("a duty has a reason, a choice has none")
        return self


def seal_handover(sheet: HandoverSheet) -> bytes:
    """An age file for `sheet.to`. Raises SealedDataError where that is no usable key."""
    raw = canonical_json(sheet.model_dump(mode="json"))
    body = len(raw).to_bytes(_LENGTH_BYTES, "big") + raw
    return seal(body.ljust(PLAINTEXT, b"\0"), [sheet.to])


def open_handover(sealed: bytes, identity: str) -> HandoverSheet:
    """With the service's own key. Raises SealedDataError for another key, for anything that is
    not such a sheet, and for one that was sealed for somebody else before."""
    content = open_sealed(sealed, identity)
    length = int.from_bytes(content[:_LENGTH_BYTES], "big")
    raw, rest = content[_LENGTH_BYTES : _LENGTH_BYTES + length], content[_LENGTH_BYTES + length :]
    try:
        sheet = HandoverSheet.model_validate(parse_canonical_json(raw))
    except (ValueError, ValidationError) as error:
        raise SealedDataError(reason="form") from error
    if len(content) != PLAINTEXT or any(rest):
        raise SealedDataError(reason="form")
    if sheet.to != sealing_key(identity).recipient:
        raise SealedDataError(reason="passed-on")
    return sheet


def receipt_check(handover: str, code: str) -> str:
    """What the post keeps in the place of the code; `code` as it was typed."""
    return digest("handover-receipt", f"{handover} {as_typed(code)}".encode())
