"""Words that no text of a pack may use, in any language (S-023, S-033, S-040).

The lists hold what stigmatises, what decides about entry, and what would declare that somebody
is no victim. They are fragments of words, compared without case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_BANNED: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"\bnot a victim\b", r"\bno victim\b", r"\billegals?\b", r"\billegal (im)?migrants?\b",
        r"\bprostitutes?\b", r"\bdeport", r"\brefuse(d)? entry\b", r"\bdeny entry\b",
        r"\binadmissible\b", r"\bsmuggling only\b", r"\bchild prostitut",
    ),
    "es": (
        r"\bno es (una )?víctima\b", r"\binmigrantes? ilegal", r"\bilegales\b", r"\bprostitutas?\b",
        r"\bdeporta", r"\binadmitid", r"\bnegar la entrada\b", r"\bprostitución infantil\b",
    ),
    "pt": (
        r"\bnão é (uma )?vítima\b", r"\bimigrantes? ilega", r"\bilegais\b", r"\bprostitutas?\b",
        r"\bdeporta", r"\binadmitid", r"\bnegar a entrada\b", r"\bprostituição infantil\b",
    ),
    "fr": (
        r"\bn['’]est pas (une )?victime\b", r"\bclandestins?\b", r"\bprostituées?\b",
        r"\bexpuls", r"\brefus(er)? d['’]entrée\b", r"\bprostitution (des )?enfant",
    ),
}  # fmt: skip

_PATTERNS = {
    language: tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
    for language, patterns in _BANNED.items()
}


def banned_words(text: str, language: str) -> Iterator[str]:
    """The banned wordings found in `text`."""
    for pattern in _PATTERNS.get(language, ()):
        found = pattern.search(text)
        if found is not None:
            yield found.group(0)
