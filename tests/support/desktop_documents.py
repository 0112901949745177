"""Signed documents for sticks: newer versions of the shipped ones, and ones to be refused."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

from frontline.crypto.canonical import Json
from frontline.crypto.development import development_key
from frontline.crypto.signed_document import SignedDocument, read_document, write_document
from frontline.crypto.signing import SigningKey
from frontline.rules.built import PACK_KIND
from frontline.services.installation import DOCUMENT_SUFFIX, find_installation

STRANGER = SigningKey.from_seed(bytes(range(32)))
NEW_TERM = "planted term of the second glossary"
Body = dict[str, Json]


def _same(_body: Body) -> None: ...


def _second_pack(body: Any) -> None:
    body["pack"]["header"]["version"] += 1


def _second_glossary(body: Body) -> None:
    terms = body["terms"]
    assert isinstance(terms, list)
    words: Json = {"en": NEW_TERM}
    terms.append({"id": "planted", "term": words, "meaning": words, "source": {"en": "Frontline."}})


_CHANGES: dict[str, Callable[[Body], None]] = {"pack": _second_pack, "glossary": _second_glossary}


def shipped() -> tuple[SignedDocument, ...]:
    """The pack of the post's country first, then directory and glossary, as this checkout has
    them built."""
    return (pack("tango"), *(each for each in _all_shipped() if each.kind != PACK_KIND))


def pack(name: str) -> SignedDocument:
    """The shipped pack of that name."""
    (found,) = [each for each in _all_shipped() if (each.kind, each.name) == (PACK_KIND, name)]
    return found


def _all_shipped() -> list[SignedDocument]:
    installation = find_installation()
    return [
        read_document(path.read_bytes(), installation.trusted_keys)
        for path in installation.document_files()
    ]


def second_version(document: SignedDocument, key: SigningKey | None = None) -> bytes:
    body = deepcopy(document.body)
    _CHANGES.get(document.kind, _same)(body)
    return write_document(
        replace(document, version=document.version + 1, body=body), key or development_key()
    )


def tampered(content: bytes) -> bytes:
    """One letter of what was signed is another one."""
    at = content.rindex(b'"version":')
    return content[: at - 40] + bytes([content[at - 40] ^ 1]) + content[at - 39 :]


def unsigned(content: bytes) -> bytes:
    """What was signed, without the frame that says by whom."""
    return content.split(b"\n", 2)[2]


def put_on_stick(stick: Path, *contents: bytes) -> None:
    """These files and no others."""
    stick.mkdir(exist_ok=True)
    for path in stick.iterdir():
        path.unlink()
    for number, content in enumerate(contents):
        (stick / f"{number}{DOCUMENT_SUFFIX}").write_bytes(content)
