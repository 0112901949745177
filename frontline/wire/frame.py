"""The outer frame of a bundle: what the internet-facing part of a hub may read.

    FLB1
    canonical JSON {"device", "payload_sha256", "payload_size", "sequence", "signature"}
    payload: an age file

Nothing about people, no names, no place. The signature is the device's, over the other fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from frontline.crypto.canonical import canonical_json, parse_canonical_json
from frontline.crypto.signing import SigningKey, verify
from frontline.errors import BundleRefusedError, SignatureRefusedError
from frontline.wire.refusals import Refusal

MAGIC = b"FLB1\n"
PURPOSE = "bundle/frame"
MAX_FILE = 64 * 1024 * 1024
MAX_HEADER = 2048
_FIELDS = {"device", "payload_sha256", "payload_size", "sequence", "signature"}


@dataclass(frozen=True, slots=True)
class Frame:
    device: str
    sequence: int
    payload: bytes = field(repr=False)
    payload_sha256: str
    signature: str = field(repr=False)


def write_frame(device: str, sequence: int, payload: bytes, key: SigningKey) -> bytes:
    fields = _fields(device, sequence, payload)
    header = canonical_json({**fields, "signature": key.sign(PURPOSE, canonical_json(fields))})
    return MAGIC + header + b"\n" + payload


def read_frame(content: bytes) -> Frame:
    """Check form and hash. Raises BundleRefusedError; the signature is check_frame's part."""
    if len(content) > MAX_FILE:
        raise BundleRefusedError(reason=Refusal.TOO_LARGE)
    if not content.startswith(MAGIC):
        raise BundleRefusedError(reason=Refusal.FRAME)
    header, newline, payload = content[len(MAGIC) :].partition(b"\n")
    if not newline or len(header) > MAX_HEADER:
        raise BundleRefusedError(reason=Refusal.FRAME)
    frame = _frame(header, payload)
    if frame.payload_sha256 != sha256(payload).hexdigest():
        raise BundleRefusedError(reason=Refusal.PAYLOAD_HASH)
    return frame


def check_frame(frame: Frame, verify_key: str) -> None:
    """Raises BundleRefusedError unless the device that is named signed the frame."""
    fields = _fields(frame.device, frame.sequence, frame.payload)
    try:
        verify(verify_key, PURPOSE, canonical_json(fields), frame.signature)
    except SignatureRefusedError as error:
        raise BundleRefusedError(reason=Refusal.DEVICE_SIGNATURE) from error


def _fields(device: str, sequence: int, payload: bytes) -> dict[str, str | int]:
    return {
        "device": device,
        "payload_sha256": sha256(payload).hexdigest(),
        "payload_size": len(payload),
        "sequence": sequence,
    }


def _frame(header: bytes, payload: bytes) -> Frame:
    try:
        raw = parse_canonical_json(header, 2)
    except ValueError as error:
        raise BundleRefusedError(reason=Refusal.HEADER) from error
    if not isinstance(raw, dict) or set(raw) != _FIELDS:
        raise BundleRefusedError(reason=Refusal.HEADER)
    match raw:
        case {
            "device": str(device),
            "payload_sha256": str(digest),
            "payload_size": int(size),
            "sequence": int(sequence),
            "signature": str(signature),
        } if size == len(payload) and _is_sequence(sequence):
            return Frame(device, sequence, payload, digest, signature)
        case _:
            raise BundleRefusedError(reason=Refusal.HEADER)


def _is_sequence(value: int) -> bool:
    return not isinstance(value, bool) and 1 <= value < 2**53
