"""Receipts: the hub's signed word that it holds a bundle. Nothing counts as sent without one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from frontline.crypto.canonical import canonical_json, parse_canonical_json
from frontline.crypto.signing import SigningKey, verify
from frontline.errors import ReceiptRefusedError, SignatureRefusedError
from frontline.wire.bundle import Count, Hex, Name
from frontline.wire.refusals import ItemRefusal, Refusal

PURPOSE = "receipt"
MAX_RECEIPT = 1024 * 1024


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Quarantined(_Part):
    item: Name
    reason: ItemRefusal


class Receipt(_Part):
    """`bundle` is empty where the bundle was refused; `refused` then says why.

    `head` is the highest sequence of the device that the hub holds without a gap before it.
    """

    format: Literal["FLR1"] = "FLR1"
    hub: Name
    epoch: Count
    device: Name
    sequence: Annotated[int, Field(ge=1, lt=2**53, strict=True)]
    payload_sha256: Hex
    bundle: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
    refused: Refusal | None = None
    items: Count
    quarantined: Annotated[tuple[Quarantined, ...], Field(max_length=5000)] = ()
    head: Count


def write_receipt(receipt: Receipt, key: SigningKey) -> bytes:
    body = receipt.model_dump(mode="json")
    signature = key.sign(PURPOSE, canonical_json(body))
    return canonical_json({"body": body, "signature": signature})


def read_receipt(content: bytes, hub_key: str) -> Receipt:
    """Raises ReceiptRefusedError unless the hub with `hub_key` signed exactly this."""
    if len(content) > MAX_RECEIPT:
        raise ReceiptRefusedError(reason="too-large")
    try:
        raw = parse_canonical_json(content)
    except ValueError as error:
        raise ReceiptRefusedError(reason="not-canonical") from error
    match raw:
        case {"body": dict(body), "signature": str(signature), **rest} if not rest:
            pass
        case _:
            raise ReceiptRefusedError(reason="form")
    try:
        verify(hub_key, PURPOSE, canonical_json(body), signature)
        return Receipt.model_validate(body)
    except SignatureRefusedError as error:
        raise ReceiptRefusedError(reason="signature") from error
    except ValidationError as error:
        raise ReceiptRefusedError(reason="fields") from error
