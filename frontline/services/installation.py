"""Where this installation keeps its packs and catalogues, and whose packs it trusts."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

from frontline.crypto.development_public import DEVELOPMENT_PUBLIC
from frontline.errors import BadInputError

TRUST_FILE = "trust.json"
DOCUMENT_SUFFIX = ".fldoc"


class Installation(NamedTuple):
    """`resources` holds icons and fonts, `documents` built packs, `locale` compiled catalogues."""

    resources: Path
    documents: Path
    locale: Path
    trusted_keys: frozenset[str]
    is_source_checkout: bool

    def document_files(self) -> tuple[Path, ...]:
        return tuple(sorted(self.documents.glob(f"*{DOCUMENT_SUFFIX}")))


def find_installation() -> Installation:
    """The installation this program runs from.

    Only a source checkout trusts the development key. A frozen or installed app trusts what its
    trust file names, and nothing if there is none.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return installed_at(Path(bundle) / "frontline-data")
    package = Path(__file__).resolve().parents[1]
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "screening_rules").is_dir():
        return Installation(
            resources=checkout / "resources",
            documents=checkout / "build" / "documents",
            locale=checkout / "build" / "locale",
            trusted_keys=frozenset({DEVELOPMENT_PUBLIC}),
            is_source_checkout=True,
        )
    return installed_at(package / "data")


def installed_at(data: Path) -> Installation:
    """An installed app whose data folder is `data`. Raises BadInputError for a bad trust file."""
    return Installation(
        resources=data / "resources",
        documents=data / "documents",
        locale=data / "locale",
        trusted_keys=_trusted_keys(data / "resources" / TRUST_FILE),
        is_source_checkout=False,
    )


def _trusted_keys(trust_file: Path) -> frozenset[str]:
    if not trust_file.is_file():
        return frozenset()
    try:
        found = json.loads(trust_file.read_text("utf-8"))
    except ValueError as error:
        raise BadInputError(file=TRUST_FILE) from error
    match found:
        case {"document_keys": list(keys)}:
            # The development key is public: naming it in a trust file would let anyone sign.
            return frozenset(map(str, keys)) - {DEVELOPMENT_PUBLIC}
        case _:
            raise BadInputError(file=TRUST_FILE)
