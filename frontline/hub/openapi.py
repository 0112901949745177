"""The words of the OpenAPI document: docs/formats/hub-openapi.json is what comes of them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query

from frontline.wire.exchange import CodeAnswer
from frontline.wire.frame import ID_PATTERN

_BINARY = {"type": "string", "format": "binary"}

After = Annotated[int, Query(ge=0, lt=2**53, description="Only what is held above this number.")]
# Not held to its pattern here: whatever else it is, it is a device that nobody enrolled.
DeviceId = Annotated[str, Path(description=f"The post's name, {ID_PATTERN}.")]
Number = Annotated[int, Path(description="An update's number.", ge=0, lt=2**53)]
Sequence = Annotated[int, Path(description="Counts the device's bundles from 1.")]


def _codes(**words: str) -> dict[int | str, dict[str, Any]]:
    told: dict[int | str, dict[str, Any]] = {
        status.removeprefix("s"): {"model": CodeAnswer, "description": text}
        for status, text in words.items()
    }
    # In place of the library's own word for a call it cannot read, which is never given here.
    told["default"] = {"model": CodeAnswer, "description": "Anything else, by its code."}
    return told


DESCRIPTION: dict[str, Any] = {
    "title": "Frontline hub",
    "version": "1",
    "description": "Takes sealed bundles from posts and gives out signed receipts. Bundles and"
    " receipts are signed themselves; docs/formats/bundle.md and docs/formats/receipt.md say how.",
}
UPLOAD: dict[str, Any] = {
    "summary": "Hand over a bundle",
    "description": "Harmless when repeated. Refused as early as the first 2 KiB allow.",
    "openapi_extra": {
        "requestBody": {
            "required": True,
            "description": "A bundle, FLB1, of at most 64 MiB.",
            "content": {"application/octet-stream": {"schema": _BINARY}},
        }
    },
    "responses": _codes(
        s200="`known`: the same bytes are held already.",
        s201="`received`: durable from now on. It counts as sent with its receipt alone.",
        s400="Damaged on the way, or no bundle; the code says what.",
        s403="`unknown-device`, `device-signature` or `device-revoked`.",
        s408="`too-slow`: send once more.",
        s409="`fork`: other bytes are held for this number.",
        s413="`too-large`.",
        s429="`too-many`: come again after Retry-After.",
        s503="The hub's disk or database takes nothing now: come again after Retry-After.",
    ),
}
LETTERS: dict[str, Any] = {
    "summary": "What services answered to referrals of a device",
    "responses": _codes(
        s400="`request`: a number that is none.",
        s403="`unknown-device` or `device-revoked`.",
        s429="`too-many`: come again after Retry-After.",
        s503="The hub's database does not answer now: come again after Retry-After.",
    ),
}
_OF_A_DEVICE = _codes(
    s400="`request`: a number that is none.",
    s403="`unknown-device` or `device-revoked`.",
    s429="`too-many`: come again after Retry-After.",
    s503="The hub's database does not answer now: come again after Retry-After.",
)
UPDATES: dict[str, Any] = {
    "summary": "Updates above a number that later ones have not overtaken",
    "responses": _OF_A_DEVICE,
}
UPDATE: dict[str, Any] = {
    "summary": "One update's file",
    "responses": {
        **_OF_A_DEVICE,
        200: {
            "description": "An update, as docs/formats/update.md says.",
            "content": {"application/octet-stream": {"schema": _BINARY}},
        },
        "404": {"model": CodeAnswer, "description": "`request`: there is no such update."},
    },
}
RECEIPTS: dict[str, Any] = {
    "summary": "What is held of a device, and its receipts",
    "responses": _codes(
        s400="`request`: a number that is none.",
        s403="`unknown-device`.",
        s429="`too-many`: come again after Retry-After.",
        s503="The hub's database does not answer now: come again after Retry-After.",
    ),
}
