"""The strings of a pack, each in every language it has, with the state of its review."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

SOURCE_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Translation:
    """The strings one language has, by id; `reviewed` are those a second speaker has read.

    `lines` says where in its catalogue a string stands, translated or not; a built pack has none.
    """

    texts: Mapping[str, str]
    reviewed: frozenset[str] = frozenset()
    lines: Mapping[str, int] = field(default_factory=dict)


Translations = Mapping[str, Translation]
_NOTHING = Translation({})


@dataclass(frozen=True, slots=True)
class Text:
    """`language` is the one the text is in; `is_fallback` says it is not the one asked for."""

    value: str
    language: str
    is_reviewed: bool
    is_fallback: bool


class Texts:
    """Look-up of pack strings. A missing translation is visible, never silently English."""

    def __init__(
        self,
        source: Mapping[str, str],
        translations: Translations,
        person_facing: frozenset[str],
    ) -> None:
        self._source = source
        self._translations = translations
        self._person_facing = person_facing

    @property
    def languages(self) -> tuple[str, ...]:
        """The source language first, then the others in order of their code."""
        return (SOURCE_LANGUAGE, *sorted(self._translations))

    def has(self, string_id: str) -> bool:
        return string_id in self._source

    def get(self, string_id: str, language: str) -> Text:
        """The string in `language`, or in the source language marked as a fallback."""
        if language == SOURCE_LANGUAGE:
            return Text(self._source[string_id], SOURCE_LANGUAGE, True, False)
        found = self._translations.get(language, _NOTHING)
        value = found.texts.get(string_id)
        if value is None:
            return Text(self._source[string_id], SOURCE_LANGUAGE, True, True)
        return Text(value, language, string_id in found.reviewed, False)

    def changed(self, change: Callable[[str], str]) -> Texts:
        """The same strings with each of the source language changed."""
        source = {name: change(text) for name, text in self._source.items()}
        return Texts(source, self._translations, self._person_facing)

    def said(self, string_id: str, language: str) -> Text | None:
        """For the person's side: None where the language lacks the string, never another one."""
        text = self.get(string_id, language)
        return None if text.is_fallback else text

    def completeness(self) -> dict[str, float]:
        """Share of strings each language has; a person-only language counts what is said."""
        shares = {SOURCE_LANGUAGE: 1.0}
        for language, found in sorted(self._translations.items()):
            shares[language] = round(len(found.texts) / max(1, len(self._source)), 4)
        return shares

    def person_completeness(self, language: str) -> float:
        """Share of what is said to the person that `language` has."""
        if language == SOURCE_LANGUAGE or not self._person_facing:
            return 1.0
        texts = self._translations.get(language, _NOTHING).texts
        have = sum(1 for string_id in self._person_facing if string_id in texts)
        return round(have / len(self._person_facing), 4)
