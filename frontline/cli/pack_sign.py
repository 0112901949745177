"""frontline pack sign: an authority's key under a document that others made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from frontline.cli.pack_files import signing_key
from frontline.cli.printing import print_json, refusals
from frontline.crypto.signed_document import (
    MAGIC,
    MAX_BYTES,
    SignedDocument,
    claimed_signer,
    read_document,
    write_document,
)
from frontline.errors import DocumentRefusedError
from frontline.services.documents import checked
from frontline.services.installation import DOCUMENT_SUFFIX
from frontline.wire.stick import put_whole, read_at_most, unusable

_FIELDS = {"kind", "name", "version", "body"}


def sign_command(
    file: Annotated[
        Path,
        typer.Argument(
            help="A built pack, or the source of a directory, glossary or oversight body.",
            exists=True,
            dir_okay=False,
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder to write the signed document to.")],
    key: Annotated[
        Path | None, typer.Option("--key", help="Signing key file; else the development key.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable output.")] = False,
) -> None:
    """Check a document and sign it. Who signed it before does not count any more."""
    with refusals():
        signer = signing_key(key)
        content = read_at_most(file, MAX_BYTES)
        signed = write_document(_document(content), signer)
        document = checked(signed, {signer.public})
        name = f"{_stem(document)}-{document.version}{DOCUMENT_SUFFIX}"
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unusable(error) from error
        put_whole(out, name, signed)
        if as_json:
            facts = {"kind": document.kind, "name": document.name, "version": document.version}
            print_json({**facts, "file": name, "bytes": len(signed), "signed_by": signer.public})
        else:
            typer.echo(f"{name} {len(signed)} bytes, signed by {signer.public[:16]}")


def _stem(document: SignedDocument) -> str:
    return document.name if document.kind == "pack" else f"{document.kind}-{document.name}"


def _document(content: bytes) -> SignedDocument:
    """From a signed file, whole and unchanged, or from a source. Raises DocumentRefusedError or
    SignatureRefusedError."""
    if content.startswith(MAGIC):
        return read_document(content, {claimed_signer(content)})
    try:
        source = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DocumentRefusedError(reason="format") from error
    if not isinstance(source, dict) or set(source) != _FIELDS:
        raise DocumentRefusedError(reason="fields")
    kind, name, version, body = (source[field] for field in ("kind", "name", "version", "body"))
    is_formed = isinstance(kind, str) and isinstance(name, str) and isinstance(body, dict)
    if not is_formed or not isinstance(version, int) or isinstance(version, bool):
        raise DocumentRefusedError(reason="fields")
    return SignedDocument(kind, name, version, body)
