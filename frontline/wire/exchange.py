"""What posts and hubs say to each other over HTTPS. Bundles and receipts themselves are signed;
nothing here is, so nothing here makes a referral count as sent.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from frontline.errors import HubUnreachableError
from frontline.wire.bundle import Count, Hex, Id

MAX_ANSWER = 8 * 1024 * 1024
HEALTH_PATH = "/v1/health"


def bundle_path(device: str, sequence: int | str) -> str:
    return f"/v1/bundles/{device}/{sequence}"


def receipts_path(device: str) -> str:
    return f"/v1/devices/{device}/receipts"


def letters_path(device: str) -> str:
    return f"/v1/devices/{device}/letters"


def updates_path(device: str) -> str:
    return f"/v1/devices/{device}/updates"


def update_path(device: str, number: int | str) -> str:
    return f"/v1/devices/{device}/updates/{number}"


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HubHealth(_Answer):
    """Which hub answers. Nothing else: the address is open to everybody."""

    hub: Id
    epoch: Count


class HeldEntry(_Answer):
    """A bundle the hub holds. `receipt` is the receipt's text once somebody looked inside."""

    sequence: Count
    payload_sha256: Hex
    receipt: Annotated[str | None, Field(repr=False)]


class LetterEntry(_Answer):
    number: Count
    letter: Annotated[str, Field(repr=False)]


class HeldAnswer(_Answer):
    """In order of sequence; `more` says that asking again above the last one gives more."""

    held: tuple[HeldEntry, ...]
    more: bool


class LettersAnswer(_Answer):
    """Letters of the hub to the device, in order of their number; as with HeldAnswer, `more` says
    that asking again above the last one gives more."""

    letters: tuple[LetterEntry, ...]
    more: bool


class UpdateEntry(_Answer):
    """An update that the post may fetch."""

    number: Count
    size: Count
    sha256: Hex


class UpdatesAnswer(_Answer):
    """In order of number."""

    updates: tuple[UpdateEntry, ...]


class CodeAnswer(_Answer):
    """ "received", "known", or why not: a Refusal or another short code."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z.-]{0,63}$")]


AnswerT = TypeVar("AnswerT", bound=_Answer)


def read_answer(content: bytes, kind: type[AnswerT]) -> AnswerT:
    """Raises HubUnreachableError for anything that is not such an answer."""
    try:
        return kind.model_validate_json(content)
    except ValidationError as error:
        raise HubUnreachableError(reason="answer") from error
