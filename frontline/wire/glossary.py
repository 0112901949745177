"""The glossary officers look words up in, as a signed document."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from frontline.crypto.signed_document import read_document
from frontline.errors import DocumentRefusedError

GLOSSARY_KIND = "glossary"

Words = Annotated[str, Field(min_length=1, max_length=1000)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Avoided(_Part):
    """Words that some use for the term, and why not to."""

    words: Words
    reason: Words


class Term(_Part):
    """All by language; English is always there. `term` may have more languages than the others.

    `marks` are the words by which a text is known to speak of it: not every text that has the
    word "act" speaks of the element of the crime.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,63}$")]
    term: dict[str, Words]
    meaning: dict[str, Words]
    source: dict[str, Words]
    avoid: dict[str, tuple[Avoided, ...]] = {}
    marks: dict[str, tuple[Words, ...]] = {}


class Glossary(_Part):
    terms: tuple[Term, ...]


def read_glossary(content: bytes, trusted_keys: Collection[str]) -> Glossary:
    """Raises UnknownSignerError, SignatureRefusedError or DocumentRefusedError."""
    document = read_document(content, trusted_keys)
    if document.kind != GLOSSARY_KIND:
        raise DocumentRefusedError(reason="kind", kind=document.kind)
    try:
        glossary = Glossary.model_validate(document.body)
    except ValidationError as error:
        raise DocumentRefusedError(reason="glossary") from error
    if any(
        "en" not in texts
        for term in glossary.terms
        for texts in (term.term, term.meaning, term.source)
    ):
        raise DocumentRefusedError(reason="glossary-english")
    return glossary
