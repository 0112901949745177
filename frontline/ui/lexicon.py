"""The installed glossaries, looked up: by typing, by id, and by the words of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from frontline.services.search import folded
from frontline.wire.glossary import Glossary, Term


class Span(NamedTuple):
    """The part of a text that names a term."""

    start: int
    end: int
    term: str


class Lexicon:
    """Where two glossaries have the same term, that of the later one holds."""

    def __init__(self, glossaries: Sequence[Glossary]) -> None:
        self.terms = {term.id: term for glossary in glossaries for term in glossary.terms}
        self._marks: dict[str, tuple[re.Pattern[str] | None, dict[str, str]]] = {}

    def sorted_for(self, language: str) -> tuple[Term, ...]:
        """In the order of that language's alphabet, without regard to accents."""
        return tuple(sorted(self.terms.values(), key=lambda term: folded(named(term, language))))

    def find(self, text: str, language: str) -> tuple[Term, ...]:
        """Those that have every word of `text`: first by their name, then by what is said of them,
        the words to avoid among it."""
        wanted = folded(text).split()
        by_name, by_meaning = list[Term](), list[Term]()
        for term in self.sorted_for(language):
            names = folded(" ".join((*term.term.values(), *term.marks.get(language, ()))))
            if all(word in names for word in wanted):
                by_name.append(term)
            elif all(word in f"{names} {folded(_told(term, language))}" for word in wanted):
                by_meaning.append(term)
        return (*by_name, *by_meaning)

    def spans(self, text: str, language: str) -> tuple[Span, ...]:
        """Where `text` names terms, each the first time only."""
        pattern, ids = self._marks_of(language)
        found: dict[str, Span] = {}
        for match in pattern.finditer(text) if pattern is not None else ():
            term = ids[match.group().casefold()]
            found.setdefault(term, Span(match.start(), match.end(), term))
        return tuple(found.values())

    def _marks_of(self, language: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
        if language not in self._marks:
            ids = {
                mark.casefold(): term.id
                for term in self.terms.values()
                for mark in term.marks.get(language, ())
            }
            # The longer one first: "forced labour" is not "labour".
            words = "|".join(re.escape(mark) for mark in sorted(ids, key=len, reverse=True))
            pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if ids else None
            self._marks[language] = (pattern, ids)
        return self._marks[language]


class Explainer(NamedTuple):
    """What pages need to mark the words of the glossary: which there are, and how one opens."""

    lexicon: Callable[[], Lexicon]
    show: Callable[[tuple[str, ...]], None]


def named(term: Term, language: str) -> str:
    return term.term.get(language, term.term["en"])


def _told(term: Term, language: str) -> str:
    avoided = term.avoid.get(language, ())
    return " ".join(
        (term.meaning.get(language, term.meaning["en"]), *(each.words for each in avoided))
    )
