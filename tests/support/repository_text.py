"""Words that no file of the repository may hold: places of somebody's machine, addresses of package
registries, and how the text came about. The repository speaks of Frontline alone.

All is spelled in halves, so that this file does not hold what it looks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

# What a text must hold anyhow, which is quickly looked for, and what is looked for then; both in
# small letters, whatever the text has.
_ANY_CASE = (
    # Places of a machine.
    ("/wor", r"(?<![\w.])/wor[k]/"),
    ("/roo", r"(?<![\w.])/roo[t]/"),
    ("/hom", r"(?<![\w.])/hom[e]/[a-z]+/"),
    ("user", r"[/\\]user[s][/\\][a-z]"),
    ("shar", r"\bshare[d]/\w+\.md"),
    # Package registries.
    ("pyp", r"pyp[i]\.org"),
    ("pythonhost", r"pythonhoste[d]\.org"),
    ("registry.", r"registry\.npmj[s]"),
    ("index-ur", r"index-ur[l]\s*[= ]\s*http"),
    ("trusted-ho", r"trusted-hos[t]\s*[= ]\s*\w+\."),
    # How a text came about.
    ("artificial", r"\bartificial intelligenc[e]\b"),
    ("language mo", r"\blanguage mode[l]s?\b"),
    ("chat", r"\bchatbo[t]s?\b"),
    ("co-auth", r"\bco-authored-b[y]\b"),
    ("written by", r"\bwritten by an? (mode[l]|assistan[t]|agen[t]|helpe[r])\b"),
    (" prom", r"\b(user|system) promp[t]\b"),
    ("agen", r"\b(sub-?|coding )agen[t]s?\b"),
    ("issu", r"\bissu[e] #?[0-9]"),
)
_AS_WRITTEN = (
    # Among other codes of two letters it is a country.
    ("A" + "I", r"(?<![A-Z]{2} )\bA[I]\b(?! [A-Z]{2}\b)"),
    ("LL" + "M", r"\bLL[M]s?\b"),
)
_NO_TEXT = frozenset({".db", ".flb", ".png", ".ttf"})


def strange_words(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """Each place that holds one of them, as `file:line: what was found`."""
    for path in files:
        if path.suffix not in _NO_TEXT:
            text = path.read_text("utf-8", errors="replace")
            for start, found in (*_found(text.lower(), _ANY_CASE), *_found(text, _AS_WRITTEN)):
                line = text.count("\n", 0, start) + 1
                yield f"{path.relative_to(root).as_posix()}:{line}: {found}"


def _found(text: str, wanted: Iterable[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    for sign, pattern in wanted:
        if sign in text:
            yield from ((found.start(), found[0]) for found in re.finditer(pattern, text))
