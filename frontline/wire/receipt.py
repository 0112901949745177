"""Receipts: the hub's signed word that it holds a bundle. Nothing counts as sent without one."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
    model_validator,
)

from frontline.crypto.canonical import canonical_json, parse_canonical_json
from frontline.crypto.signing import SigningKey, verify
from frontline.errors import ReceiptRefusedError, SignatureRefusedError
from frontline.wire.bundle import Count, Hex, Id, Name, OptionalHex
from frontline.wire.refusals import ItemRefusal, Refusal

PURPOSE = "receipt"
MAX_RECEIPT = 1024 * 1024
_SIGNATURE = re.compile(r"^[0-9a-f]{128}$")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Quarantined(_Part):
    item: Name
    reason: ItemRefusal


class HeadNote(_Part):
    """Head and length of a post's record of deeds, as a bundle of it said."""

    count: Count
    digest: Hex


class Receipt(_Part):
    """`bundle` is empty where the bundle was refused; `refused` then says why.

    `head` is the highest sequence of the device that the hub holds without a gap before it.
    `epoch` rises each time the hub is put back from a backup. `audit` are heads that the device's
    record of deeds must hold; left out where the hub knows none, as receipts before it had no such
    field.
    """

    format: Literal["FLR1"] = "FLR1"
    hub: Id
    epoch: Count
    device: Id
    sequence: Annotated[int, Field(ge=1, lt=2**53, strict=True)]
    payload_sha256: Hex
    bundle: OptionalHex
    refused: Refusal | None = None
    items: Count
    quarantined: Annotated[tuple[Quarantined, ...], Field(max_length=5000)] = ()
    head: Count
    audit: Annotated[tuple[HeadNote, ...], Field(max_length=2)] = ()

    @model_serializer(mode="wrap")
    def _without_nothing(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = write(self)
        if not self.audit:
            del written["audit"]
        return written

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        # A receipt that neither names a bundle nor refuses one could be read as either.
        if (self.bundle == "") != (self.refused is not None):
            raise ValueError("a receipt names a bundle or refuses it")
        if self.refused is not None and (self.items or self.quarantined):
            raise ValueError("nothing of a refused bundle is held")
        return self


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
        # Capitals or spaces would decode to the same signature: two files for one.
        case {"body": dict(body), "signature": str(signature), **rest} if (
            not rest and _SIGNATURE.fullmatch(signature)
        ):
            pass
        case _:
            raise ReceiptRefusedError(reason="form")
    try:
        verify(hub_key, PURPOSE, canonical_json(body), signature)
        receipt = Receipt.model_validate(body)
    except SignatureRefusedError as error:
        raise ReceiptRefusedError(reason="signature") from error
    except ValidationError as error:
        raise ReceiptRefusedError(reason="fields") from error
    if receipt.model_dump(mode="json") != body:
        raise ReceiptRefusedError(reason="not-canonical")
    return receipt


def put_aside_by(content: bytes) -> frozenset[str]:
    """Ids of the items that a receipt, checked when it was taken in, says the hub put aside."""
    body = parse_canonical_json(content)
    receipt = Receipt.model_validate(body["body"] if isinstance(body, dict) else body)
    return frozenset(entry.item for entry in receipt.quarantined)
