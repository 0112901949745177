"""Installations in a folder of their own, that a test can damage."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

from frontline.crypto.canonical import Json
from frontline.crypto.development import development_key
from frontline.crypto.signed_document import read_document, write_document
from frontline.services.installation import DOCUMENT_SUFFIX, Installation, find_installation


def copied_installation(folder: Path) -> Installation:
    """What this checkout has built, copied into `folder`."""
    shipped = find_installation()
    for name in ("documents", "locale", "resources"):
        shutil.copytree(getattr(shipped, name), folder / name)
    return shipped._replace(
        documents=folder / "documents",
        locale=folder / "locale",
        resources=folder / "resources",
    )


def document(installation: Installation, kind: str) -> Path:
    """The shipped document of this kind, "core" or "glossary"; of several the first by name."""
    return documents(installation, kind)[0]


def documents(installation: Installation, kind: str) -> list[Path]:
    return sorted(installation.documents.glob(f"{kind}*{DOCUMENT_SUFFIX}"))


def rewrite(
    installation: Installation, kind: str, change: Callable[[dict[str, Json]], None]
) -> None:
    """Change the body of a document, and sign it anew with a key that is trusted."""
    path = document(installation, kind)
    found = read_document(path.read_bytes(), installation.trusted_keys)
    body = deepcopy(found.body)
    change(body)
    path.write_bytes(write_document(replace(found, body=body), development_key()))


def flip_byte(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
