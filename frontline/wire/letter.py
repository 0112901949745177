"""Letters: the hub's signed word to a post about answers of services. Format FLA1.

An answer names the item of a bundle and says in codes what became of it. No person and no service
stands in it, so a letter may lie on a stick or in the mailroom as it is.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from frontline.crypto.canonical import canonical_json, parse_canonical_json
from frontline.crypto.signing import SigningKey, verify
from frontline.domain.service_answers import Outcome, RefusalReason
from frontline.errors import SignatureRefusedError
from frontline.errors_of_figures import AnswerRefusedError
from frontline.wire.bundle import Count, Id

PURPOSE = "letter"
MAX_LETTER = 16 * 1024
_SIGNATURE = re.compile(r"^[0-9a-f]{128}$")


class LetterAnswer(BaseModel):
    """`item` is the id the referral has in its bundle."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    item: Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    outcome: Outcome
    reason: RefusalReason | None
    contact_on: date | None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        refused = self.outcome is Outcome.REFUSED
        if refused != (self.reason is not None) or (refused and self.contact_on is not None):
            raise ValueError("a refusal has a reason and no day, and nothing else has a reason")
        if self.outcome is Outcome.ACCEPTED and self.contact_on is None:
            raise ValueError("who is accepted is seen on a day")
        return self


class Letter(BaseModel):
    """`number` counts the hub's letters to this device from 1; `epoch` is the hub's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["FLA1"] = "FLA1"
    hub: Id
    epoch: Count
    device: Id
    number: Annotated[int, Field(ge=1, lt=2**53, strict=True)]
    answer: LetterAnswer


def write_letter(letter: Letter, key: SigningKey) -> bytes:
    body = letter.model_dump(mode="json")
    signature = key.sign(PURPOSE, canonical_json(body))
    return canonical_json({"body": body, "signature": signature})


def read_letter(content: bytes, hub_key: str) -> Letter:
    """Raises AnswerRefusedError unless the hub with `hub_key` signed exactly this."""
    if len(content) > MAX_LETTER:
        raise AnswerRefusedError(reason="form")
    try:
        raw = parse_canonical_json(content)
    except ValueError as error:
        raise AnswerRefusedError(reason="form") from error
    match raw:
        case {"body": dict(body), "signature": str(signature), **rest} if (
            not rest and _SIGNATURE.fullmatch(signature)
        ):
            pass
        case _:
            raise AnswerRefusedError(reason="form")
    try:
        verify(hub_key, PURPOSE, canonical_json(body), signature)
        letter = Letter.model_validate(body)
    except SignatureRefusedError as error:
        raise AnswerRefusedError(reason="signature") from error
    except ValidationError as error:
        raise AnswerRefusedError(reason="fields") from error
    if letter.model_dump(mode="json") != body:
        raise AnswerRefusedError(reason="form")
    return letter
