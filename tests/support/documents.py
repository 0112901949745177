"""Reads the pages of documentation: their links, headings, and what they show as code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+?)\s*$", re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```\n?", re.MULTILINE | re.DOTALL)
_ELSEWHERE = re.compile(r"^[a-z]+:")


def pages(root: Path) -> list[Path]:
    return sorted([*root.glob("*.md"), *(root / "docs").rglob("*.md")])


def broken_links(root: Path) -> Iterator[str]:
    """Relative links of all pages that lead to no file, or to no heading of it."""
    for page in pages(root):
        for target in _LINK.findall(_FENCED.sub("", page.read_text("utf-8"))):
            if not _ELSEWHERE.match(target) and not _leads_somewhere(page, target):
                yield f"{page.relative_to(root).as_posix()}: {target}"


def _leads_somewhere(page: Path, target: str) -> bool:
    name, _, heading = target.partition("#")
    path = page.parent / name if name else page
    if not path.exists():
        return False
    return not heading or heading in anchors(path)


def anchors(page: Path) -> set[str]:
    """What a link may name in this page, spelled as the usual viewers do."""
    return {anchor(text) for text in headings(page)}


def headings(page: Path) -> list[str]:
    return _HEADING.findall(_FENCED.sub("", page.read_text("utf-8")))


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def section(page: Path, heading: str) -> str:
    """What stands under a heading, up to the next one of its level or above."""
    text = page.read_text("utf-8")
    found = re.search(rf"^(#+) {re.escape(heading)}\s*$", text, re.MULTILINE)
    if found is None:
        raise LookupError(heading)
    rest = text[found.end() :]
    following = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: following.start()] if following else rest


def blocks(page: Path, language: str) -> list[str]:
    """The contents of the fenced blocks of that language."""
    fenced = re.compile(rf"^```{language}\n(.*?)^```", re.MULTILINE | re.DOTALL)
    return fenced.findall(page.read_text("utf-8"))


_PAGE = re.compile(r"(?<![\w./-])((?:[\w-]+/)*[\w-]+\.md)\b")


def pages_that_are_not_there(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """Pages that comments of the code point to, by their place in the repository."""
    for path in files:
        for name in _PAGE.findall(path.read_text("utf-8")):
            if not (root / name).is_file():
                yield f"{path.relative_to(root).as_posix()}: {name}"
