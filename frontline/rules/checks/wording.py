"""Words that no text of a pack may use, in any language.

Banned words stigmatise (S-040), decide about entry (S-033), or would declare that somebody is no
victim (S-023). A gender assumption speaks of one gender where any can be meant. What is asked or
noted of a person never touches their sexual history or acts. The lists hold fragments of words,
compared without case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_BANNED: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"\bnot a victim\b", r"\bno victim\b", r"\billegals\b", r"\billegal\b(?! adoption)",
        r"\bprostitutes?\b", r"\bdeport", r"\brefuse(d)? entry\b", r"\bdeny entry\b",
        r"\binadmissible\b", r"\bsmuggling only\b", r"\bchild prostitut",
    ),
    "es": (
        r"\bno es (una )?víctima\b", r"\binmigrantes? ilegal",
        r"(?<!adopciones )\bilegales\b", r"\bprostitutas?\b", r"\bdeporta", r"\binadmitid",
        r"\bnegar la entrada\b", r"\bprostitución infantil\b",
    ),
    "pt": (
        r"\bnão é (uma )?vítima\b", r"\bimigrantes? ilega",
        r"(?<!adoções )\bilegais\b", r"\bprostitutas?\b", r"\bdeporta", r"\binadmitid",
        r"\bnegar a entrada\b", r"\bprostituição infantil\b",
    ),
    "fr": (
        r"\bn['’]est pas (une )?victime\b", r"\bclandestins?\b", r"\bprostituées?\b",
        r"\bexpuls", r"\brefus(er)? d['’]entrée\b", r"\bprostitution (des )?enfant",
    ),
}  # fmt: skip

_FORBIDDEN_TOPICS: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"\bvirgin", r"\bintercourse\b", r"\bcondoms?\b", r"\bpenetrat", r"\bgenital",
        r"\bsexual (histor|past|acts?\b|partner|position|experience|orientation|preference)",
        r"\bhow many (clients|customers|men|partners)\b",
    ),
    "es": (
        r"\bvirgen", r"\bvirginidad", r"\brelaci(ón|ones) sexual", r"\bpreservativos?\b",
        r"\bcondon(es)?\b", r"\bcondón\b", r"\bpenetra", r"\bgenital",
        r"\b(historia|historial|pasado|vida|actos?|parejas?|orientación) sexual",
        r"\bcuántos (clientes|hombres)\b",
    ),
    "pt": (
        r"\bvirgem", r"\bvirgindade", r"\brelaç(ão|ões) sexua", r"\bpreservativos?\b",
        r"\bcamisinhas?\b", r"\bpenetra", r"\bgenita", r"\bquantos (clientes|homens)\b",
        r"\b(história|histórico|passado|vida|atos?|parceir[ao]s?|orientação) sexua",
    ),
    "fr": (
        r"\bvierge", r"\bvirginité", r"\b(rapports?|relations?) sexuel", r"\bpréservatifs?\b",
        r"\bpénétr", r"\bgénita", r"\bcombien (de clients|d['’]hommes)\b",
        r"\b(histoire|passé|vie|actes?|partenaires?|orientation) sexuel",
    ),
}  # fmt: skip


class _Genders(NamedTuple):
    """Words for one gender and for another; a text with both assumes neither."""

    feminine: str
    masculine: str
    # Words that assume one even so.
    always: str | None = None


_GENDERS: Mapping[str, _Genders] = {
    "en": _Genders(
        r"\b(wom[ae]n|girls?|females?|lad(y|ies)|wi(fe|ves)|girlfriends?)\b",
        r"\b(m[ae]n|boys?|males?|gentlem[ae]n|husbands?|boyfriends?)\b",
        r"\b(he|she|him|his|hers?|himself|herself)\b",
    ),
    "es": _Genders(
        r"\b(mujer(es)?|chicas?|muchachas?|esposas?|novias?)\b",
        r"\b(hombres?|chicos?|muchachos?|esposos?|maridos?|novios?)\b",
    ),
    "pt": _Genders(
        r"\b(mulher(es)?|moças?|garotas?|esposas?|namoradas?)\b",
        r"\b(homem|homens|moços?|garotos?|esposos?|maridos?|namorados?)\b",
    ),
    "fr": _Genders(
        r"\b(femmes?|filles?|épouses?|petites? amies?)\b",
        r"\b(hommes?|garçons?|époux|maris?|petits? amis?)\b",
    ),
}


def _compiled(lists: Mapping[str, tuple[str, ...]]) -> dict[str, re.Pattern[str]]:
    return {code: re.compile("|".join(each), re.IGNORECASE) for code, each in lists.items()}


_BANNED_PATTERNS = _compiled(_BANNED)
_TOPIC_PATTERNS = _compiled(_FORBIDDEN_TOPICS)
_GENDER_PATTERNS = {
    code: tuple(re.compile(pattern, re.IGNORECASE) if pattern else None for pattern in genders)
    for code, genders in _GENDERS.items()
}


def banned_words(text: str, language: str) -> Iterator[str]:
    """The banned wordings found in `text`."""
    pattern = _BANNED_PATTERNS.get(language)
    for found in pattern.finditer(text) if pattern is not None else ():
        yield found.group(0)


def forbidden_topics(text: str, language: str) -> Iterator[str]:
    """What nobody is to be asked, found in `text`."""
    pattern = _TOPIC_PATTERNS.get(language)
    for found in pattern.finditer(text) if pattern is not None else ():
        yield found.group(0)


def gender_assumptions(text: str, language: str) -> Iterator[str]:
    """Words in `text` for one gender alone, as if it could be no other."""
    feminine, masculine, always = (
        pattern.search(text) if pattern is not None else None
        for pattern in _GENDER_PATTERNS.get(language, (None, None, None))
    )
    if always is not None:
        yield always.group(0)
    if feminine is not None and masculine is None:
        yield feminine.group(0)
    if masculine is not None and feminine is None:
        yield masculine.group(0)
