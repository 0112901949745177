"""What can be broken in an installation, and the checks of the self-test that have to fail then."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from frontline.services.installation import Installation
from tests.support.installations import document, documents, flip_byte, rewrite

Damage = Callable[[Installation], object]


def _lose_a_golden_case(body: Any) -> None:
    body["pack"]["cases"][0]["expect"]["band"] = "none_observed"
    body["pack"]["cases"][0]["answers"] = {"age_group": "adult"}


def _lose_all_cases(body: Any) -> None:
    body["pack"]["cases"] = []


def _lose_a_translation(body: Any) -> None:
    body["strings"]["fr"]["texts"].popitem()


def _empty_directory(body: Any) -> None:
    body["entries"] = []


def _lose_all_directories(installation: Installation) -> None:
    for each in documents(installation, "directory"):
        each.unlink()


def _font(installation: Installation) -> Path:
    return installation.resources / "fonts" / "NotoSans-Bold.ttf"


def _catalogue(installation: Installation, language: str) -> Path:
    return installation.locale / language / "LC_MESSAGES" / "ui.mo"


DAMAGES: dict[str, tuple[Damage, set[str]]] = {
    "a pack with a changed letter": (
        lambda i: flip_byte(document(i, "core"), -40),
        {"documents.signed", "pack.golden-cases", "pack.languages", "directory", "glossary"},
    ),
    "a document of another signer": (
        lambda i: flip_byte(document(i, "glossary"), 60),
        {"documents.signed", "documents.tampered", "directory", "glossary"},
    ),
    "no pack of those that others extend": (
        lambda i: document(i, "core").unlink(),
        {"pack.golden-cases"},
    ),
    "no glossary": (
        lambda i: document(i, "glossary").unlink(),
        {"documents.signed", "glossary"},
    ),
    "no directory": (
        _lose_all_directories,
        {"documents.signed", "directory"},
    ),
    "an empty directory": (lambda i: rewrite(i, "directory", _empty_directory), {"directory"}),
    "rules that find something else": (
        lambda i: rewrite(i, "core", _lose_a_golden_case),
        {"pack.golden-cases"},
    ),
    "a pack without its cases": (
        lambda i: rewrite(i, "core", _lose_all_cases),
        {"pack.golden-cases"},
    ),
    "a pack with a text too few": (
        lambda i: rewrite(i, "core", _lose_a_translation),
        {"pack.languages"},
    ),
    "a missing catalogue": (
        lambda i: _catalogue(i, "es").unlink(),
        {"texts.es", "texts.pt", "texts.fr"},
    ),
    "a cut catalogue": (
        lambda i: _catalogue(i, "pt").write_bytes(_catalogue(i, "pt").read_bytes()[:2000]),
        {"texts.pt"},
    ),
    "a catalogue of another language": (
        lambda i: shutil.copy(_catalogue(i, "es"), _catalogue(i, "fr")),
        {"texts.fr"},
    ),
    "a damaged font": (lambda i: flip_byte(_font(i), 100_000), {"fonts"}),
    "no fonts": (lambda i: shutil.rmtree(i.resources / "fonts"), {"fonts"}),
    "a cut icon": (
        lambda i: (i.resources / "icons" / "lock.svg").write_text("<svg", "utf-8"),
        {"icons"},
    ),
    "no icons": (lambda i: shutil.rmtree(i.resources / "icons"), {"icons"}),
    "no licence of Qt": (
        lambda i: (i.resources / "licenses" / "LGPL-3.0.txt").unlink(),
        {"licences"},
    ),
    "no licence of the fonts": (
        lambda i: (i.resources / "licenses" / "OFL-1.1.txt").unlink(),
        {"licences"},
    ),
}
