"""A report of suspected official complicity, as an oversight body finds it in a sealed slot.

    age file, sealed to SLOT_KEYS recipients
      4 bytes of length, canonical JSON of IntegrityReport, zeros up to SLOT_PLAINTEXT

So before sealing every report is as long as every dummy. Two keys are always sealed to, because
each makes an age file longer: a body with one key gets one beside it that nobody has.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from frontline.crypto.canonical import canonical_json, parse_canonical_json
from frontline.crypto.sealing import new_sealing_key, seal
from frontline.domain.integrity import Pattern, PublicService
from frontline.domain.spoken_codes import code_pattern
from frontline.errors import ReportTooLongError, SealedDataError
from frontline.wire.bundle import SLOT_PLAINTEXT

# Of every slot, report or dummy.
SLOT_KEYS = 2
TICKET_LENGTH = 12
_LENGTH_BYTES = 4
_TICKET = code_pattern(3)


class IntegrityReport(BaseModel):
    """`ticket` is random and known to the reporter alone. `reporter` is empty unless they chose
    to be named. Nothing else says who wrote it, when, or on which machine."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["frontline-integrity/1"] = "frontline-integrity/1"
    ticket: Annotated[str, Field(pattern=_TICKET)]
    pattern: Pattern
    service: PublicService
    place: str = Field("", max_length=200, repr=False)
    period: str = Field("", max_length=200, repr=False)
    text: str = Field("", max_length=4000, repr=False)
    reporter: str = Field("", max_length=200, repr=False)


def seal_report(report: IntegrityReport, recipients: Sequence[str]) -> bytes:
    """An age file for a slot, or to be handed in by itself.

    Raises ReportTooLongError, and SealedDataError for recipients it cannot be sealed to.
    """
    if not 1 <= len(recipients) <= SLOT_KEYS:
        raise SealedDataError(reason="recipient")
    beside = [new_sealing_key().recipient for _ in range(SLOT_KEYS - len(recipients))]
    return seal(_padded(report), [*recipients, *beside])


def dummy_slot() -> bytes:
    """What no report can be told from, and nobody can open."""
    return seal(bytes(SLOT_PLAINTEXT), [new_sealing_key().recipient for _ in range(SLOT_KEYS)])


def read_report(content: bytes) -> IntegrityReport:
    """From what the oversight body's identity opens. Raises SealedDataError."""
    length = int.from_bytes(content[:_LENGTH_BYTES], "big")
    raw = content[_LENGTH_BYTES : _LENGTH_BYTES + length]
    try:
        report = IntegrityReport.model_validate(parse_canonical_json(raw))
        is_whole = _padded(report) == content
    except (ValueError, ValidationError, ReportTooLongError) as error:
        raise SealedDataError(reason="form") from error
    if not is_whole:
        raise SealedDataError(reason="form")
    return report


def room_left(report: IntegrityReport) -> int:
    """Bytes that still go into the report; negative where it is too long."""
    return SLOT_PLAINTEXT - _LENGTH_BYTES - len(_raw(report))


def _padded(report: IntegrityReport) -> bytes:
    raw = _raw(report)
    if len(raw) > SLOT_PLAINTEXT - _LENGTH_BYTES:
        raise ReportTooLongError
    return (len(raw).to_bytes(_LENGTH_BYTES, "big") + raw).ljust(SLOT_PLAINTEXT, b"\0")


def _raw(report: IntegrityReport) -> bytes:
    return canonical_json(report.model_dump(mode="json"))
