"""Bundle format FLB1: what a post sends to its hub, over the network or on a stick.

Inside the age file: a length, zlib data and zero padding to a multiple of 4 KiB; inflated, one
canonical JSON value of `manifest`, `signatures`, `items` and `slots`. The bundle's id is the
digest of the manifest. The 16 slots are always full; dummies hide whether any holds a report
(slots.py).
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
)

from frontline.crypto.canonical import canonical_json, parse_canonical_json
from frontline.crypto.mac import digest
from frontline.crypto.sealing import open_sealed, seal
from frontline.crypto.signing import SigningKey, verify
from frontline.errors import BundleRefusedError, SealedDataError, SignatureRefusedError
from frontline.wire.frame import ID_PATTERN, Frame, write_frame
from frontline.wire.refusals import Refusal
from frontline.wire.slots import SLOT_BYTES, padded_slot, sealed_in_slot

SLOT_COUNT = 16
SLOT_PLAINTEXT = 4096
MAX_INFLATED = 32 * 1024 * 1024
MAX_ITEMS = 5000
PAD_TO = 4096
DEPTH = 12
# 32 MiB of "[],[],…" would become a gigabyte of Python. These are many times what the largest
# bundle has, and keep a hostile one below 256 MiB (tests/unit/wire/test_bombs.py).
MAX_COMMAS = 1_000_000
MAX_BRACKETS = 320_000

Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
OptionalHex = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9_./-]{1,64}$")]
Id = Annotated[str, Field(pattern=ID_PATTERN)]
Count = Annotated[int, Field(ge=0, lt=2**53, strict=True)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ItemEntry(_Part):
    id: Name
    kind: Name
    sha256: Hex
    length: Count


class AuditBreakNote(_Part):
    """The newest break that the post knows of in its record of deeds. `kind` is a BreakKind, or
    one that a newer post knows."""

    number: Annotated[int, Field(ge=1, lt=2**53, strict=True)]
    sequence: Annotated[int, Field(ge=1, lt=2**53, strict=True)]
    kind: Name
    acknowledged: Annotated[bool, Field(strict=True)]


class Manifest(_Part):
    """`previous` is the id of the device's bundle before, empty for its first one. `audit_break` is
    left out where there is none, as bundles before it knew no such field."""

    format: Literal["FLB1"] = "FLB1"
    hub: Id
    hub_epoch: Count
    device: Id
    sequence: Annotated[int, Field(ge=1, lt=2**53, strict=True)]
    previous: OptionalHex
    month: Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
    audit_head: Hex
    audit_count: Count
    slots_sha256: Hex
    items: Annotated[tuple[ItemEntry, ...], Field(max_length=MAX_ITEMS)]
    audit_break: AuditBreakNote | None = None

    @model_serializer(mode="wrap")
    def _without_nothing(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = write(self)
        if self.audit_break is None:
            del written["audit_break"]
        return written

    @property
    def bundle_id(self) -> str:
        return digest("bundle", self.canonical())

    def canonical(self) -> bytes:
        return canonical_json(self.model_dump(mode="json"))


class ManifestSignature(_Part):
    by: Literal["device", "officer", "supervisor"]
    key: Hex
    signature: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]


class BundleItem(_Part):
    """`content` is canonical JSON text of the item's own format."""

    id: Name
    kind: Name
    content: str = Field(repr=False)

    @property
    def entry(self) -> ItemEntry:
        raw = self.content.encode()
        return ItemEntry(id=self.id, kind=self.kind, sha256=digest("item", raw), length=len(raw))


class _Content(_Part):
    manifest: Manifest
    signatures: Annotated[tuple[ManifestSignature, ...], Field(min_length=1, max_length=4)]
    items: Annotated[tuple[BundleItem, ...], Field(max_length=MAX_ITEMS)]
    slots: Annotated[
        tuple[Annotated[str, Field(max_length=2 * SLOT_BYTES)], ...],
        Field(min_length=SLOT_COUNT, max_length=SLOT_COUNT, repr=False),
    ]


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs the manifest, in their own right."""

    by: Literal["device", "officer", "supervisor"]
    key: SigningKey = field(repr=False)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose form, seal and signatures hold; `signed_by` are role and key."""

    manifest: Manifest
    items: tuple[BundleItem, ...]
    slots: tuple[bytes, ...] = field(repr=False)
    signed_by: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        return self.manifest.bundle_id


def slots_digest(slots: Sequence[bytes]) -> str:
    """Over the age files, as they were before they were brought to one size."""
    return digest("slots", b"".join(len(slot).to_bytes(4, "big") + slot for slot in slots))


def write_bundle(
    manifest: Manifest,
    items: Sequence[BundleItem],
    slots: Sequence[bytes],
    signers: Sequence[Signer],
    recipients: Sequence[str],
) -> bytes:
    """The bundle's file. The first signer is the device, which signs the frame too."""
    content = _Content(
        manifest=manifest,
        signatures=tuple(
            ManifestSignature(
                by=signer.by,
                key=signer.key.public,
                signature=signer.key.sign(_purpose(signer.by), manifest.canonical()),
            )
            for signer in signers
        ),
        items=tuple(items),
        slots=tuple(base64.b64encode(padded_slot(slot)).decode() for slot in slots),
    )
    packed = zlib.compress(canonical_json(content.model_dump(mode="json")), 6)
    body = len(packed).to_bytes(4, "big") + packed
    padded = body + bytes(-len(body) % PAD_TO)
    payload = seal(padded, recipients)
    return write_frame(manifest.device, manifest.sequence, payload, signers[0].key)


def open_bundle(frame: Frame, identity: str, hub: str) -> Bundle:
    """Open and check everything but who may sign, which check_signers does.

    Raises BundleRefusedError with a Refusal; every input ends in one or the other.
    """
    bundle = read_bundle(frame, identity)
    if bundle.manifest.hub != hub:
        raise BundleRefusedError(reason=Refusal.WRONG_HUB)
    return bundle


def read_bundle(frame: Frame, identity: str) -> Bundle:
    """open_bundle for whichever hub it was written: to look at, never to import."""
    content = _content(_inflated(_unsealed(frame, identity)))
    manifest = content.manifest
    if (manifest.device, manifest.sequence) != (frame.device, frame.sequence):
        raise BundleRefusedError(reason=Refusal.HEADER_MISMATCH)
    _check_signatures(content)
    entries = tuple(item.entry for item in content.items)
    if entries != manifest.items or len({entry.id for entry in entries}) != len(entries):
        raise BundleRefusedError(reason=Refusal.ITEM_LIST)
    signed_by = tuple((signature.by, signature.key) for signature in content.signatures)
    return Bundle(manifest, content.items, _slots(content), signed_by)


def check_signers(bundle: Bundle, device_key: str, supervisor_keys: frozenset[str]) -> None:
    """Raises BundleRefusedError unless the device signed, and no one poses as a supervisor."""
    if ("device", device_key) not in bundle.signed_by:
        raise BundleRefusedError(reason=Refusal.UNKNOWN_SIGNER)
    for by, key in bundle.signed_by:
        if (by == "device" and key != device_key) or (
            by == "supervisor" and key not in supervisor_keys
        ):
            raise BundleRefusedError(reason=Refusal.UNKNOWN_SIGNER)


def _purpose(by: str) -> str:
    return f"bundle/manifest/{by}"


def _unsealed(frame: Frame, identity: str) -> bytes:
    try:
        return open_sealed(frame.payload, identity)
    except SealedDataError as error:
        raise BundleRefusedError(reason=Refusal.UNOPENABLE) from error


def _inflated(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:4], "big")
    packed, padding = padded[4 : 4 + length], padded[4 + length :]
    if len(padded) % PAD_TO or len(packed) != length or len(padding) >= PAD_TO or any(padding):
        raise BundleRefusedError(reason=Refusal.PADDING)
    inflater = zlib.decompressobj()
    try:
        found = inflater.decompress(packed, MAX_INFLATED)
    except zlib.error as error:
        raise BundleRefusedError(reason=Refusal.PADDING) from error
    if inflater.unconsumed_tail:
        raise BundleRefusedError(reason=Refusal.INFLATED_TOO_LARGE)
    if not inflater.eof or inflater.unused_data:
        raise BundleRefusedError(reason=Refusal.PADDING)
    return found


def _content(inflated: bytes) -> _Content:
    brackets = inflated.count(b"[") + inflated.count(b"{")
    if inflated.count(b",") > MAX_COMMAS or brackets > MAX_BRACKETS:
        raise BundleRefusedError(reason=Refusal.CONTENT)
    try:
        raw = parse_canonical_json(inflated, DEPTH)
    except ValueError as error:
        raise BundleRefusedError(reason=Refusal.NOT_CANONICAL) from error
    try:
        content = _Content.model_validate(raw)
    except ValidationError as error:
        raise BundleRefusedError(reason=Refusal.CONTENT) from error
    # Defaults must not let two spellings stand for one manifest.
    if canonical_json(content.model_dump(mode="json")) != inflated:
        raise BundleRefusedError(reason=Refusal.NOT_CANONICAL)
    return content


def _check_signatures(content: _Content) -> None:
    if len({signature.by for signature in content.signatures}) != len(content.signatures):
        raise BundleRefusedError(reason=Refusal.MANIFEST_SIGNATURE)
    manifest = content.manifest.canonical()
    for entry in content.signatures:
        try:
            verify(entry.key, _purpose(entry.by), manifest, entry.signature)
        except SignatureRefusedError as error:
            raise BundleRefusedError(reason=Refusal.MANIFEST_SIGNATURE) from error


def _slots(content: _Content) -> tuple[bytes, ...]:
    try:
        slots = tuple(_slot(text) for text in content.slots)
    except ValueError as error:
        raise BundleRefusedError(reason=Refusal.SLOTS) from error
    if slots_digest(slots) != content.manifest.slots_sha256:
        raise BundleRefusedError(reason=Refusal.SLOTS)
    return slots


def _slot(text: str) -> bytes:
    # Several spellings of base64 decode to the same bytes; only one is taken.
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text:
        raise ValueError("base64")
    return sealed_in_slot(raw)
