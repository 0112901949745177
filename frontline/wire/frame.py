"""The outer frame of a bundle: what the internet-facing part of a hub may read.

    FLB1
    canonical JSON {"device", "payload_sha256", "payload_size", "sequence", "signature"}
    payload: an age file

Nothing about people, no names, no place. The signature is the device's, over the other fields, so
a hub can refuse a stranger after the first 2 KiB, before it has taken in a payload.
"""

from __future__ import annotations

import re
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
# With this many bytes of a file the header is complete, or the file is refused.
HEAD_BYTES = len(MAGIC) + MAX_HEADER + 1
# Ids of posts and hubs become file names on sticks of any kind, and parts of addresses: so no
# dots, no slashes, and no letters that differ by case only.
ID_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,63}$"
_ID = re.compile(ID_PATTERN)
_SHA256 = re.compile(r"^[0-9a-f]{64}$")
# Capitals or spaces would decode to the same signature: two files for one.
_SIGNATURE = re.compile(r"^[0-9a-f]{128}$")
_FIELDS = {"device", "payload_sha256", "payload_size", "sequence", "signature"}


@dataclass(frozen=True, slots=True)
class Header:
    """What the device says, and signs, about the payload that follows."""

    device: str
    sequence: int
    payload_sha256: str
    payload_size: int
    signature: str = field(repr=False, default="")

    def signed(self) -> bytes:
        """The bytes the signature is over."""
        return canonical_json(
            {
                "device": self.device,
                "payload_sha256": self.payload_sha256,
                "payload_size": self.payload_size,
                "sequence": self.sequence,
            }
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """A header whose hash and size fit the payload."""

    header: Header
    payload: bytes = field(repr=False)

    @property
    def device(self) -> str:
        return self.header.device

    @property
    def sequence(self) -> int:
        return self.header.sequence


def write_frame(device: str, sequence: int, payload: bytes, key: SigningKey) -> bytes:
    unsigned = Header(device, sequence, sha256(payload).hexdigest(), len(payload))
    signature = key.sign(PURPOSE, unsigned.signed())
    fields = {
        "device": device,
        "payload_sha256": unsigned.payload_sha256,
        "payload_size": unsigned.payload_size,
        "sequence": sequence,
        "signature": signature,
    }
    return MAGIC + canonical_json(fields) + b"\n" + payload


def read_header(beginning: bytes) -> Header:
    """The header from a file's first HEAD_BYTES, or from all of a shorter one.

    Raises BundleRefusedError.
    """
    header, _ = _split(beginning)
    return _header(header)


def read_frame(content: bytes) -> Frame:
    """Check form and hash. Raises BundleRefusedError; the signature is check_header's part."""
    if len(content) > MAX_FILE:
        raise BundleRefusedError(reason=Refusal.TOO_LARGE)
    line, payload = _split(content)
    header = _header(line)
    if header.payload_size != len(payload):
        raise BundleRefusedError(reason=Refusal.HEADER)
    if header.payload_sha256 != sha256(payload).hexdigest():
        raise BundleRefusedError(reason=Refusal.PAYLOAD_HASH)
    return Frame(header, payload)


def check_header(header: Header, verify_key: str) -> None:
    """Raises BundleRefusedError unless the device that is named signed the header."""
    try:
        verify(verify_key, PURPOSE, header.signed(), header.signature)
    except SignatureRefusedError as error:
        raise BundleRefusedError(reason=Refusal.DEVICE_SIGNATURE) from error


def check_frame(frame: Frame, verify_key: str) -> None:
    """check_header for a whole frame."""
    check_header(frame.header, verify_key)


def _split(content: bytes) -> tuple[bytes, bytes]:
    if not content.startswith(MAGIC):
        raise BundleRefusedError(reason=Refusal.FRAME)
    end = content.find(b"\n", len(MAGIC), HEAD_BYTES)
    if end < 0:
        raise BundleRefusedError(reason=Refusal.FRAME)
    return content[len(MAGIC) : end], content[end + 1 :]


def _header(line: bytes) -> Header:
    try:
        raw = parse_canonical_json(line, 2)
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
        }:
            header = Header(device, sequence, digest, size, signature)
        case _:
            raise BundleRefusedError(reason=Refusal.HEADER)
    if not _is_sound(header):
        raise BundleRefusedError(reason=Refusal.HEADER)
    return header


def _is_sound(header: Header) -> bool:
    return (
        _ID.fullmatch(header.device) is not None
        and _SHA256.fullmatch(header.payload_sha256) is not None
        and _SIGNATURE.fullmatch(header.signature) is not None
        and not isinstance(header.sequence, bool)
        and not isinstance(header.payload_size, bool)
        and 1 <= header.sequence < 2**53
        and 0 <= header.payload_size <= MAX_FILE
    )
