"""A signed document: the one container for packs, directories and glossaries.

    line 1   frontline-document/1
    line 2   canonical JSON {"key": verification key, "kind", "signature"}
    rest     canonical JSON {"kind", "name", "version", "body"}

The signature covers the rest, under the purpose label of the kind, so that a validly signed
glossary cannot be passed off as a pack. The rest is parsed only after the signature held.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from frontline.crypto.canonical import Json, canonical_json, parse_canonical_json
from frontline.crypto.signing import SigningKey, verify
from frontline.errors import DocumentRefusedError, UnknownSignerError
from frontline.errors_of_updates import UnsignedDocumentError

MAGIC = b"frontline-document/1\n"
MAX_BYTES = 32 * 1024 * 1024
BODY_DEPTH = 24
MAX_FRAME = 1024


@dataclass(frozen=True, slots=True)
class SignedDocument:
    kind: str
    name: str
    version: int
    body: dict[str, Json] = field(repr=False)
    signed_by: str = ""


def write_document(document: SignedDocument, key: SigningKey) -> bytes:
    """The document's file, signed with `key`."""
    payload = canonical_json(
        {
            "kind": document.kind,
            "name": document.name,
            "version": document.version,
            "body": document.body,
        }
    )
    signature = key.sign(_purpose(document.kind), payload)
    frame = canonical_json({"key": key.public, "kind": document.kind, "signature": signature})
    return MAGIC + frame + b"\n" + payload


@dataclass(frozen=True, slots=True)
class VerifiedDocument:
    """`payload` is what was signed, by a trusted key and for `kind`; it is not parsed yet."""

    kind: str
    payload: bytes = field(repr=False)
    signed_by: str


def verify_document(content: bytes, trusted_keys: Collection[str]) -> VerifiedDocument:
    """Check the signature.

    Raises UnsignedDocumentError, UnknownSignerError, SignatureRefusedError or
    DocumentRefusedError.
    """
    line, payload = _split(content)
    frame = _frame(line)
    if not frame["signature"]:
        raise UnsignedDocumentError
    if frame["key"] not in trusted_keys:
        raise UnknownSignerError(key=frame["key"][:16])
    verify(frame["key"], _purpose(frame["kind"]), payload, frame["signature"])
    return VerifiedDocument(frame["kind"], payload, frame["key"])


def claimed_signer(content: bytes) -> str:
    """The key that a document says it is signed with. Nothing is verified. Raises
    UnsignedDocumentError or DocumentRefusedError."""
    return _frame(_split(content)[0])["key"]


def _split(content: bytes) -> tuple[bytes, bytes]:
    """The line that names the signature, and what is signed."""
    if content[:1] == b"{" and len(content) <= MAX_BYTES:
        # The source of a document, as it is before somebody signs it.
        raise UnsignedDocumentError
    if len(content) > MAX_BYTES or not content.startswith(MAGIC):
        raise DocumentRefusedError(reason="format")
    line, newline, payload = content[len(MAGIC) :].partition(b"\n")
    if not newline or len(line) > MAX_FRAME:
        raise DocumentRefusedError(reason="frame")
    return line, payload


def read_document(content: bytes, trusted_keys: Collection[str]) -> SignedDocument:
    """Check the signature first, then the form.

    Raises UnknownSignerError, SignatureRefusedError or DocumentRefusedError.
    """
    verified = verify_document(content, trusted_keys)
    document = _document(_parsed(verified.payload, BODY_DEPTH), verified.signed_by)
    if document.kind != verified.kind:
        raise DocumentRefusedError(reason="kind")
    return document


def _frame(line: bytes) -> dict[str, str]:
    frame = _parsed(line, 2)
    texts = {name: value for name, value in frame.items() if isinstance(value, str)}
    if set(texts) != {"key", "kind", "signature"} or len(frame) != len(texts):
        raise DocumentRefusedError(reason="frame")
    return texts


def _purpose(kind: str) -> str:
    return f"document/{kind}"


def _document(fields: dict[str, Json], key: str) -> SignedDocument:
    kind, name, version = fields.get("kind"), fields.get("name"), fields.get("version")
    body = fields.get("body")
    if set(fields) != {"kind", "name", "version", "body"}:
        raise DocumentRefusedError(reason="fields")
    if not isinstance(kind, str) or not isinstance(name, str) or not isinstance(body, dict):
        raise DocumentRefusedError(reason="fields")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DocumentRefusedError(reason="version")
    return SignedDocument(kind, name, version, body, key)


def _parsed(content: bytes, depth: int) -> dict[str, Json]:
    try:
        value = parse_canonical_json(content, depth)
    except ValueError as error:
        raise DocumentRefusedError(reason="not-canonical") from error
    if not isinstance(value, dict):
        raise DocumentRefusedError(reason="not-canonical")
    return value
